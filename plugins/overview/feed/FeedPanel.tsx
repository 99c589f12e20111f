import {ActivityIcon} from '@sanity/icons/Activity'
import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {InboxIcon} from '@sanity/icons/Inbox'
import {UserIcon} from '@sanity/icons/User'
import {Badge, Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {type ComponentType, useDeferredValue, useState} from 'react'
import {useTranslation} from 'sanity'
import {useIntentLink} from 'sanity/router'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {VIEW_LEAD_INTENT} from '../../leads/leadsTool.ts'
import {Choices} from '../../ui/Choices.ts'
import {Panel, Quiet, Unanswered} from '../../ui/Panel.tsx'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {SearchInput} from '../../ui/SearchInput.tsx'
import {StatusBadge} from '../../ui/StatusBadge.tsx'
import {useEntryText, type SayEntry} from '../../ui/useEntryText.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {LineList} from '../overviewStyles.ts'
import {filterRecords, type LiveRecord, RECORD_KINDS, type RecordKind} from './liveRecord.ts'
import type {LiveRecords} from './useLiveRecords.ts'

/** Records shown at first, and how many more at a time. */
const STEP = 20

/** What a {@link FeedPanel} shows. */
export interface FeedPanelProps {
  site: Site
  live: LiveRecords
  /** State of the query for the newest records. */
  query: {isAnswered: boolean; error: unknown; isError: boolean; refetch: () => unknown}
}

/** The newest records as they arrive, with a filter. */
export function FeedPanel(props: FeedPanelProps) {
  const {site, live, query} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const [kind, setKind] = useState<RecordKind | 'all'>('all')
  const [text, setText] = useState('')
  const [shown, setShown] = useState(STEP)
  const say = useEntryText()
  const found = filterRecords(live.records, {kind, text: useDeferredValue(text), say})
  const content = () => {
    if (!query.isAnswered) {
      return <Unanswered failed={t('feed.failed')} label={t('feed.title')} query={query} />
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
              say={say}
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

const CHOICES = ['all', ...RECORD_KINDS] as const

interface FeedFilterProps {
  kind: RecordKind | 'all'
  text: string
  onKind: (kind: RecordKind | 'all') => void
  onText: (text: string) => void
}

/** Filters the feed by kind of record and by text. */
function FeedFilter(props: FeedFilterProps) {
  const {kind, text, onKind, onText} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Flex align="center" gap={2} paddingBottom={3} paddingTop={3} paddingX={3} wrap="wrap">
      <Choices aria-label={t('feed.kind.label')} style={{flex: 'none', maxWidth: '100%'}}>
        {CHOICES.map((choice) => (
          <Button
            aria-pressed={choice === kind}
            fontSize={1}
            key={choice}
            mode="bleed"
            onClick={() => onKind(choice)}
            padding={2}
            selected={choice === kind}
            text={t(`feed.kind.${choice}`)}
          />
        ))}
      </Choices>
      <Box style={{flex: '1 1 180px'}}>
        <SearchInput
          label={t('feed.filter.label')}
          onChange={onText}
          placeholder={t('feed.filter.placeholder')}
          value={text}
        />
      </Box>
    </Flex>
  )
}

interface FeedItemProps {
  record: LiveRecord
  say: SayEntry
  site: Site
  /** Whether it was created since the page was opened. */
  isNew: boolean
}

/** A record of the feed, as a link to it. */
function FeedItem(props: FeedItemProps) {
  const {record, say, site, isNew} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const {icon: Icon, title, note, intent, params} = feedLook(record, say)
  const {href, onClick} = useIntentLink({intent, params})
  return (
    <li data-record={record._id}>
      <Card
        as="a"
        data-as="a"
        href={href}
        onClick={onClick}
        paddingX={4}
        paddingY={3}
        style={{display: 'block'}}
      >
        <Flex align="center" gap={3}>
          <Text muted size={1}>
            <Icon />
          </Text>
          <Stack flex={1} gap={2} style={{minWidth: 0}}>
            <Text size={1} textOverflow="ellipsis" weight="medium">
              {title || t('feed.unnamed')}
            </Text>
            <Text muted size={1} textOverflow="ellipsis">
              {'key' in note ? t(note.key) : note.text}
            </Text>
          </Stack>
          {isNew && <Badge tone="positive">{t('feed.new')}</Badge>}
          {record._type === 'lead' && record.status && (
            <StatusBadge statuses={site.leadStatuses} value={record.status} />
          )}
          {record._type === 'leadSubmission' && <SubmissionState {...record} />}
          <Box style={{minWidth: 84, textAlign: 'right'}}>
            <Text muted size={1}>
              <RelativeTime at={record.at} timeZone={site.timeZone} />
            </Text>
          </Box>
        </Flex>
      </Card>
    </li>
  )
}

/** The state of a submission that waits, failed, or is spam. */
function SubmissionState({outcome, verdict}: Extract<LiveRecord, {_type: 'leadSubmission'}>) {
  const {t} = useTranslation(overviewLocaleNamespace)
  if (verdict === 'spam') return <Badge>{t('feed.submission.spam')}</Badge>
  if (outcome === 'failed') return <Badge tone="critical">{t('feed.submission.failed')}</Badge>
  if (!outcome) return <Badge tone="caution">{t('feed.submission.waiting')}</Badge>
  return null
}

/** How a record is shown, and where it links to. */
interface FeedLook {
  icon: ComponentType
  /** Empty where the record has no name. */
  title: string
  /** Text below the title, or the key of one of the overview's strings. */
  note: {key: string} | {text: string}
  intent: string
  params: {id: string; type?: string}
}

/** Leads and activities open in the Leads tool, submissions in Records. */
function feedLook(record: LiveRecord, say: SayEntry): FeedLook {
  if (record._type === 'leadActivity') {
    const params = {id: record.leadId ?? record._id}
    const note = record.person ? {text: record.person} : {key: 'feed.activity'}
    return {
      icon: ActivityIcon,
      title: say(record),
      note,
      intent: VIEW_LEAD_INTENT,
      params,
    }
  }
  const title = record.name || record.email || ''
  const {_id: id} = record
  if (record._type === 'lead') {
    const note = {text: record.company || record.email || ''}
    return {icon: UserIcon, title, note, intent: VIEW_LEAD_INTENT, params: {id}}
  }
  const kind = record.formKind ?? 'lead'
  return {
    icon: kind === 'newsletter' ? EnvelopeIcon : InboxIcon,
    title,
    note: {key: `feed.submission.${kind}`},
    intent: 'edit',
    params: {id, type: record._type},
  }
}
