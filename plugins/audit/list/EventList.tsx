import {Button, Flex, Spinner, Text} from '@sanity/ui'
import {useRef} from 'react'
import {Virtuoso, type Components, type VirtuosoHandle} from 'react-virtuoso'
import {useTranslation} from 'sanity'
import type {AuditRoute} from '../address/useAuditRoute.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'
import type {AuditEntry} from '../data/requests.ts'
import type {AuditPages} from '../data/useAuditPages.ts'
import {EventRow} from './EventRow.tsx'
import {focusEvent} from './focusEvent.ts'

/** What an {@link EventList} shows. */
export interface EventListProps {
  pages: AuditPages
  timeZone: string
  openId: string | null
  stateOf: AuditRoute['stateOf']
}

interface ListContext
  extends
    Pick<AuditPages, 'hasMore' | 'hasMoreFailed' | 'retry'>,
    Pick<EventListProps, 'openId' | 'stateOf' | 'timeZone'> {
  /** Goes on from an event to its neighbour. */
  onStep: (index: number) => void
}

/** Usual height of a row; others are measured. */
const ROW_HEIGHT = 49

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

function row(index: number, event: AuditEntry, context: ListContext) {
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

/** Events, newest first. Arrow keys go from one to the next. */
export function EventList(props: EventListProps) {
  const {pages, timeZone, openId, stateOf} = props
  const {events, loadMore, hasMore, hasMoreFailed, retry} = pages
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
      aria-busy={pages.isOld}
      aria-label={t('list.label')}
      ref={frame}
      style={{height: '100%', opacity: pages.isOld ? 0.6 : 1}}
    >
      <Virtuoso<AuditEntry, ListContext>
        components={COMPONENTS}
        computeItemKey={(_, {_id}) => _id}
        context={{hasMore, hasMoreFailed, retry, openId, stateOf, timeZone, onStep}}
        data={events}
        defaultItemHeight={ROW_HEIGHT}
        endReached={loadMore}
        increaseViewportBy={ROW_HEIGHT * 20}
        itemContent={row}
        ref={virtuoso}
        style={{height: '100%'}}
      />
    </section>
  )
}
