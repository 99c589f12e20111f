import type {SanityClient} from '@sanity/client'
import {BarChartIcon} from '@sanity/icons/BarChart'
import {Box, Card, Grid, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {BUCKET_FIELDS, sortBuckets} from '../../../core/shopify/snapshotDifference.ts'
import {siteTimeZone} from '../../../core/time/localDate.ts'
import {AbsoluteTime} from '../../ui/AbsoluteTime.tsx'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {Panel} from '../../ui/Panel.tsx'
import type {Snapshot} from '../data/siteHistory.ts'
import type {SyncRow} from '../data/siteSync.ts'
import {useSnapshot} from '../data/useSiteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Facts} from '../governanceStyles.ts'
import {BucketBars} from '../pictures/BucketBars.tsx'
import {GroupsTable} from './GroupsTable.tsx'
import {useBucketNames} from './useBucketNames.ts'

/** What a {@link SnapshotPanel} shows. */
export interface SnapshotPanelProps {
  client: SanityClient
  row: SyncRow
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

/** The newest snapshot of a site. */
export function SnapshotPanel({client, row}: SnapshotPanelProps) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const id = row.snapshot?._id ?? null
  const {data, error, refetch} = useSnapshot(client, row.key, id)
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
    if (error && !data) {
      const {reason} = errorReason(error)
      return (
        <ErrorState onRetry={() => void refetch()} reason={reason} title={t('snapshot.failed')} />
      )
    }
    if (data === undefined) return <LoadingState label={t('snapshot.loading')} />
    if (data === null) return <Text size={1}>{t('snapshot.gone')}</Text>
    return <SnapshotFigures snapshot={data} timeZone={siteTimeZone(row.site)} />
  }
  return (
    <Panel description={t('snapshot.description')} title={t('snapshot.title')}>
      <Box>{content()}</Box>
    </Panel>
  )
}
