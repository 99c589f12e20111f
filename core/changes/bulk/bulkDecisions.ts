import {campaignProblem} from '../../consent/subscriptionState.ts'
import type {LeadRecord} from '../../documents/people.ts'
import {customFieldType} from '../../leads/customFieldType.ts'
import {cleanCustomValue} from '../../leads/customFieldValue.ts'
import {TEXT_FIELDS} from '../../leads/leadFields.ts'
import {cleanLine} from '../../people/cleanText.ts'
import {problem} from '../../problems/problem.ts'
import type {RuleDecision} from '../commitDecision.ts'
import {isOnlyFromList} from '../lists/listDeletion.ts'
import {
  changeLeadStatus,
  changeMembership,
  type MembershipField,
  deleteLead,
  leadContent,
  restoreLead,
} from '../leadChanges.ts'
import {customFieldValue} from '../customFieldChanges.ts'
import {updateLeadFields} from '../updateLeadFields.ts'
import {
  failed,
  outcomeOf,
  skipped,
  type BulkLeadCase,
  type BulkOutcome,
  type BulkUndo,
} from './bulkOutcome.ts'

const GONE = problem('bulk.gone')
const CHANGED = problem('bulk.changed')

/** A lead that exists, and what is done to it. */
type Existing = BulkLeadCase & {lead: LeadRecord}

/**
 * Decides a bulk change of one lead, by the rules for single changes.
 *
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function decideLead(input: BulkLeadCase): BulkOutcome {
  const {id, lead, action} = input
  if (action.kind === 'undo') return undoLead(input)
  if (!lead) {
    const isWanted = action.kind === 'delete' || action.kind === 'deleteList'
    return isWanted ? {kind: 'unchanged', id} : failed(id, GONE)
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
    case 'deleteList':
      return isOnlyFromList(lead, action)
        ? remove(known)
        : member(known, 'lists', {id: action.listId, title: action.title}, 'remove')
    case 'addToCampaign': {
      const {subscriber = null, suppression = null} = input
      const found = campaignProblem({subscriber, suppression})
      if (found) return skipped(id, found)
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
      return remove(known)
  }
}

function remove(input: Existing): BulkOutcome {
  const {id, lead} = input
  return outcomeOf(id, deleteLead(input), {kind: 'deleted', content: leadContent(lead)})
}

/** Restores what a lead was before a bulk change, unless somebody changed it since. */
function undoLead(input: BulkLeadCase): BulkOutcome {
  const {id, lead, undo, subscriber = null, suppression = null} = input
  if (!undo) return failed(id, problem('bulk.former-value-unknown'))
  if (undo.kind === 'deleted') {
    if (lead) return skipped(id, problem('bulk.came-back'))
    const content = {...undo.content, _id: id}
    return outcomeOf(id, restoreLead({...input, content, subscriber, suppression}), null)
  }
  if (!lead) return skipped(id, GONE)
  const known = {...input, lead}
  switch (undo.kind) {
    case 'value':
      return undoValue(known, undo)
    case 'custom':
      return undoCustom(known, undo)
    default:
      return undoMember(known, undo)
  }
}

function setValue(
  input: Existing,
  field: 'status' | 'score' | keyof LeadRecord,
  decision: RuleDecision,
): BulkOutcome {
  const was = input.lead[field]
  const before = typeof was === 'string' || typeof was === 'number' ? was : null
  const undo: BulkUndo = {kind: 'value', field, before, after: writtenValue(decision, field)}
  return outcomeOf(input.id, decision, undo)
}

/** The value that a decision writes into a field; `null` where it writes none. */
function writtenValue(decision: RuleDecision, field: string): string | number | null {
  const [first] = decision.ok ? decision.mutations : []
  const value = first && 'patch' in first ? first.patch.set?.[field] : null
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function setCustom(input: Existing, name: string, value: string) {
  const decision = updateLeadFields({...input, changes: {customFields: {[name]: value}}})
  const before = customFieldValue(input.lead.customFields ?? null, name)
  const after = cleanCustomValue(customFieldType(input.site, name), value)
  return outcomeOf(input.id, decision, {kind: 'custom', name, before, after: after || null})
}

function tag(input: Existing, how: 'add' | 'remove', value: string) {
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

function member(
  input: Existing,
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

function undoValue(
  input: Existing,
  {field, before, after}: BulkUndo & {kind: 'value'},
): BulkOutcome {
  const {id, lead} = input
  const writable = [...TEXT_FIELDS, 'status', 'score'] as const
  const name = writable.find((candidate) => candidate === field)
  if (!name) return failed(id, problem('bulk.field-not-restorable', {field}))
  const current = lead[name] ?? null
  if ((current || null) === (before || null)) return {kind: 'unchanged', id}
  if ((current || null) !== (after || null)) return skipped(id, CHANGED)
  const undo: BulkUndo = {kind: 'value', field, before: after, after: before}
  const decide = (): RuleDecision => {
    if (name === 'status') return changeLeadStatus({...input, to: String(before ?? '')})
    if (name === 'score') {
      return updateLeadFields({
        ...input,
        changes: {score: typeof before === 'number' ? before : null},
        isUndo: true,
      })
    }
    return updateLeadFields({...input, changes: {[name]: String(before ?? '')}, isUndo: true})
  }
  return outcomeOf(id, decide(), undo)
}

function undoCustom(
  input: Existing,
  {name, before, after}: BulkUndo & {kind: 'custom'},
): BulkOutcome {
  const {id, lead} = input
  const current = customFieldValue(lead.customFields ?? null, name)
  if ((current || null) === (before || null)) return {kind: 'unchanged', id}
  if ((current || null) !== (after || null)) return skipped(id, CHANGED)
  const changes = {customFields: {[name]: before ?? ''}}
  const decision = updateLeadFields({...input, changes, isUndo: true})
  return outcomeOf(id, decision, {kind: 'custom', name, before: after, after: before})
}

function undoMember(input: Existing, entry: BulkUndo & {kind: 'added' | 'removed'}): BulkOutcome {
  const {id, lead} = input
  const {field, value, at} = entry
  const how = entry.kind === 'added' ? 'remove' : 'add'
  const undo: BulkUndo = {kind: how === 'add' ? 'added' : 'removed', field, value, at}
  const before = (lead[field] ?? []).filter((each) => typeof each === 'string')
  if (before.includes(value) === (how === 'add')) return {kind: 'unchanged', id}
  if (field !== 'tags') {
    return outcomeOf(id, changeMembership({...input, field, target: {id: value}, how, at}), undo)
  }
  const tags =
    how === 'add' ? before.toSpliced(at, 0, value) : before.filter((each) => each !== value)
  return outcomeOf(id, updateLeadFields({...input, changes: {tags}, isUndo: true}), undo)
}
