import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {CommentIcon} from '@sanity/icons/Comment'
import {DocumentTextIcon} from '@sanity/icons/DocumentText'
import {EditIcon} from '@sanity/icons/Edit'
import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {ErrorOutlineIcon} from '@sanity/icons/ErrorOutline'
import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {LaunchIcon} from '@sanity/icons/Launch'
import {TagIcon} from '@sanity/icons/Tag'
import {TransferIcon} from '@sanity/icons/Transfer'
import {UploadIcon} from '@sanity/icons/Upload'
import {UndoIcon} from '@sanity/icons/Undo'
import {UnknownIcon} from '@sanity/icons/Unknown'
import {Flex, Stack, Text} from '@sanity/ui'
import type {ComponentType} from 'react'
import {useTranslation} from 'sanity'
import {isHandMade, type ActivityKind} from '../../../core/people/activityKinds.ts'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {useEntryText} from '../../ui/useEntryText.ts'
import {useProblemText} from '../../ui/useProblemText.ts'
import {useUserName} from '../../ui/users/UserName.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {timelineDetails, type DetailLine} from './timelineDetails.ts'
import {useDetailTexts, type DetailTexts} from './useDetailTexts.ts'
import type {TimelineEntry} from './useTimeline.ts'

const ACTIVITY_ICONS: Record<ActivityKind, ComponentType> = {
  submission: DocumentTextIcon,
  consent: CheckmarkCircleIcon,
  'email.sent': EnvelopeIcon,
  'email.delivered': EnvelopeIcon,
  'email.opened': EyeOpenIcon,
  'email.clicked': LaunchIcon,
  'email.replied': UndoIcon,
  'email.bounced': ErrorOutlineIcon,
  'email.complained': ErrorOutlineIcon,
  'email.refused': ErrorOutlineIcon,
  note: CommentIcon,
  status: TagIcon,
  import: UploadIcon,
  merge: TransferIcon,
  field: EditIcon,
}

/** A value before and after; owners by name. */
function Change(props: {line: Extract<DetailLine, {from: string}>; texts: DetailTexts}) {
  const {name, from, to} = props.line
  const {t} = useTranslation(leadsLocaleNamespace)
  const isUser = name === 'owner'
  const [before, after] = [useUserName(isUser ? from : ''), useUserName(isUser ? to : '')]
  const shown = (text: string, user: string) =>
    text === '' ? t('timeline.no-value') : isUser ? user : props.texts.value(name, text)
  return t('timeline.change', {from: shown(from, before), to: shown(to, after)})
}

/** What a line says after its label. */
function Detail(props: {line: DetailLine; texts: DetailTexts}) {
  const {line, texts} = props
  const problemText = useProblemText()
  if ('problems' in line) return problemText(...line.problems)
  return 'value' in line ? texts.value(line.name, line.value) : <Change line={line} texts={texts} />
}

/** A timeline entry: one that somebody added by hand with its text, others as a sentence. */
export function TimelineItem(props: {entry: TimelineEntry; timeZone: string}) {
  const {entry, timeZone} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const Icon = ACTIVITY_ICONS[entry.kind] ?? UnknownIcon
  const text = isHandMade(entry.kind)
    ? entry.details?.find(({name}) => name === 'text')?.value
    : null
  const sayEntry = useEntryText()
  const texts = useDetailTexts()
  const details = text ? [] : timelineDetails(entry)
  const user = useUserName(entry.actor?.id ?? '')
  const kind = entry.actor?.kind ?? 'function'
  const actor = kind === 'user' ? user : t(`timeline.actor-${kind}`)
  return (
    <Flex as="li" gap={3}>
      <Text muted size={1}>
        <Icon />
      </Text>
      <Stack flex={1} gap={2}>
        <Text size={1} style={{overflowWrap: 'anywhere', whiteSpace: 'pre-wrap'}}>
          {text ?? sayEntry(entry)}
        </Text>
        {details.map((line) => (
          <Text key={line.name} muted size={1} style={{overflowWrap: 'anywhere'}}>
            {texts.label(line.name)}: <Detail line={line} texts={texts} />
          </Text>
        ))}
        <Text muted size={1}>
          <RelativeTime at={entry.at} timeZone={timeZone} /> · {t('timeline.by', {name: actor})}
        </Text>
      </Stack>
    </Flex>
  )
}
