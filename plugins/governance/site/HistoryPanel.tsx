import type {SanityClient} from '@sanity/client'
import {Box, Flex, Select, Stack, Text} from '@sanity/ui'
import type {UseQueryResult} from '@tanstack/react-query'
import {useState} from 'react'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {refreshProblem} from '../../../core/shopify/syncStatus.ts'
import {siteTimeZone} from '../../../core/time/localDate.ts'
import {AbsoluteTime} from '../../ui/AbsoluteTime.tsx'
import {Panel, Unanswered} from '../../ui/Panel.tsx'
import {PlainTable} from '../../ui/PlainTable.ts'
import {sparkPath, type SparkPoint} from '../../ui/sparkPath.ts'
import {useProblemText} from '../../ui/useProblemText.ts'
import type {SiteHistory} from '../data/siteHistory.ts'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {DifferenceTable} from './DifferenceTable.tsx'

/** The trend of a site's figures, the difference of two snapshots, and the refreshes. */
export function HistoryPanel(props: {
  client: SanityClient
  row: SyncRow
  history: UseQueryResult<SiteHistory>
}) {
  const {client, row, history} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  return (
    <Panel description={t('history.description')} title={t('history.title')}>
      <Box>
        {history.data ? (
          <Snapshots client={client} history={history.data} row={row} />
        ) : (
          <Unanswered failed={t('history.failed')} label={t('history.loading')} query={history} />
        )}
      </Box>
    </Panel>
  )
}

function Snapshots(props: {client: SanityClient; row: SyncRow; history: SiteHistory}) {
  const {client, row, history} = props
  const {snapshots, refreshes} = history
  const {t} = useTranslation(governanceLocaleNamespace)
  const timeZone = siteTimeZone(row.site)
  const format = useDateTimeFormat({dateStyle: 'medium', timeStyle: 'short', timeZone})
  const [chosen, setChosen] = useState<{before: string | null; after: string | null}>({
    before: null,
    after: null,
  })
  const after = chosen.after ?? snapshots[0]?._id ?? ''
  const before = chosen.before ?? snapshots[1]?._id ?? ''
  const oldestFirst = snapshots.toReversed()
  const pointsOf = (name: 'customers' | 'matched') =>
    oldestFirst.flatMap(({takenAt, totals}) => {
      const value = totals?.[name]
      return takenAt && typeof value === 'number' ? [{at: takenAt, value}] : []
    })
  const picker = (which: 'before' | 'after', value: string) => (
    <Box flex={1}>
      <Select
        aria-label={t(`history.${which}`)}
        fontSize={1}
        onChange={(event) => setChosen({...chosen, [which]: event.currentTarget.value})}
        padding={2}
        value={value}
      >
        {snapshots.map(({_id, takenAt}) => (
          <option key={_id} value={_id}>
            {takenAt ? format.format(new Date(takenAt)) : _id}
          </option>
        ))}
      </Select>
    </Box>
  )
  return (
    <Stack gap={5} padding={4}>
      {snapshots.length < 2 ? (
        <Text muted size={1}>
          {t('history.short')}
        </Text>
      ) : (
        <>
          <TrendLine
            points={pointsOf('customers')}
            timeZone={timeZone}
            title={t('snapshot.customers')}
          />
          <TrendLine
            points={pointsOf('matched')}
            timeZone={timeZone}
            title={t('snapshot.matched')}
          />
          <Stack gap={3}>
            <Text as="h3" size={1} weight="medium">
              {t('history.compare')}
            </Text>
            <Flex align="center" gap={2}>
              {picker('before', before)}
              <Text size={1}>{t('history.with')}</Text>
              {picker('after', after)}
            </Flex>
            <DifferenceTable after={after} before={before} client={client} site={row.key} />
          </Stack>
        </>
      )}
      {refreshes.length > 0 && <RefreshesTable refreshes={refreshes} timeZone={timeZone} />}
    </Stack>
  )
}

const [WIDTH, HEIGHT] = [600, 80]

/** The trend of a figure, as a line and in words. The points are in the order of time. */
function TrendLine(props: {title: string; points: readonly SparkPoint[]; timeZone: string}) {
  const {title, points, timeZone} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const format = useDateTimeFormat({dateStyle: 'medium', timeZone})
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2) return null
  const words = t('history.trend', {
    from: first.value,
    to: last.value,
    since: format.format(new Date(first.at)),
  })
  return (
    <Stack gap={2}>
      <Text size={1} weight="medium">
        {title}
      </Text>
      <svg
        aria-hidden="true"
        height={HEIGHT}
        preserveAspectRatio="none"
        style={{overflow: 'visible', width: '100%'}}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      >
        <path
          d={sparkPath(points, WIDTH, HEIGHT)}
          fill="none"
          stroke="var(--card-badge-primary-dot-color)"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <Text muted size={1}>
        {words}
      </Text>
    </Stack>
  )
}

/** The newest refreshes of a site, and how they ended. */
function RefreshesTable(props: {refreshes: SiteHistory['refreshes']; timeZone: string}) {
  const {refreshes, timeZone} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const problemText = useProblemText()
  const failureText = (refresh: (typeof refreshes)[number]) => {
    const failure = refreshProblem(refresh)
    return failure && ` · ${problemText(failure)}`
  }
  return (
    <Stack gap={3}>
      <Text as="h3" size={1} weight="medium">
        {t('runs.title')}
      </Text>
      <PlainTable aria-label={t('runs.title')}>
        <thead>
          <tr>
            <th scope="col">{t('runs.started')}</th>
            <th scope="col">{t('runs.what')}</th>
            <th scope="col">{t('runs.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {refreshes.map((refresh) => (
            <tr key={refresh._id}>
              <td>
                {refresh._createdAt && <AbsoluteTime at={refresh._createdAt} timeZone={timeZone} />}
              </td>
              <td>{refresh.title}</td>
              <td>
                {t(`runs.state.${refresh.state}`)}
                {failureText(refresh)}
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Stack>
  )
}
