import {UnknownIcon} from '@sanity/icons/Unknown'
import {Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {leadsLocaleNamespace} from '../leadsLocale.ts'
import {parseTenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {fieldLabel} from './fieldLabel.ts'
import {ACTIVITY_ICONS} from './activityKinds.ts'
import type {TimelineEntry} from './useTimeline.ts'

/** Details that the summary says already. */
const SAID_BY_SUMMARY = ['from', 'to']

/** Whether a detail tells a person nothing: the summary says it, or it is a document's id. */
function isNoise(name: string, value: string): boolean {
  return SAID_BY_SUMMARY.includes(name) || parseTenantDocumentId(value) !== null
}

/** One entry of a timeline. A note is shown by its text, anything else by its summary. */
export function TimelineItem(props: {entry: TimelineEntry; timeZone: string}) {
  const {entry, timeZone} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const Icon = ACTIVITY_ICONS[entry.kind] ?? UnknownIcon
  const note =
    entry.kind === 'note' ? entry.details?.find(({name}) => name === 'text')?.value : null
  const details = note
    ? []
    : (entry.details ?? []).filter(({name, value}) => value && !isNoise(name, value))
  const actor = entry.actor?.name ?? t(`timeline.actor-${entry.actor?.kind ?? 'function'}`)
  return (
    <Flex as="li" gap={3}>
      <Text muted size={1}>
        <Icon />
      </Text>
      <Stack flex={1} gap={2}>
        <Text size={1} style={{overflowWrap: 'anywhere', whiteSpace: 'pre-wrap'}}>
          {note ?? entry.summary}
        </Text>
        {details.map(({_key, name, value}) => (
          <Text key={_key} muted size={1} style={{overflowWrap: 'anywhere'}}>
            {fieldLabel(name)}: {value}
          </Text>
        ))}
        <Text muted size={1}>
          <RelativeTime at={entry.at} timeZone={timeZone} /> · {t('timeline.by', {name: actor})}
        </Text>
      </Stack>
    </Flex>
  )
}
