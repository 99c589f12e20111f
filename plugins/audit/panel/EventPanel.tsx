import type {SanityClient} from '@sanity/client'
import {CloseIcon} from '@sanity/icons/Close'
import {Flex, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useTranslation} from 'sanity'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {isEventOf} from '../address/auditParams.ts'
import type {AuditRoute} from '../address/useAuditRoute.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'
import {Panel} from '../auditStyles.ts'
import {fetchAuditEvent, type AuditEntry} from '../data/requests.ts'
import {EventDetails} from './EventDetails.tsx'

/** What an {@link EventPanel} needs. */
export interface EventPanelProps {
  client: SanityClient
  chain: string
  eventId: string
  /** The event, where the list has it. */
  listed: AuditEntry | undefined
  timeZone: string
  onFilter: AuditRoute['change']
  onClose: () => void
}

function PanelBody(props: EventPanelProps) {
  const {client, chain, eventId, listed, timeZone, onFilter} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const isOwn = isEventOf(chain, eventId)
  const found = useQuery({
    queryKey: ['leads', 'audit', 'event', eventId],
    queryFn: ({signal}) => fetchAuditEvent(client, eventId, signal),
    enabled: isOwn && listed === undefined,
    staleTime: Infinity,
  })
  const event = listed ?? found.data
  if (event) {
    return <EventDetails chain={chain} event={event} onFilter={onFilter} timeZone={timeZone} />
  }
  if (isOwn && found.isPending) return <LoadingState label={t('panel.loading')} />
  if (isOwn && found.error) {
    const {kind, reason} = errorReason(found.error)
    return kind === 'denied' ? (
      <ErrorState reason={reason} title={t('denied.title')} tone="caution" />
    ) : (
      <ErrorState onRetry={() => void found.refetch()} reason={reason} title={t('panel.failed')} />
    )
  }
  return <ErrorState reason={t('panel.gone-reason')} title={t('panel.gone')} tone="caution" />
}

/** One event beside the list. */
export function EventPanel(props: EventPanelProps) {
  const {t} = useTranslation(auditLocaleNamespace)
  return (
    <Panel
      aria-label={t('panel.label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose()
      }}
    >
      <Flex align="center" gap={1} paddingRight={3} style={{height: 51}}>
        <Flex flex={1} paddingX={4}>
          <Text muted size={1} weight="medium">
            {t('panel.label')}
          </Text>
        </Flex>
        <IconButton icon={CloseIcon} label={t('panel.close')} onClick={props.onClose} />
      </Flex>
      <PanelBody {...props} />
    </Panel>
  )
}
