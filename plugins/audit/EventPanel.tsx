import type {SanityClient} from '@sanity/client'
import {CloseIcon} from '@sanity/icons/Close'
import {Box, Button, Flex, Stack, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import type {ReactNode} from 'react'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {auditSentence, auditValue, isStateChange} from '../../core/audit/auditSentence.ts'
import {auditNoun} from '../../core/audit/auditWords.ts'
import {FieldList} from '../leads/lead/FieldList.tsx'
import {PanelSection} from '../leads/lead/PanelSection.tsx'
import {leadsPlace} from '../leads/view/address/leadsPlace.ts'
import {useOpenLeads} from '../records/openTool.ts'
import {ErrorState} from '../ui/ErrorState.tsx'
import {IconButton} from '../ui/IconButton.tsx'
import {LoadingState} from '../ui/LoadingState.tsx'
import {ReadError} from '../ui/ReadError.tsx'
import {isMoment} from '../ui/timeZone.ts'
import {parseAuditAddress, parseTargetId} from './address/auditAddress.ts'
import {isEventOf, personOf} from './address/auditParams.ts'
import type {AuditRoute} from './address/useAuditRoute.ts'
import {auditLocaleNamespace} from './auditLocale.ts'
import {SideFrame} from '../ui/sidePanelStyles.ts'
import {Code, DetailTable} from './auditStyles.ts'
import {fetchAuditEvent, type AuditEntry} from './data/auditRequests.ts'
import {useActorName} from './data/useActorName.ts'

/** What an {@link EventPanel} needs. */
export interface EventPanelProps {
  client: SanityClient
  chain: string
  eventId: string
  /** The event, when the list has it. */
  listed: AuditEntry | undefined
  timeZone: string
  onFilter: AuditRoute['change']
  onClose: () => void
}

/** One event beside the list. */
export function EventPanel(props: EventPanelProps) {
  const {t} = useTranslation(auditLocaleNamespace)
  return (
    <SideFrame
      $width={440}
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
      <Box flex={1} overflow="auto" style={{minHeight: 0}}>
        <PanelBody {...props} />
      </Box>
    </SideFrame>
  )
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
    const retry = () => void found.refetch()
    return (
      <ReadError
        deniedTitle={t('denied.title')}
        error={found.error}
        onRetry={retry}
        title={t('panel.failed')}
      />
    )
  }
  return <ErrorState reason={t('panel.gone-reason')} title={t('panel.gone')} tone="caution" />
}

/** An event as a sentence, with links, what changed, and the evidence. */
function EventDetails(props: {
  event: AuditEntry
  chain: string
  timeZone: string
  onFilter: AuditRoute['change']
}) {
  const {event, chain, timeZone, onFilter} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const actor = useActorName(event.actor)
  const format = useDateTimeFormat({dateStyle: 'medium', timeStyle: 'medium', timeZone})
  const {target} = event
  const when = isMoment(event.at)
    ? `${format.format(new Date(event.at))} (${timeZone})`
    : t('panel.no-time')
  const openInLeads = useOpenLeads(chain, leadsPlace({_id: target.id}))
  const targetId = parseTargetId(target.id)
  const byActor = event.actor.id === undefined ? event.actor.kind : `id:${event.actor.id}`
  // The address bar must be able to hold a filter: an actor that it can't hold gets no button.
  const {actor: actorFilter} = parseAuditAddress([['actor', byActor]])
  const code = (value: string | null | undefined) => value && <Code>{value}</Code>
  const button = (text: string, onClick: () => void) => (
    <Button fontSize={1} mode="ghost" onClick={onClick} padding={2} text={text} />
  )
  return (
    <>
      <Stack gap={4} padding={4} paddingTop={1}>
        <Text as="h2" size={2} style={{overflowWrap: 'anywhere'}} weight="medium">
          {auditSentence(event, {actor, when, translate: t})}
        </Text>
        <Flex gap={2} wrap="wrap">
          {targetId !== null &&
            button(t(personOf(targetId) ? 'panel.person' : 'panel.target'), () =>
              onFilter({targetId}),
            )}
          {actorFilter && button(t('panel.actor'), () => onFilter({actor: actorFilter}))}
          {button(t('panel.action'), () => onFilter({action: event.action}))}
          {openInLeads && button(t('panel.leads'), openInLeads)}
        </Flex>
      </Stack>
      <PanelSection title={t('panel.difference')}>
        {event.diff.length === 0 ? (
          <Text muted size={1}>
            {t('panel.no-difference')}
          </Text>
        ) : (
          <Stack gap={4}>
            <DetailTables diff={event.diff} />
          </Stack>
        )}
      </PanelSection>
      <PanelSection title={t('panel.evidence')}>
        <FieldList
          fields={[
            {key: 'seq', label: t('panel.seq'), value: event.seq},
            {key: 'action', label: t('panel.act'), value: code(event.action)},
            {
              key: 'target',
              label: t('panel.what', {noun: auditNoun(target.type, t)}),
              value: code(target.id),
            },
            {key: 'actor', label: t('panel.who'), value: code(event.actor.id ?? event.actor.kind)},
            {key: 'at', label: t('panel.time'), value: code(event.at)},
            {key: 'tx', label: t('panel.transaction'), value: code(event.transaction)},
            {key: 'hash', label: t('panel.hash'), value: code(event.hash)},
            {key: 'before', label: t('panel.hash-before'), value: code(event.previousHash)},
          ]}
        />
        <Box paddingTop={4}>
          <Text muted size={1}>
            {t('panel.marks')}
          </Text>
        </Box>
      </PanelSection>
    </>
  )
}

/** Attributes before and after, then details of the event. */
function DetailTables(props: {diff: AuditEntry['diff']}) {
  const {t} = useTranslation(auditLocaleNamespace)
  const changes = props.diff.filter(isStateChange)
  const details = props.diff.filter((entry) => !isStateChange(entry))
  return (
    <>
      {changes.length > 0 && (
        <Table
          columns={[t('panel.field'), t('panel.before'), t('panel.after')]}
          rows={changes.map(({_key, path, before, after}) => ({
            key: _key,
            path,
            values: [before, after],
          }))}
        />
      )}
      {details.length > 0 && (
        <Table
          columns={[t('panel.fact'), t('panel.value')]}
          rows={details.map(({_key, path, after}) => ({key: _key, path, values: [after]}))}
        />
      )}
    </>
  )
}

function Table(props: {
  columns: readonly string[]
  rows: readonly {key: string; path: string; values: readonly (string | undefined)[]}[]
}) {
  const {columns, rows} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const describePath = (path: string): ReactNode => {
    const value = auditValue(path)
    if (value.kind === 'mark') {
      return <span data-mark>{t('panel.name-not-kept', {mark: value.mark})}</span>
    }
    return value.kind === 'shown' && value.text === 'more' ? t('panel.more') : path
  }
  const describeValue = (text: string | undefined): ReactNode => {
    const value = auditValue(text)
    if (value.kind === 'none') return <span data-mark>{t('panel.nothing')}</span>
    if (value.kind === 'shown') return value.text
    return <span data-mark>{t('panel.not-kept', {mark: value.mark})}</span>
  }
  return (
    <DetailTable>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({key, path, values}) => (
          <tr key={key}>
            <th scope="row">{describePath(path)}</th>
            {values.map((value, index) => (
              <td key={columns[index + 1]}>{describeValue(value)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </DetailTable>
  )
}
