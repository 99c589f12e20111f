import type {SanityClient} from '@sanity/client'
import {InboxIcon} from '@sanity/icons/Inbox'
import {Box, Button, Flex, Stack, Text} from '@sanity/ui'
import {useInfiniteQuery} from '@tanstack/react-query'
import {useMemo, useState} from 'react'
import {useTranslation} from 'sanity'
import {Choices} from '../../ui/Choices.ts'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {Panel} from '../../ui/Panel.tsx'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {fetchIntake, INTAKE_KINDS, INTAKE_PAGE, type IntakeKind, NEWEST} from './intakeQueries.ts'
import {IntakeTable} from './IntakeTable.tsx'

/** How often what came in is read again, in milliseconds. */
const INTERVAL_MS = 30_000

/** What came in at all sites, newest first, masked. */
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
  const {data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage} = query
  const content = () => {
    if (!data) {
      if (!error) return <LoadingState label={t('intake.loading')} />
      const {kind: failure, reason} = errorReason(error)
      return failure === 'denied' ? (
        <ErrorState reason={reason} title={t('intake.denied')} tone="caution" />
      ) : (
        <ErrorState onRetry={() => void refetch()} reason={reason} title={t('intake.failed')} />
      )
    }
    const records = data.pages.flat()
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
        {hasNextPage && (
          <Button
            disabled={isFetchingNextPage}
            fontSize={1}
            loading={isFetchingNextPage}
            mode="ghost"
            onClick={() => void fetchNextPage()}
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
            {INTAKE_KINDS.map((each) => (
              <Button
                aria-pressed={each === kind}
                fontSize={1}
                key={each}
                mode="bleed"
                onClick={() => setKind(each)}
                padding={2}
                selected={each === kind}
                text={t(`intake.${each}`)}
              />
            ))}
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
