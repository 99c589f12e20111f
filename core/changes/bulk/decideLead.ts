import {campaignStanding} from '../../consent/subscriptionState.ts'
import type {LeadRecord} from '../../documents/people.ts'
import {cleanCustomValue} from '../../leads/customFieldIssue.ts'
import {customFieldType} from '../../leads/customFieldType.ts'
import {cleanLine} from '../../people/cleanText.ts'
import type {RuleDecision} from '../commitDecision.ts'
import {
  changeLeadStatus,
  changeMembership,
  type MembershipField,
  deleteLead,
  leadContent,
} from '../leadChanges.ts'
import {customFieldValue} from '../customFieldChanges.ts'
import {updateLeadFields} from '../updateLeadFields.ts'
import {outcomeOf, type BulkLeadCase, type BulkOutcome} from './bulkOutcome.ts'
import type {BulkUndo} from './bulkUndo.ts'
import {undoLead} from './undoLead.ts'

const GONE = 'The lead was deleted meanwhile.'

function member(
  input: BulkLeadCase & {lead: LeadRecord},
  field: MembershipField,
  target: {id: string; title?: string | undefined},
  how: 'add' | 'remove',
): BulkOutcome {
  const before = input.lead[field] ?? []
  const at = how === 'add' ? before.length : Math.max(0, before.indexOf(target.id))
  const kind = how === 'add' ? 'added' : 'removed'
  const undo: BulkUndo = {kind, field, value: target.id, at}
  return outcomeOf(input.id, changeMembership({...input, field, target, how}), undo)
}

function tag(input: BulkLeadCase & {lead: LeadRecord}, how: 'add' | 'remove', value: string) {
  const {id, lead} = input
  const before = (lead.tags ?? []).filter((each) => typeof each === 'string')
  const wanted = cleanLine(value, 80)
  if (before.includes(wanted) === (how === 'add')) return {kind: 'unchanged' as const, id}
  const at = how === 'add' ? before.length : before.indexOf(wanted)
  const tags = how === 'add' ? [...before, wanted] : before.filter((each) => each !== wanted)
  const undo: BulkUndo = {
    kind: how === 'add' ? 'added' : 'removed',
    field: 'tags',
    value: wanted,
    at,
  }
  return outcomeOf(id, updateLeadFields({...input, changes: {tags}}), undo)
}

/** What a patch sets an attribute to, where a decision has one that does. */
function settled(decision: RuleDecision, field: string): string | number | null {
  const [first] = decision.ok ? decision.mutations : []
  const value = first && 'patch' in first ? first.patch.set?.[field] : null
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function setValue(
  input: BulkLeadCase & {lead: LeadRecord},
  field: 'status' | 'score' | keyof LeadRecord,
  decision: RuleDecision,
): BulkOutcome {
  const was = input.lead[field]
  const before = typeof was === 'string' || typeof was === 'number' ? was : null
  const undo: BulkUndo = {kind: 'value', field, before, after: settled(decision, field)}
  return outcomeOf(input.id, decision, undo)
}

function setCustom(input: BulkLeadCase & {lead: LeadRecord}, name: string, value: string) {
  const decision = updateLeadFields({...input, changes: {customFields: {[name]: value}}})
  const before = customFieldValue(input.lead.customFields ?? null, name)
  const after = cleanCustomValue(customFieldType(input.site, name), value)
  return outcomeOf(input.id, decision, {kind: 'custom', name, before, after: after || null})
}

/**
 * Decides what a bulk change does to one lead, by the rules of the single changes.
 *
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function decideLead(input: BulkLeadCase): BulkOutcome {
  const {id, lead, action} = input
  if (action.kind === 'undo') return undoLead(input)
  if (!lead) {
    return action.kind === 'delete' ? {kind: 'unchanged', id} : {kind: 'failed', id, reason: GONE}
  }
  const known = {...input, lead}
  switch (action.kind) {
    case 'addTag':
      return tag(known, 'add', action.tag)
    case 'removeTag':
      return tag(known, 'remove', action.tag)
    case 'setStatus':
      return setValue(
        known,
        'status',
        changeLeadStatus({...known, to: action.to, reason: action.reason}),
      )
    case 'addToList':
      return member(known, 'lists', {id: action.listId, title: action.title}, 'add')
    case 'removeFromList':
      return member(known, 'lists', {id: action.listId, title: action.title}, 'remove')
    case 'addToCampaign': {
      const {subscriber = null, suppression = null} = input
      const {reason} = campaignStanding({subscriber, suppression})
      if (reason !== null) return {kind: 'skipped', id, reason}
      return member(known, 'campaigns', {id: action.campaignId, title: action.title}, 'add')
    }
    case 'setField': {
      const changes = {[action.field]: action.value}
      return setValue(known, action.field, updateLeadFields({...known, changes}))
    }
    case 'setScore':
      return setValue(known, 'score', updateLeadFields({...known, changes: {score: action.value}}))
    case 'setCustomField':
      return setCustom(known, action.name, action.value)
    default:
      return outcomeOf(id, deleteLead(known), {kind: 'deleted', content: leadContent(lead)})
  }
}
