import type {SanityClient} from '@sanity/client'
import {InboxIcon} from '@sanity/icons/Inbox'
import {Box, Flex, Stack, Text} from '@sanity/ui'
import {useInfiniteQuery} from '@tanstack/react-query'
import {useMemo, useState} from 'react'
import {useTranslation} from 'sanity'
import {siteTimeZone} from '../../../core/time/localDate.ts'
import {Choices} from '../../ui/Choices.ts'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {Panel} from '../../ui/Panel.tsx'
import {PlainTable} from '../../ui/PlainTable.ts'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {siteKeyOf, type SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {ChoiceButtons, UnansweredOrDenied} from '../parts.tsx'
import {ToolButton} from '../../ui/ToolButton.tsx'
import {
  fetchIntake,
  INTAKE_KINDS,
  INTAKE_PAGE,
  maskedDomain,
  NEWEST,
  type IntakeKind,
  type IntakeRecord,
} from './intake.ts'

/** How often records are read again, in milliseconds. */
const INTERVAL_MS = 30_000

/** The records that forms brought in at all sites, newest first and masked. */
export function IntakePanel(props: {client: SanityClient; rows: readonly SyncRow[]}) {
  const {client, rows} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const [kind, setKind] = useState<IntakeKind>('submissions')
  const siteOf = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows])
  const query = useInfiniteQuery({
    queryKey: ['leads', 'sync', 'intake', kind],
    initialPageParam: NEWEST,
    queryFn: ({pageParam, signal}) => fetchIntake(client, kind, pageParam, signal),
    getNextPageParam: (page) => {
      const last = page.at(-1)
      return page.length === INTAKE_PAGE && last ? {at: last.at, id: last._id} : undefined
    },
    refetchInterval: INTERVAL_MS,
    retry: 1,
  })
  const content = () => {
    if (!query.data) {
      return (
        <UnansweredOrDenied
          denied={t('intake.denied')}
          failed={t('intake.failed')}
          label={t('intake.loading')}
          query={query}
        />
      )
    }
    const records = query.data.pages.flat()
    if (records.length === 0) {
      return (
        <EmptyState
          description={t('intake.empty-description')}
          icon={InboxIcon}
          title={t(`intake.empty-${kind}`)}
        />
      )
    }
    return (
      <Stack gap={3} padding={4}>
        <IntakeTable kind={kind} records={records} siteOf={siteOf} />
        {query.hasNextPage && (
          <ToolButton
            isBusy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
            padding={3}
            text={t('intake.more')}
          />
        )}
      </Stack>
    )
  }
  return (
    <Panel description={t('intake.description')} title={t('intake.title')}>
      <Box>
        <Flex align="center" gap={3} paddingTop={3} paddingX={4} wrap="wrap">
          <Choices aria-label={t('intake.kind')}>
            <ChoiceButtons
              onChoose={setKind}
              textOf={(each) => t(`intake.${each}`)}
              value={kind}
              values={INTAKE_KINDS}
            />
          </Choices>
          {query.isRefetchError && (
            <Text muted size={1}>
              {t('network.outdated')}
            </Text>
          )}
        </Flex>
        {content()}
      </Box>
    </Panel>
  )
}

function IntakeTable(props: {
  kind: IntakeKind
  records: readonly IntakeRecord[]
  siteOf: ReadonlyMap<string, SyncRow>
}) {
  const {kind, records, siteOf} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const outcomeOf = ({verdict, outcome, isProcessed}: IntakeRecord) => {
    if (kind === 'subscribers') return t(`intake.status.${outcome ?? 'unknown'}`)
    if (verdict === 'spam') return t('intake.outcome.spam')
    return t(`intake.outcome.${outcome ?? (isProcessed ? 'processed' : 'waiting')}`)
  }
  return (
    <PlainTable aria-label={t(`intake.${kind}`)}>
      <thead>
        <tr>
          <th scope="col">{t('intake.column.when')}</th>
          <th scope="col">{t('intake.column.site')}</th>
          <th scope="col">{t('intake.column.form')}</th>
          <th scope="col">{t('intake.column.address')}</th>
          <th scope="col">{t('intake.column.outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => {
          const key = siteKeyOf(record._id) ?? ''
          const row = siteOf.get(key)
          const domain = maskedDomain(row?.status.rule ?? null, record.domain)
          return (
            <tr key={record._id}>
              <td>
                <RelativeTime at={record.at} timeZone={siteTimeZone(row?.site ?? {})} />
              </td>
              <td>{row?.title ?? key}</td>
              <td>{record.form ?? t('intake.no-form')}</td>
              <td>{domain === null ? t('intake.masked') : t('intake.domain', {domain})}</td>
              <td>{outcomeOf(record)}</td>
            </tr>
          )
        })}
      </tbody>
    </PlainTable>
  )
}
