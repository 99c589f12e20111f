import type {SanityClient} from '@sanity/client'
import {ChevronDownIcon} from '@sanity/icons/ChevronDown'
import {ChevronRightIcon} from '@sanity/icons/ChevronRight'
import {RestoreIcon} from '@sanity/icons/Restore'
import {UndoIcon} from '@sanity/icons/Undo'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useEffect, useId, useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import type {RecentChange, UndoState} from '../../../../core/changes/recent/recentChanges.ts'
import {RelativeTime} from '../../../ui/RelativeTime.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {useUserName} from '../../../ui/users/UserName.tsx'
import {BulkProgress} from '../BulkProgress.tsx'
import type {Translate} from '../BulkResult.tsx'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {DeletedLeads, DeletedList} from './DeletedLeads.tsx'
import {isDeletion, type DeletedLead} from './deletedLeads.ts'
import type {RecentResult, RecentWork} from './useRecentWork.ts'
import type {BulkAction} from '../../../../core/changes/bulk/bulkIntent.ts'
import {leadStatusTitle} from '../../../../core/people/leadStatus.ts'
import type {Site} from '../../../../core/sanity.types.generated.ts'

interface RecentItemProps {
  client: SanityClient
  change: RecentChange
  /** The leads of a small deletion. */
  few: readonly DeletedLead[] | undefined
  work: RecentWork
  mayUndo: boolean
  /** Whether the URL names this change. */
  isLinked: boolean
  onOpenLead: (id: string) => void
}

/** A change in the list: what it did, by whom and when, and buttons to undo it. */
export function RecentItem(props: RecentItemProps) {
  const {client, change, few, work, mayUndo, isLinked, onOpenLead} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const name = useUserName(change.by)
  const id = useId()
  const [isOpen, setOpen] = useState(isLinked)
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isLinked) item.current?.scrollIntoView({block: 'center'})
  }, [isLinked])

  const {undo} = change
  const isBusy = work.busyId !== null
  const isLeadDeletion = isDeletion(change)
  const canUndo = undo.kind === 'possible' || (undo.kind === 'undone' && undo.isPartly)
  const isAllThere = few !== undefined && few.length > 0 && few.every(({isThere}) => isThere)
  const isOffered = mayUndo && canUndo && !isAllThere
  const result = work.resultOf(change.id)
  const listed = {
    isBusy,
    onOpen: onOpenLead,
    onRestore:
      mayUndo && undo.kind !== 'impossible' && undo.kind !== 'running'
        ? (lead: string) => work.restore(change, lead)
        : null,
  }
  const title = recentText(change, site, t)
  return (
    <Card
      aria-labelledby={id}
      as="li"
      border
      padding={3}
      radius={2}
      ref={item}
      tone={isLinked ? 'primary' : 'default'}
    >
      <Stack gap={3}>
        <Text id={id} size={1} style={{overflowWrap: 'anywhere'}} weight="medium">
          {title}
        </Text>
        <Text muted size={1}>
          <RelativeTime at={change.at} timeZone={site.timeZone} /> · {t('timeline.by', {name})}
        </Text>
        <RecentState isAllThere={isAllThere} undo={undo} />
        {few && few.length > 0 && <DeletedList {...listed} leads={few} />}
        {isLeadDeletion && !few && isOpen && (
          <DeletedLeads
            {...listed}
            changeId={change.id}
            client={client}
            count={change.tally.succeeded}
          />
        )}
        {work.busyId === change.id && work.phase.kind === 'running' && (
          <BulkProgress done={work.phase.done} isCancelling={false} total={work.phase.total} />
        )}
        {result && <Result result={result} />}
        {(isOffered || (isLeadDeletion && !few)) && (
          <Flex gap={2} wrap="wrap">
            {isOffered && (few === undefined || few.length > 1) && (
              <Button
                aria-describedby={id}
                disabled={isBusy}
                fontSize={1}
                icon={isLeadDeletion ? RestoreIcon : UndoIcon}
                loading={work.busyId === change.id}
                mode="ghost"
                onClick={() => work.undo(change)}
                padding={2}
                text={t(isLeadDeletion ? 'recent.restore-all' : 'recent.undo')}
              />
            )}
            {isLeadDeletion && !few && (
              <Button
                aria-expanded={isOpen}
                fontSize={1}
                icon={isOpen ? ChevronDownIcon : ChevronRightIcon}
                mode="bleed"
                onClick={() => setOpen(!isOpen)}
                padding={2}
                text={t(isOpen ? 'recent.hide-leads' : 'recent.leads')}
              />
            )}
          </Flex>
        )}
      </Stack>
    </Card>
  )
}

/** Describes a change, such as “Tag “vip” added to 12 leads”. */
function recentText(change: RecentChange, site: Site, t: Translate): string {
  const {action, tally} = change
  const count = tally.succeeded
  if (!action) return t('recent.what-unknown', {count})
  return t(`recent.what-${action.kind}`, {count, ...valuesOf(action, site, t)})
}

/** Values for the text of an action. Values of fields are left out, as in timelines. */
function valuesOf(action: BulkAction, site: Site, t: Translate): Record<string, unknown> {
  switch (action.kind) {
    case 'addTag':
    case 'removeTag':
      return {tag: action.tag}
    case 'setStatus':
      return {status: leadStatusTitle(site, action.to)}
    case 'addToList':
    case 'removeFromList':
    case 'deleteList':
      return {title: action.title ?? t('recent.a-list')}
    case 'addToCampaign':
      return {title: action.title ?? t('recent.a-campaign')}
    case 'setField':
      return {field: t(`field.${action.field}`)}
    case 'setCustomField':
      return {field: action.name}
    default:
      return {}
  }
}

/**
 * The state of a change; nothing if it can be undone.
 *
 * @param props - `isAllThere`: whether all leads that it deleted exist again
 */
function RecentState(props: {undo: UndoState; isAllThere: boolean}) {
  const {undo, isAllThere} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const name = useUserName('by' in undo ? undo.by : '')
  if (undo.kind === 'undone' || undo.kind === 'undoing') {
    const key = undo.kind === 'undone' && undo.isPartly ? 'partly-undone' : undo.kind
    return (
      <Text muted size={1}>
        {t(`recent.${key}`, {name})} <RelativeTime at={undo.at} timeZone={site.timeZone} />
      </Text>
    )
  }
  const key =
    undo.kind === 'impossible' ? undo.why : undo.kind === 'running' ? 'running' : 'all-there'
  if (undo.kind === 'possible' && !isAllThere) return null
  return (
    <Text muted size={1}>
      {t(`recent.${key}`)}
    </Text>
  )
}

function Result(props: {result: RecentResult}) {
  const {text, reasons, isFailure} = props.result
  const isWhole = !isFailure && reasons.length === 0
  return (
    <Card
      padding={2}
      radius={2}
      role={isFailure ? 'alert' : 'status'}
      tone={isWhole ? 'positive' : 'caution'}
    >
      <Stack gap={2}>
        <Text size={1}>{text}</Text>
        {reasons.map((reason) => (
          <Text key={reason} muted size={1}>
            {reason}
          </Text>
        ))}
      </Stack>
    </Card>
  )
}
