import {BookIcon} from '@sanity/icons/Book'
import {Card, Flex, Text} from '@sanity/ui'
import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useRef, useState} from 'react'
import {useClient, useTranslation, type Tool} from 'sanity'
import {NETWORK_CHAIN} from '../../core/audit/auditedDocuments.ts'
import {EmptyState} from '../ui/EmptyState.tsx'
import {ErrorState} from '../ui/ErrorState.tsx'
import {LoadingState} from '../ui/LoadingState.tsx'
import {NothingFound} from '../ui/NothingFound.tsx'
import {ReadError} from '../ui/ReadError.tsx'
import {useOptionalSite} from '../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import {knownTimeZone} from '../ui/timeZone.ts'
import {isFiltered} from './address/auditAddress.ts'
import {personOf} from './address/auditParams.ts'
import {useAuditRoute, type AuditRoute} from './address/useAuditRoute.ts'
import {AuditHeading} from './AuditHeading.tsx'
import {auditLocaleNamespace} from './auditLocale.ts'
import {ListFrame} from './auditStyles.ts'
import type {AuditToolOptions} from './auditTool.ts'
import {useTrail, type Trail} from './data/useTrail.ts'
import {EventList, focusEvent} from './EventList.tsx'
import {EventPanel} from './EventPanel.tsx'
import {FilterBar} from './FilterBar.tsx'

function newQueryClient(): QueryClient {
  // A trail only grows: events never change, and new ones come when somebody asks for them.
  return new QueryClient({
    defaultOptions: {
      queries: {refetchOnReconnect: false, refetchOnWindowFocus: false, retry: 1},
    },
  })
}

/** The tool's component. It forgets what it has read when the user leaves the tool. */
export default function AuditTool(props: {tool: Tool<AuditToolOptions>}) {
  const [queryClient] = useState(newQueryClient)
  const site = useOptionalSite()
  const route = useAuditRoute()
  const chain = site?.site ?? route.address.site ?? NETWORK_CHAIN
  return (
    <QueryClientProvider client={queryClient}>
      <AuditScreen
        chain={chain}
        hasChoice={site === null}
        heads={props.tool.options?.heads ?? null}
        key={chain}
        route={route}
        timeZone={knownTimeZone(site?.document.timeZone)}
      />
    </QueryClientProvider>
  )
}

interface AuditScreenProps {
  /** Key of a site, or `network`. */
  chain: string
  /** Whether the user may choose another chain. */
  hasChoice: boolean
  heads: NonNullable<AuditToolOptions['heads']> | null
  route: AuditRoute
  timeZone: string
}

/** A trail: its filters, its events, and the open event. */
function AuditScreen(props: AuditScreenProps) {
  const {chain, hasChoice, heads, route, timeZone} = props
  const {address, eventId, open, change, choose} = route
  const {t} = useTranslation(auditLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const frame = useRef<HTMLDivElement>(null)
  const trail = useTrail({client, chain, filter: address, timeZone})
  const isReadable = trail.grant !== 'denied'
  const [first] = trail.events
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
        onChoose={hasChoice ? choose : null}
        onSkip={first ? () => focusEvent(frame.current, first._id) : null}
        timeZone={timeZone}
        trail={trail}
      />
      {isReadable && (
        <FilterBar chain={chain} events={trail.events} route={route} timeZone={timeZone} />
      )}
      {isPerson && (
        <Card borderBottom padding={3} tone="primary">
          <Text size={1}>{t('person.note')}</Text>
        </Card>
      )}
      <Flex flex={1} ref={frame} style={{minHeight: 0, position: 'relative'}}>
        <ListFrame>
          <TrailList route={route} timeZone={timeZone} trail={trail} />
        </ListFrame>
        {eventId !== null && isReadable && (
          <EventPanel
            chain={chain}
            client={client}
            eventId={eventId}
            key={eventId}
            listed={trail.events.find(({_id}) => _id === eventId)}
            onClose={close}
            onFilter={change}
            timeZone={timeZone}
          />
        )}
      </Flex>
    </Flex>
  )
}

function TrailList(props: {trail: Trail; route: AuditRoute; timeZone: string}) {
  const {trail, route, timeZone} = props
  const {events, error, grant} = trail
  const {t} = useTranslation(auditLocaleNamespace)
  if (grant === 'denied') {
    return <ErrorState reason={t('denied.reason')} title={t('denied.title')} tone="caution" />
  }
  if (events.length > 0) {
    return (
      <EventList openId={route.eventId} stateOf={route.stateOf} timeZone={timeZone} trail={trail} />
    )
  }
  if (error) {
    return (
      <ReadError
        deniedTitle={t('denied.title')}
        error={error}
        onRetry={trail.retry}
        title={t('list.failed')}
      />
    )
  }
  if (trail.isPending || grant === 'asked') return <LoadingState label={t('list.loading')} />
  if (!isFiltered(route.address)) {
    return (
      <EmptyState description={t('empty.description')} icon={BookIcon} title={t('empty.title')} />
    )
  }
  return (
    <NothingFound
      clearText={t('filter.clear')}
      description={t('none.description')}
      onClear={route.clear}
      title={t('none.title')}
    />
  )
}
