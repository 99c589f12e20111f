import type {SanityClient} from '@sanity/client'
import {Box, Button, Select, Stack, Text, TextSkeleton, usePrefersReducedMotion} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {ReadError} from '../../ui/ReadError.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {TIMELINE_FILTERS, type TimelineFilter} from './timelineFilters.ts'
import {PanelSection} from './PanelSection.tsx'
import {TimelineItem} from './TimelineItem.tsx'
import {useTimeline} from './useTimeline.ts'

/** The lead's timeline, newest first, in pages. */
export function TimelineSection(props: {client: SanityClient; leadId: string}) {
  const {client, leadId} = props
  const {site, document} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const [filter, setFilter] = useState<TimelineFilter>('all')
  const timeline = useTimeline(client, {site, id: leadId}, filter)
  const isStill = usePrefersReducedMotion()
  const entries = timeline.data?.pages.flat() ?? []

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
