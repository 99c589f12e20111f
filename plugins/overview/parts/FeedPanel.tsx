import {Box, Button, Flex} from '@sanity/ui'
import {useDeferredValue, useState} from 'react'
import {useTranslation} from 'sanity'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {LoadingState} from '../../ui/LoadingState.tsx'
import type {LiveRecords} from '../live/useLiveRecords.ts'
import {filterRecords, type RecordKind} from '../model/liveRecord.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {LineList} from '../overviewStyles.ts'
import {Failure} from './Failure.tsx'
import {FeedFilter} from './FeedFilter.tsx'
import {FeedItem} from './FeedItem.tsx'
import {Panel} from './Panel.tsx'
import {Quiet} from './Quiet.tsx'

/** Records shown at first, and how many more at a time. */
const STEP = 20

/** What a {@link FeedPanel} shows. */
export interface FeedPanelProps {
  site: Site
  live: LiveRecords
  /** How the question for the newest records stands. */
  query: {isAnswered: boolean; error: unknown; isError: boolean; refetch: () => unknown}
}

/** The newest records as they arrive, with a filter. */
export function FeedPanel(props: FeedPanelProps) {
  const {site, live, query} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const [kind, setKind] = useState<RecordKind | 'all'>('all')
  const [text, setText] = useState('')
  const [shown, setShown] = useState(STEP)
  const found = filterRecords(live.records, kind, useDeferredValue(text))
  const content = () => {
    if (!query.isAnswered) {
      if (!query.isError) return <LoadingState label={t('feed.title')} />
      return (
        <Failure
          error={query.error}
          onRetry={() => void query.refetch()}
          title={t('feed.failed')}
        />
      )
    }
    if (live.records.length === 0) return <Quiet text={t('feed.empty')} />
    if (found.length === 0) {
      return <Quiet text={t('feed.no-match', {count: live.records.length})} />
    }
    return (
      <>
        <LineList>
          {found.slice(0, shown).map((record) => (
            <FeedItem
              isNew={live.arrived.has(record._id)}
              key={record._id}
              record={record}
              site={site}
            />
          ))}
        </LineList>
        {found.length > shown && (
          <Flex justify="center" padding={3}>
            <Button
              fontSize={1}
              mode="bleed"
              onClick={() => setShown(shown + STEP)}
              padding={3}
              text={t('feed.more')}
            />
          </Flex>
        )}
      </>
    )
  }
  return (
    <Panel title={t('feed.title')}>
      <FeedFilter kind={kind} onKind={setKind} onText={setText} text={text} />
      <Box flex={1} style={{borderTop: '1px solid var(--card-border-color)'}}>
        {content()}
      </Box>
    </Panel>
  )
}
