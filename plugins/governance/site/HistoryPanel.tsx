import type {SanityClient} from '@sanity/client'
import {Box, Flex, Select, Stack, Text} from '@sanity/ui'
import type {UseQueryResult} from '@tanstack/react-query'
import {useState} from 'react'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {siteTimeZone} from '../../../core/time/localDate.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {Panel} from '../../ui/Panel.tsx'
import type {SiteHistory} from '../data/siteHistory.ts'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {TrendLine} from '../pictures/TrendLine.tsx'
import {DifferenceTable} from './DifferenceTable.tsx'
import {RefreshesTable} from './RefreshesTable.tsx'

/** What a {@link HistoryPanel} shows. */
export interface HistoryPanelProps {
  client: SanityClient
  row: SyncRow
  history: UseQueryResult<SiteHistory>
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

/** How a site's figures went, what two snapshots differ in, and what became of its refreshes. */
export function HistoryPanel({client, row, history}: HistoryPanelProps) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const content = () => {
    if (history.data) return <Snapshots client={client} history={history.data} row={row} />
    if (!history.error) return <LoadingState label={t('history.loading')} />
    const {reason} = errorReason(history.error)
    const retry = () => void history.refetch()
    return <ErrorState onRetry={retry} reason={reason} title={t('history.failed')} />
  }
  return (
    <Panel description={t('history.description')} title={t('history.title')}>
      <Box>{content()}</Box>
    </Panel>
  )
}
