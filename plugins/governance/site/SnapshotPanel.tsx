import type {SanityClient} from '@sanity/client'
import {BarChartIcon} from '@sanity/icons/BarChart'
import {Box, Card, Grid, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {GROUP_PARTS} from '../../../core/shopify/customerTally.ts'
import {
  BUCKET_FIELDS,
  sortBuckets,
  type StoredBucket,
} from '../../../core/shopify/snapshotDifference.ts'
import {siteTimeZone} from '../../../core/time/localDate.ts'
import {AbsoluteTime} from '../../ui/AbsoluteTime.tsx'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {Panel, Unanswered} from '../../ui/Panel.tsx'
import {PlainTable} from '../../ui/PlainTable.ts'
import type {Snapshot} from '../data/siteHistory.ts'
import type {SyncRow} from '../data/siteSync.ts'
import {useSnapshot} from '../data/useSiteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Bars, Facts} from '../governanceStyles.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'
import {useBucketNames} from './useBucketNames.ts'

/** The newest snapshot of a site. */
export function SnapshotPanel(props: {client: SanityClient; row: SyncRow}) {
  const {client, row} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const id = row.snapshot?._id ?? null
  const query = useSnapshot(client, row.key, id)
  const content = () => {
    if (id === null) {
      return (
        <EmptyState
          description={t('snapshot.empty-description')}
          icon={BarChartIcon}
          title={t('snapshot.empty')}
        />
      )
    }
    if (query.data === undefined) {
      return (
        <Unanswered failed={t('snapshot.failed')} label={t('snapshot.loading')} query={query} />
      )
    }
    if (query.data === null) return <Text size={1}>{t('snapshot.gone')}</Text>
    return <SnapshotFigures snapshot={query.data} timeZone={siteTimeZone(row.site)} />
  }
  return (
    <Panel description={t('snapshot.description')} title={t('snapshot.title')}>
      <Box>{content()}</Box>
    </Panel>
  )
}

function SnapshotFigures({snapshot, timeZone}: {snapshot: Snapshot; timeZone: string}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const nameOf = useBucketNames(snapshot.currencyCode)
  const figure = (value: number | null | undefined) =>
    typeof value === 'number' ? value.toLocaleString('en') : t('figure.few')
  const shown = BUCKET_FIELDS.filter((field) => (snapshot[field] ?? []).length > 0)
  const suppressed = snapshot.suppressed ?? []
  return (
    <Stack gap={5} padding={4}>
      <Facts>
        <dt>{t('snapshot.taken')}</dt>
        <dd>
          {snapshot.takenAt && <AbsoluteTime at={snapshot.takenAt} showZone timeZone={timeZone} />}
        </dd>
        <dt>{t('snapshot.customers')}</dt>
        <dd>{figure(snapshot.totals?.customers)}</dd>
        <dt>{t('snapshot.matched')}</dt>
        <dd>{figure(snapshot.totals?.matched)}</dd>
        <dt>{t('snapshot.rule')}</dt>
        <dd>{t('snapshot.rule-value', {rule: snapshot.rule, revision: snapshot.ruleRevision})}</dd>
        <dt>{t('snapshot.reading')}</dt>
        <dd>
          {t('snapshot.reading-value', {
            version: snapshot.apiVersion,
            cost: snapshot.cost ?? 0,
            requests: snapshot.requests ?? 0,
            seconds: Math.max(1, Math.round((snapshot.durationMs ?? 0) / 1000)),
          })}
        </dd>
      </Facts>
      {suppressed.length > 0 && (
        <Card padding={3} radius={2} tone="transparent">
          <Text size={1}>
            {t('snapshot.suppressed', {
              dimensions: suppressed.map((name) => t(`dimension.${name}`)).join(', '),
              threshold: snapshot.threshold ?? 0,
            })}
          </Text>
        </Card>
      )}
      <Grid gap={5} gridTemplateColumns={[1, 1, 2]} style={{alignItems: 'start'}}>
        {shown.map((field) => (
          <BucketBars
            buckets={sortBuckets(field, snapshot[field] ?? [])}
            key={field}
            nameOf={(label) => nameOf(field, label)}
            title={t(`bucket.${field}`)}
          />
        ))}
      </Grid>
      {(snapshot.groups ?? []).length > 0 && <GroupsTable groups={snapshot.groups ?? []} />}
    </Stack>
  )
}

/** Figures of one dimension as bars, in a table. */
function BucketBars(props: {
  title: string
  buckets: readonly StoredBucket[]
  nameOf: (label: string) => string
}) {
  const {title, buckets, nameOf} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const most = Math.max(1, ...buckets.map(({count}) => count ?? 0))
  return (
    <Bars>
      <caption>{title}</caption>
      <tbody>
        {buckets.map(({label, count}) => (
          <tr key={label ?? ''}>
            <th scope="row" title={nameOf(label ?? '')}>
              {nameOf(label ?? '')}
            </th>
            <td aria-hidden="true">
              <svg height="12" preserveAspectRatio="none" viewBox="0 0 100 12">
                <rect fill="var(--card-muted-bg-color)" height="12" width="100" />
                <rect
                  fill="var(--card-badge-primary-dot-color)"
                  height="12"
                  width={(100 * (count ?? 0)) / most}
                />
              </svg>
            </td>
            <td data-number>{count?.toLocaleString('en') ?? t('figure.few')}</td>
          </tr>
        ))}
      </tbody>
    </Bars>
  )
}

/** Groups that are shown at first. */
const FIRST_SHOWN = 20

/** Groups of customers, each of at least the smallest number that may be shown. */
function GroupsTable({groups}: {groups: NonNullable<Snapshot['groups']>}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const nameOf = useBucketNames()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? groups : groups.slice(0, FIRST_SHOWN)
  const valueOf = (part: (typeof GROUP_PARTS)[number], value: string | null | undefined) => {
    if (!value) return '·'
    if (part === 'state') return nameOf('states', value)
    return part === 'marketing' ? nameOf('consent', value) : value
  }
  return (
    <Stack gap={3}>
      <Text as="h3" size={1} weight="medium">
        {t('groups.title')}
      </Text>
      <Text muted size={1}>
        {t('groups.note')}
      </Text>
      <PlainTable aria-label={t('groups.title')}>
        <thead>
          <tr>
            {GROUP_PARTS.map((part) => (
              <th key={part} scope="col">
                {t(`groups.${part}`)}
              </th>
            ))}
            <th data-number scope="col">
              {t('groups.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((group, index) => (
            <tr key={`${index} ${GROUP_PARTS.map((part) => group[part]).join(' ')}`}>
              {GROUP_PARTS.map((part) => (
                <td key={part}>{valueOf(part, group[part])}</td>
              ))}
              <td data-number>{group.count?.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
      {groups.length > shown.length && (
        <ToolButton
          mode="bleed"
          onClick={() => setWhole(true)}
          text={t('groups.all', {count: groups.length})}
        />
      )}
    </Stack>
  )
}
