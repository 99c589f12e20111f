import {Button, Flex, Spinner, Text} from '@sanity/ui'
import {useRef} from 'react'
import {Virtuoso, type Components, type VirtuosoHandle} from 'react-virtuoso'
import {useTranslation} from 'sanity'
import {useStateLink} from 'sanity/router'
import {auditSentence} from '../../core/audit/auditSentence.ts'
import {AbsoluteTime} from '../ui/AbsoluteTime.tsx'
import type {AuditRoute} from './address/useAuditRoute.ts'
import {auditLocaleNamespace} from './auditLocale.ts'
import {EventLink} from './auditStyles.ts'
import type {AuditEntry} from './data/auditRequests.ts'
import {useActorName} from './data/useActorName.ts'
import type {Trail} from './data/useTrail.ts'

interface EventListProps {
  trail: Trail
  timeZone: string
  openId: string | null
  stateOf: AuditRoute['stateOf']
}

/** Usual height of a row; others are measured. */
const ROW_HEIGHT = 49

/** Events, newest first. Arrow keys move from one to the next. */
export function EventList(props: EventListProps) {
  const {trail, timeZone, openId, stateOf} = props
  const {events, loadMore, hasMore, hasMoreFailed, retry} = trail
  const {t} = useTranslation(auditLocaleNamespace)
  const frame = useRef<HTMLElement>(null)
  const virtuoso = useRef<VirtuosoHandle>(null)
  const onStep = (index: number) => {
    const next = events[index]
    if (!next) return
    virtuoso.current?.scrollIntoView({index, done: () => focusEvent(frame.current, next._id)})
  }
  return (
    <section
      aria-busy={trail.isOld}
      aria-label={t('list.label')}
      ref={frame}
      style={{height: '100%', opacity: trail.isOld ? 0.6 : 1}}
    >
      <Virtuoso<AuditEntry, ListContext>
        components={COMPONENTS}
        computeItemKey={(_, {_id}) => _id}
        context={{hasMore, hasMoreFailed, retry, openId, stateOf, timeZone, onStep}}
        data={events}
        defaultItemHeight={ROW_HEIGHT}
        endReached={loadMore}
        increaseViewportBy={ROW_HEIGHT * 20}
        itemContent={renderRow}
        ref={virtuoso}
        style={{height: '100%'}}
      />
    </section>
  )
}

/** Moves the focus to an event of the list, when it is rendered. */
export function focusEvent(root: HTMLElement | null, id: string): void {
  const rows = root?.querySelectorAll<HTMLElement>('[data-event]') ?? []
  Array.from(rows)
    .find((row) => row.getAttribute('data-event') === id)
    ?.focus()
}

interface ListContext
  extends
    Pick<Trail, 'hasMore' | 'hasMoreFailed' | 'retry'>,
    Pick<EventListProps, 'openId' | 'stateOf' | 'timeZone'> {
  /** Moves the focus to the event of an index. */
  onStep: (index: number) => void
}

function renderRow(index: number, event: AuditEntry, context: ListContext) {
  const {openId, stateOf, timeZone, onStep} = context
  return (
    <EventRow
      event={event}
      isOpen={event._id === openId}
      onStep={(step) => onStep(index + step)}
      stateOf={stateOf}
      timeZone={timeZone}
    />
  )
}

/** One event: its time, the sentence, and its number. */
function EventRow(props: {
  event: AuditEntry
  timeZone: string
  isOpen: boolean
  stateOf: AuditRoute['stateOf']
  /** Moves the focus to a neighbour: 1 for the one below. */
  onStep: (step: 1 | -1) => void
}) {
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
        {auditSentence(event, {actor, translate: t})}
      </Text>
      <Text muted size={1}>
        {t('list.number', {number: event.seq})}
      </Text>
    </EventLink>
  )
}

function ListEnd(props: {context?: ListContext}) {
  const {t} = useTranslation(auditLocaleNamespace)
  if (!props.context) return null
  const {hasMore, hasMoreFailed, retry} = props.context
  if (hasMoreFailed) {
    return (
      <Flex align="center" gap={3} justify="center" padding={4} role="alert">
        <Text size={1}>{t('list.more-failed')}</Text>
        <Button fontSize={1} mode="ghost" onClick={retry} padding={2} text={t('list.retry')} />
      </Flex>
    )
  }
  return (
    <Flex align="center" gap={3} justify="center" padding={4}>
      {hasMore && <Spinner muted />}
      <Text muted size={1}>
        {t(hasMore ? 'list.more' : 'list.end')}
      </Text>
    </Flex>
  )
}

const COMPONENTS: Components<AuditEntry, ListContext> = {Footer: ListEnd}
