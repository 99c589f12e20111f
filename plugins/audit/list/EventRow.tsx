import {Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useStateLink} from 'sanity/router'
import {auditSentence} from '../../../core/audit/auditSentence.ts'
import {AbsoluteTime} from '../../ui/AbsoluteTime.tsx'
import type {AuditRoute} from '../address/useAuditRoute.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'
import {EventLink} from '../auditStyles.ts'
import type {AuditEntry} from '../data/requests.ts'
import {useActorName} from '../data/useActorName.ts'

/** What an {@link EventRow} shows. */
export interface EventRowProps {
  event: AuditEntry
  timeZone: string
  isOpen: boolean
  stateOf: AuditRoute['stateOf']
  /** Goes on to a neighbour: 1 for the one below. */
  onStep: (step: 1 | -1) => void
}

/** One event of the list: when, who did what to what, and its number. */
export function EventRow(props: EventRowProps) {
  const {event, timeZone, isOpen, stateOf, onStep} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const actor = useActorName(event.actor)
  const link = useStateLink({state: stateOf(event._id)})
  return (
    <EventLink
      aria-current={isOpen ? 'true' : undefined}
      data-event={event._id}
      href={link.href}
      onClick={link.onClick}
      onKeyDown={(key) => {
        if (key.key !== 'ArrowDown' && key.key !== 'ArrowUp') return
        key.preventDefault()
        onStep(key.key === 'ArrowDown' ? 1 : -1)
      }}
    >
      <Text muted size={1}>
        <AbsoluteTime at={event.at} timeZone={timeZone} />
      </Text>
      <Text size={1} style={{overflowWrap: 'anywhere'}}>
        {auditSentence(event, {actor})}
      </Text>
      <Text muted size={1}>
        {t('list.number', {number: event.seq})}
      </Text>
    </EventLink>
  )
}
