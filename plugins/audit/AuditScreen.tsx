import {BookIcon} from '@sanity/icons/Book'
import {SearchIcon} from '@sanity/icons/Search'
import {Button, Card, Flex, Text} from '@sanity/ui'
import {useRef} from 'react'
import {useClient, useTranslation} from 'sanity'
import {EmptyState} from '../ui/EmptyState.tsx'
import {ErrorState} from '../ui/ErrorState.tsx'
import {errorReason} from '../ui/errorReason.ts'
import {LoadingState} from '../ui/LoadingState.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import {isFiltered} from './address/auditAddress.ts'
import {personOf} from './address/auditParams.ts'
import type {AuditRoute} from './address/useAuditRoute.ts'
import {AuditHeading} from './AuditHeading.tsx'
import {auditLocaleNamespace} from './auditLocale.ts'
import {ListFrame} from './auditStyles.ts'
import {useAuditPages, type AuditPages} from './data/useAuditPages.ts'
import {useMayReadTrail, type TrailGrant} from './data/useMayReadTrail.ts'
import {FilterBar} from './filter/FilterBar.tsx'
import {EventList} from './list/EventList.tsx'
import {focusEvent} from './list/focusEvent.ts'
import {EventPanel} from './panel/EventPanel.tsx'
import type {SignedEndsOptions} from './verify/signedEnds.ts'

/** What an {@link AuditScreen} shows. */
export interface AuditScreenProps {
  /** Key of a site, or `network`. */
  chain: string
  /** Whether other chains may be chosen. */
  hasChoice: boolean
  heads: SignedEndsOptions | null
  route: AuditRoute
  timeZone: string
}

interface TrailListProps {
  pages: AuditPages
  grant: TrailGrant
  route: AuditRoute
  timeZone: string
}

function TrailList({pages, grant, route, timeZone}: TrailListProps) {
  const {t} = useTranslation(auditLocaleNamespace)
  const {events, error} = pages
  const denied = (reason: string) => (
    <ErrorState reason={reason} title={t('denied.title')} tone="caution" />
  )
  if (grant === 'denied') return denied(t('denied.reason'))
  if (error && events.length === 0) {
    const {kind, reason} = errorReason(error)
    if (kind === 'denied') return denied(reason)
    return <ErrorState onRetry={pages.retry} reason={reason} title={t('list.failed')} />
  }
  if (pages.isPending || (events.length === 0 && grant === 'asked')) {
    return <LoadingState label={t('list.loading')} />
  }
  if (events.length === 0 && isFiltered(route.address)) {
    return (
      <EmptyState
        actions={
          <Button
            fontSize={1}
            mode="ghost"
            onClick={route.clear}
            padding={3}
            text={t('filter.clear')}
          />
        }
        description={t('none.description')}
        icon={SearchIcon}
        title={t('none.title')}
      />
    )
  }
  if (events.length === 0) {
    return (
      <EmptyState description={t('empty.description')} icon={BookIcon} title={t('empty.title')} />
    )
  }
  return (
    <EventList openId={route.eventId} pages={pages} stateOf={route.stateOf} timeZone={timeZone} />
  )
}

/** A trail: its events, what they are filtered by, and the one that is open. */
export function AuditScreen(props: AuditScreenProps) {
  const {chain, hasChoice, heads, route, timeZone} = props
  const {address, eventId, open, change, choose} = route
  const {t} = useTranslation(auditLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const frame = useRef<HTMLDivElement>(null)
  const grant = useMayReadTrail(chain)
  const isReadable = grant !== 'denied'
  const pages = useAuditPages({client, chain, filter: address, timeZone, isAsked: isReadable})
  const [first] = pages.events
  const close = () => {
    if (eventId !== null) focusEvent(frame.current, eventId)
    open(null)
  }
  const isPerson = address.targetId !== null && personOf(address.targetId) !== null
  return (
    <Flex
      as="main"
      direction="column"
      height="fill"
      overflow="hidden"
      style={{position: 'relative'}}
    >
      <AuditHeading
        address={address}
        chain={chain}
        client={client}
        heads={heads}
        isReadable={isReadable}
        onChoose={hasChoice ? choose : null}
        onSkip={first ? () => focusEvent(frame.current, first._id) : null}
        pages={pages}
        timeZone={timeZone}
      />
      {isReadable && (
        <FilterBar chain={chain} events={pages.events} route={route} timeZone={timeZone} />
      )}
      {isPerson && (
        <Card borderBottom padding={3} tone="primary">
          <Text size={1}>{t('person.note')}</Text>
        </Card>
      )}
      <Flex flex={1} ref={frame} style={{minHeight: 0}}>
        <ListFrame>
          <TrailList grant={grant} pages={pages} route={route} timeZone={timeZone} />
        </ListFrame>
        {eventId !== null && isReadable && (
          <EventPanel
            chain={chain}
            client={client}
            eventId={eventId}
            key={eventId}
            listed={pages.events.find(({_id}) => _id === eventId)}
            onClose={close}
            onFilter={change}
            timeZone={timeZone}
          />
        )}
      </Flex>
    </Flex>
  )
}
