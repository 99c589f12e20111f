import type {SanityClient} from '@sanity/client'
import {Box, Button, Select, Stack, Text, TextSkeleton, usePrefersReducedMotion} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {ReadError} from '../../ui/ReadError.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {LeadDetail} from '../data/useLead.ts'
import {kindsOf, TIMELINE_FILTERS, type TimelineFilter} from './timelineFilters.ts'
import {PanelSection} from './PanelSection.tsx'
import {TimelineItem} from './TimelineItem.tsx'
import {useTimeline, type TimelineEntry} from './useTimeline.ts'

/** The entry of a lead that an import made. */
function importedEntry(
  {_id, _createdAt, source}: LeadDetail,
  t: (key: string, values: Record<string, string | number>) => string,
): TimelineEntry[] {
  const {importId, label, row} = source ?? {}
  if (!importId || !label || typeof row !== 'number') return []
  const summary = t('timeline.imported', {file: label, row})
  const actor = {kind: 'function' as const}
  const entry = {kind: 'import' as const, at: _createdAt, actor, code: null, summary, details: null}
  return [{_id: `${_id}.imported`, ...entry}]
}

/**
 * The lead's timeline, newest first, in pages. That an import made the lead is told by its record: such a
 * lead has no entry for it.
 */
export function TimelineSection(props: {client: SanityClient; lead: LeadDetail}) {
  const {client, lead} = props
  const {site, document} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const [filter, setFilter] = useState<TimelineFilter>('all')
  const timeline = useTimeline(client, {site, id: lead._id}, filter)
  const isStill = usePrefersReducedMotion()
  const told = timeline.data?.pages.flat() ?? []
  const isWhole = timeline.isSuccess && !timeline.hasNextPage
  const imported = isWhole && kindsOf(filter).includes('import') ? importedEntry(lead, t) : []
  const entries = [...told, ...imported]

  const filterControl = (
    <Box>
      <Select
        aria-label={t('timeline.filter')}
        fontSize={1}
        onChange={(event) => {
          const chosen = TIMELINE_FILTERS.find((each) => each === event.currentTarget.value)
          setFilter(chosen ?? 'all')
        }}
        padding={2}
        value={filter}
      >
        {TIMELINE_FILTERS.map((each) => (
          <option key={each} value={each}>
            {t(`timeline.filter-${each}`)}
          </option>
        ))}
      </Select>
    </Box>
  )
  return (
    <PanelSection actions={filterControl} title={t('section.timeline')}>
      {timeline.isPending && (
        <Stack aria-label={t('timeline.loading')} aria-busy gap={4}>
          {['62%', '48%', '70%'].map((width) => (
            <TextSkeleton animated={!isStill} key={width} radius={1} size={1} style={{width}} />
          ))}
        </Stack>
      )}
      {timeline.isError && entries.length === 0 && (
        <ReadError
          error={timeline.error}
          onRetry={() => void timeline.refetch()}
          title={t('timeline.failed')}
        />
      )}
      {timeline.isSuccess && entries.length === 0 && (
        <Text muted size={1}>
          {t(filter === 'all' ? 'timeline.empty' : 'timeline.empty-filter')}
        </Text>
      )}
      <Stack as="ol" gap={4} style={{listStyle: 'none', margin: 0, padding: 0}}>
        {entries.map((entry) => (
          <TimelineItem entry={entry} key={entry._id} timeZone={document.timeZone} />
        ))}
      </Stack>
      {timeline.hasNextPage && (
        <Box paddingTop={4}>
          <Button
            disabled={timeline.isFetchingNextPage}
            fontSize={1}
            loading={timeline.isFetchingNextPage}
            mode="ghost"
            onClick={() => void timeline.fetchNextPage()}
            padding={3}
            text={t('timeline.more')}
            width="fill"
          />
        </Box>
      )}
    </PanelSection>
  )
}
