import type {SanityClient} from '@sanity/client'
import {SidePanel} from '../../../ui/SidePanel.tsx'
import {useQuery} from '@tanstack/react-query'
import {RestoreIcon} from '@sanity/icons/Restore'
import {Box, Button, Select, Stack, Text, TextSkeleton} from '@sanity/ui'
import {useMemo, useState} from 'react'
import {useCurrentUser, useTranslation} from 'sanity'
import type {RecentChange} from '../../../../core/changes/recent/recentChanges.ts'
import {EmptyState} from '../../../ui/EmptyState.tsx'
import {ReadError} from '../../../ui/ReadError.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {useBulkGrants} from '../useBulkGrants.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {FEW_LEADS, isDeletion, readFewDeleted} from './deletedLeads.ts'
import {RecentItem} from './RecentItem.tsx'
import {useRecentChanges} from './useRecentChanges.ts'
import {useRecentWork} from './useRecentWork.ts'

interface RecentPanelProps {
  client: SanityClient
  /** Id of the change that the URL names; `null` for none. */
  changeId: string | null
  onClose: () => void
  onOpenLead: (id: string) => void
  /** Called with the id of a change that was undone: its leads have to be read again. */
  onDone: (changeId: string) => void
}

const FILTERS = ['all', 'deleted', 'mine'] as const

type RecentFilter = (typeof FILTERS)[number]

function isShown(change: RecentChange, filter: RecentFilter, userId: string): boolean {
  if (filter === 'deleted') return isDeletion(change)
  return filter === 'all' || change.by === userId
}

/** The leads of the small deletions among `changes`, by the change's id. */
function useFewDeleted(client: SanityClient, site: string, changes: readonly RecentChange[]) {
  const small = changes.filter(
    (change) =>
      isDeletion(change) && change.tally.succeeded > 0 && change.tally.succeeded <= FEW_LEADS,
  )
  const ids = small.map(({id}) => id)
  const query = useQuery({
    queryKey: ['leads', 'recent', site, 'few', ids],
    queryFn: ({signal}) => readFewDeleted(client, site, small, signal),
    enabled: ids.length > 0,
    placeholderData: (before) => before,
    retry: false,
  })
  return query.data
}

function Skeletons(props: {label: string}) {
  return (
    <Stack aria-busy aria-label={props.label} as="output" gap={4} padding={4}>
      {['72%', '54%', '66%', '48%'].map((width) => (
        <Stack gap={3} key={width}>
          <TextSkeleton animated radius={1} size={1} style={{width}} />
          <TextSkeleton animated radius={1} size={1} style={{width: '36%'}} />
        </Stack>
      ))}
    </Stack>
  )
}

function RecentList(props: RecentPanelProps) {
  const {client, changeId, onOpenLead, onDone} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const userId = useCurrentUser()?.id ?? ''
  const {mayChange} = useBulkGrants(site)
  const [filter, setFilter] = useState<RecentFilter>('all')
  const recent = useRecentChanges(client, site, changeId)
  const work = useRecentWork(client, (id) => {
    recent.reload()
    onDone(id)
  })
  const {changes} = recent
  const few = useFewDeleted(client, site, changes)
  const shown = useMemo(
    () => changes.filter((change) => isShown(change, filter, userId)),
    [changes, filter, userId],
  )

  if (recent.isPending) return <Skeletons label={t('recent.loading')} />
  if (recent.error && changes.length === 0) {
    return (
      <ReadError
        deniedTitle={t('recent.denied')}
        error={recent.error}
        onRetry={recent.reload}
        title={t('recent.failed')}
      />
    )
  }
  if (changes.length === 0 && !recent.hasMore) {
    return (
      <EmptyState
        description={t('recent.empty-description')}
        icon={RestoreIcon}
        title={t('recent.empty')}
      />
    )
  }
  return (
    <Stack gap={3} padding={4}>
      <Select
        aria-label={t('recent.filter')}
        fontSize={1}
        onChange={(event) =>
          setFilter(FILTERS.find((each) => each === event.currentTarget.value) ?? 'all')
        }
        padding={2}
        value={filter}
      >
        {FILTERS.map((each) => (
          <option key={each} value={each}>
            {t(`recent.filter-${each}`)}
          </option>
        ))}
      </Select>
      {!mayChange && (
        <Text muted size={1}>
          {t('recent.read-only')}
        </Text>
      )}
      {shown.length === 0 && (
        <Box padding={3}>
          <Text align="center" as="output" muted size={1}>
            {t(recent.hasMore ? 'recent.no-match-so-far' : 'recent.no-match')}
          </Text>
        </Box>
      )}
      <Stack as="ol" gap={3} style={{listStyle: 'none', margin: 0, padding: 0}}>
        {shown.map((change) => (
          <RecentItem
            change={change}
            client={client}
            few={few?.get(change.id)}
            isLinked={change.id === changeId}
            key={change.id}
            mayUndo={mayChange}
            onOpenLead={onOpenLead}
            work={work}
          />
        ))}
      </Stack>
      {recent.hasMore && (
        <Button
          disabled={recent.isLoadingMore}
          fontSize={1}
          loading={recent.isLoadingMore}
          mode="ghost"
          onClick={recent.loadMore}
          padding={3}
          text={t('recent.more')}
        />
      )}
    </Stack>
  )
}

/** The bulk changes and deletions of the last 30 days, which can be undone. */
export function RecentPanel(props: RecentPanelProps) {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <SidePanel closeLabel={t('recent.close')} onClose={props.onClose} title={t('recent.title')}>
      <RecentList {...props} />
    </SidePanel>
  )
}
