import {Box, Button, Flex, Stack, Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {auditSentence} from '../../../core/audit/auditSentence.ts'
import {auditNoun} from '../../../core/audit/auditWords.ts'
import {FieldList} from '../../leads/lead/FieldList.tsx'
import {PanelSection} from '../../leads/lead/PanelSection.tsx'
import {leadsPlace} from '../../leads/view/address/leadsPlace.ts'
import {useWayToLeads} from '../../records/useWayToLeads.ts'
import {isMoment} from '../../ui/timeZone.ts'
import {parseAuditAddress, parseTargetId} from '../address/auditAddress.ts'
import {personOf} from '../address/auditParams.ts'
import type {AuditRoute} from '../address/useAuditRoute.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'
import {Code} from '../auditStyles.ts'
import type {AuditEntry} from '../data/requests.ts'
import {useActorName} from '../data/useActorName.ts'
import {DetailRows} from './DetailRows.tsx'

/** What {@link EventDetails} show. */
export interface EventDetailsProps {
  event: AuditEntry
  chain: string
  timeZone: string
  onFilter: AuditRoute['change']
}

/** An event as a sentence, what changed, and the ways on from it. */
export function EventDetails(props: EventDetailsProps) {
  const {event, chain, timeZone, onFilter} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const actor = useActorName(event.actor)
  const format = useDateTimeFormat({dateStyle: 'medium', timeStyle: 'medium', timeZone})
  const {target} = event
  const when = isMoment(event.at)
    ? `${format.format(new Date(event.at))} (${timeZone})`
    : t('panel.no-time')
  const openInLeads = useWayToLeads(chain, leadsPlace({_id: target.id}))
  const targetId = parseTargetId(target.id)
  const byActor = event.actor.id === undefined ? event.actor.kind : `id:${event.actor.id}`
  // What an address can't hold can't be filtered by either.
  const {actor: actorFilter} = parseAuditAddress([['actor', byActor]])
  const code = (value: string | null | undefined) => value && <Code>{value}</Code>
  const way = (text: string, onClick: () => void) => (
    <Button fontSize={1} mode="ghost" onClick={onClick} padding={2} text={text} />
  )
  return (
    <>
      <Stack gap={4} padding={4} paddingTop={1}>
        <Text as="h2" size={2} style={{overflowWrap: 'anywhere'}} weight="medium">
          {auditSentence(event, {actor, when})}
        </Text>
        <Flex gap={2} wrap="wrap">
          {targetId !== null &&
            way(t(personOf(targetId) ? 'panel.person' : 'panel.target'), () =>
              onFilter({targetId}),
            )}
          {actorFilter && way(t('panel.actor'), () => onFilter({actor: actorFilter}))}
          {way(t('panel.action'), () => onFilter({action: event.action}))}
          {openInLeads && way(t('panel.leads'), openInLeads)}
        </Flex>
      </Stack>
      <PanelSection title={t('panel.difference')}>
        {event.diff.length === 0 ? (
          <Text muted size={1}>
            {t('panel.no-difference')}
          </Text>
        ) : (
          <Stack gap={4}>
            <DetailRows diff={event.diff} />
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
              label: t('panel.what', {noun: auditNoun(target.type)}),
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
