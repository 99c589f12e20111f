import type {LeadRecord} from '../../documents/people.ts'
import type {RuleDecision} from '../commitDecision.ts'
import {changeLeadStatus, changeMembership, restoreLead} from '../leadChanges.ts'
import {customFieldValue} from '../customFieldChanges.ts'
import {updateLeadFields} from '../updateLeadFields.ts'
import {TEXT_FIELDS} from '../../leads/leadFields.ts'
import type {BulkUndo} from './bulkUndo.ts'
import {outcomeOf, type BulkLeadCase, type BulkOutcome} from './bulkOutcome.ts'

const CHANGED = 'Somebody changed it meanwhile; their value stays.'

type Known = BulkLeadCase & {lead: LeadRecord}

function undoValue(input: Known, {field, before, after}: BulkUndo & {kind: 'value'}): BulkOutcome {
  const {id, lead} = input
  const writable = [...TEXT_FIELDS, 'status', 'score'] as const
  const name = writable.find((candidate) => candidate === field)
  if (!name) return {kind: 'failed', id, reason: `The field “${field}” can’t be put back.`}
  const current = lead[name] ?? null
  if ((current || null) === (before || null)) return {kind: 'unchanged', id}
  if ((current || null) !== (after || null)) return {kind: 'skipped', id, reason: CHANGED}
  const undo: BulkUndo = {kind: 'value', field, before: after, after: before}
  const decide = (): RuleDecision => {
    if (name === 'status') return changeLeadStatus({...input, to: String(before ?? '')})
    if (name === 'score') {
      return updateLeadFields({
        ...input,
        changes: {score: typeof before === 'number' ? before : null},
        putsBack: true,
      })
    }
    return updateLeadFields({...input, changes: {[name]: String(before ?? '')}, putsBack: true})
  }
  return outcomeOf(id, decide(), undo)
}

function undoCustom(input: Known, {name, before, after}: BulkUndo & {kind: 'custom'}): BulkOutcome {
  const {id, lead} = input
  const current = customFieldValue(lead.customFields ?? null, name)
  if ((current || null) === (before || null)) return {kind: 'unchanged', id}
  if ((current || null) !== (after || null)) return {kind: 'skipped', id, reason: CHANGED}
  const changes = {customFields: {[name]: before ?? ''}}
  const decision = updateLeadFields({...input, changes, putsBack: true})
  return outcomeOf(id, decision, {kind: 'custom', name, before: after, after: before})
}

function undoMember(input: Known, entry: BulkUndo & {kind: 'added' | 'removed'}): BulkOutcome {
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
  return outcomeOf(id, updateLeadFields({...input, changes: {tags}, putsBack: true}), undo)
}

/**
 * Decides on putting one lead back to what it was before a bulk change, where it is still what that
 * made of it. What somebody changed since stays, and is said.
 *
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function undoLead(input: BulkLeadCase): BulkOutcome {
  const {id, lead, undo, subscriber = null, suppression = null} = input
  if (!undo) return {kind: 'failed', id, reason: 'It is not known any more what it was before.'}
  if (undo.kind === 'deleted') {
    if (lead) return {kind: 'skipped', id, reason: 'The lead came back by itself meanwhile.'}
    const content = {...undo.content, _id: id}
    return outcomeOf(id, restoreLead({...input, content, subscriber, suppression}), null)
  }
  if (!lead) return {kind: 'skipped', id, reason: 'The lead was deleted meanwhile.'}
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
