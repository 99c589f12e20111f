import {entryText} from '../people/entryTexts.ts'
import {customFieldChanges, customFieldValue} from '../changes/customFieldChanges.ts'
import {deleteLead, leadChange, type ChangeContext} from '../changes/leadChanges.ts'
import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import type {LeadRecord, SubscriberRecord} from '../documents/people.ts'
import type {SiteRecord} from '../documents/site.ts'
import type {ItemNote, JobOutcome} from '../jobs/jobOutcome.ts'
import {TEXT_FIELDS} from '../leads/leadFields.ts'
import {isLeadStatus} from '../people/leadStatus.ts'
import {assertSameSite} from '../tenancy/documentId.ts'
import {problem, type Problem} from '../problems/problem.ts'
import type {UndoLabel} from './importLabels.ts'
import type {ImportUndo} from './importUndo.ts'

/** What {@link undoRow} depends on. */
export interface UndoCase extends ChangeContext {
  site: SiteRecord & {key: string}
  /** Number of the row in the import that is undone. */
  row: number
  /** What the import noted of the row; `undefined` where it noted nothing. */
  undo: ImportUndo | undefined
  /** The lead and the subscriber of the row as they are now; `null` for a missing one. */
  lead: LeadRecord | null
  subscriber: SubscriberRecord | null
  /** Ids of the transactions in which the import wrote the row's chunk. */
  transactions: ReadonlySet<string>
}

interface UndoDecision {
  label: UndoLabel
  mutations: Mutation[]
  problems?: readonly Problem[]
  note?: ItemNote
}

const UNKNOWN = problem('import.former-value-unknown')
const GONE = problem('bulk.gone')
const USED = problem('import.lead-used')
const MOVED = problem('import.subscription-moved')
const CHANGED = problem('import.fields-changed')

/**
 * Decides the undoing of one row of an import. A lead that the import created is deleted with its
 * subscription if nobody has written either since: their revision is still a transaction of the import. Of
 * a lead that it updated, those fields are restored that still have the import's value. Suppressions stay,
 * and no subscription is raised.
 *
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function undoRow(input: UndoCase): JobOutcome<never> {
  const {site, lead, subscriber, row, undo} = input
  assertSameSite(site.key, lead, subscriber)
  const id = String(row)
  if (!undo) return {kind: 'failed', id, label: 'kept', problems: [UNKNOWN]}
  if (!lead) return {kind: 'skipped', id, label: 'kept', problems: [GONE]}
  const decision =
    undo.kind === 'created' ? removal(input, lead, undo) : restoration(input, lead, undo)
  const {label, mutations, problems, note} = decision
  const common = {id, label, ...(note ? {note} : {})}
  if (mutations.length > 0) return {...common, kind: 'changed', mutations, undo: null}
  return problems ? {...common, kind: 'skipped', problems} : {...common, kind: 'unchanged'}
}

function kept(problems: readonly Problem[], note?: ItemNote): UndoDecision {
  return {label: 'kept', mutations: [], problems, ...(note ? {note} : {})}
}

/** The deletion of a subscriber. It cannot be guarded, so the same transaction patches it first. */
function subscriberRemoval(subscriber: SubscriberRecord): Mutation[] {
  const {status} = subscriber
  return [guardedPatch(subscriber, {set: {status}}), {delete: {id: subscriber._id}}]
}

function removal(
  input: UndoCase,
  lead: LeadRecord,
  undo: ImportUndo & {kind: 'created'},
): UndoDecision {
  const {transactions} = input
  const note = {about: lead._id}
  if (!transactions.has(lead._rev ?? '')) return kept([USED], note)
  const subscriber = undo.subscriber ? input.subscriber : null
  if (undo.subscriber && !transactions.has(subscriber?._rev ?? '')) return kept([MOVED], note)
  const deletion = deleteLead({...input, lead})
  if (!deletion.ok) return kept(deletion.problems, note)
  const mutations = [...deletion.mutations, ...(subscriber ? subscriberRemoval(subscriber) : [])]
  return {label: 'removed', mutations}
}

type Field = (ImportUndo & {kind: 'updated'})['fields'][number]

function currentValue(lead: LeadRecord, {name, custom}: Field): string | number | null {
  if (custom) return customFieldValue(lead.customFields ?? null, name)
  if (name === 'score') return lead.score ?? null
  if (name === 'status') return lead.status ?? null
  const field = TEXT_FIELDS.find((candidate) => candidate === name)
  return field ? (lead[field] ?? null) : null
}

function isSame(one: string | number | null, other: string | number | null): boolean {
  return (one ?? '') === (other ?? '')
}

/** Whether a lead can have its former value again: a status only if the site still has it. */
function isRestorable(site: SiteRecord, {name, before}: Field): boolean {
  return name !== 'status' || isLeadStatus(site, String(before ?? ''))
}

function restoration(
  input: UndoCase,
  lead: LeadRecord,
  undo: ImportUndo & {kind: 'updated'},
): UndoDecision {
  const {site} = input
  const open = undo.fields.filter((field) => !isSame(currentValue(lead, field), field.before))
  const own = open.filter((field) => isSame(currentValue(lead, field), field.after))
  const plain = own.filter((field) => !field.custom && isRestorable(site, field))
  const had = plain.filter(({before}) => (before ?? '') !== '')
  const unset = plain.filter((field) => !had.includes(field)).map(({name}) => name)
  const custom = customFieldChanges(
    lead.customFields,
    Object.fromEntries(
      own.flatMap((field) =>
        field.custom ? [[field.name, String(field.before ?? '')] as const] : [],
      ),
    ),
  )
  const members = (['tags', 'lists', 'campaigns'] as const).flatMap((field) => {
    const before = (lead[field] ?? []).filter((each) => typeof each === 'string')
    const removed = new Set(undo.added[field])
    const after = before.filter((each) => !removed.has(each))
    return after.length === before.length ? [] : [{field, after, removed: undo.added[field]}]
  })
  const set = {
    ...Object.fromEntries(had.map(({name, before}) => [name, before] as const)),
    ...(custom ? {customFields: custom.fields} : {}),
    ...Object.fromEntries(members.map(({field, after}) => [field, after] as const)),
  }
  const overtaken = open.filter((field) => !own.includes(field)).map(({name}) => name)
  const note = {about: lead._id, ...(overtaken.length > 0 ? {fields: overtaken} : {})}
  if (Object.keys(set).length + unset.length === 0) {
    return overtaken.length > 0 ? kept([CHANGED], note) : {label: 'restored', mutations: []}
  }
  const details = Object.fromEntries([
    ...own.flatMap(({name, before, after}) => [
      [`${name}.from`, String(after ?? '')] as const,
      [`${name}.to`, String(before ?? '')] as const,
    ]),
    ...members.map(({field, removed}) => [`${field}.from`, removed.join(', ')] as const),
  ])
  const entry = {kind: 'import' as const, text: entryText('entry.import.undone'), details}
  return {label: 'restored', mutations: leadChange(lead, set, entry, input, unset), note}
}
