import type {LeadRecord} from '../documents/people.ts'
import type {CustomFieldSources, SiteRecord} from '../documents/site.ts'
import type {TextFieldName} from '../leads/leadFields.ts'
import {byRule, GONE, overtaken, type ChangeDecision, type RuleDecision} from './commitDecision.ts'
import {customFieldValue} from './customFieldChanges.ts'
import {changeLeadStatus, type ChangeContext} from './leadChanges.ts'
import type {Mutation} from './mutation.ts'
import {updateLeadFields, type LeadFieldChanges} from './updateLeadFields.ts'

/** The attributes of a lead that {@link editLead} depends on. */
export type EditedLead = Pick<LeadRecord, '_id' | '_rev' | 'site' | 'status' | 'lastActivityAt'> &
  Partial<Pick<LeadRecord, TextFieldName | 'tags' | 'customFields'>>

/** A field that people edit, with a value. */
export type LeadFieldValue =
  | {field: 'status'; value: string}
  | {field: TextFieldName; value: string}
  | {field: 'tags'; value: readonly string[]}
  | {field: 'customFields'; name: string; value: string}

/** The value of a field that people edit. */
export type LeadValue = LeadFieldValue['value']

/** An edit of one field of a lead. */
export interface LeadEdit extends ChangeContext {
  site: CustomFieldSources & Pick<SiteRecord, 'key' | 'leadStatuses'>
  /** What the person saw and decided to replace. */
  seen: LeadFieldValue
  wanted: LeadFieldValue
  /** Ids of those who can own leads, where they are known. */
  members?: ReadonlySet<string> | undefined
  /** Whether it undoes an edit; see `FieldsChange.isUndo`. */
  isUndo?: boolean | undefined
}

/** A lead as it is now. */
export interface LeadNow {
  /** `null` when it is gone. */
  lead: EditedLead | null
  /** The newest change of status in its timeline; left out where that was not read. */
  statusChange?: {by: string | null; to: string | null} | null
}

/** Whether two values are the same. */
export function isSameValue(one: LeadValue, other: LeadValue): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  return one.length === other.length && one.every((tag, index) => tag === other[index])
}

/** The lead's value in the field of an edit; empty for none. */
function valueOf(lead: EditedLead, edited: LeadFieldValue): LeadValue {
  if (edited.field === 'tags') return lead.tags ?? []
  if (edited.field === 'customFields') {
    return customFieldValue(lead.customFields ?? null, edited.name) ?? ''
  }
  return lead[edited.field] ?? ''
}

function changesOf(wanted: Exclude<LeadFieldValue, {field: 'status'}>): LeadFieldChanges {
  if (wanted.field === 'customFields') return {customFields: {[wanted.name]: wanted.value}}
  return {[wanted.field]: wanted.value}
}

function decideByRule(edit: LeadEdit, lead: EditedLead): RuleDecision {
  const {wanted} = edit
  return wanted.field === 'status'
    ? changeLeadStatus({...edit, lead, to: wanted.value})
    : updateLeadFields({...edit, lead, changes: changesOf(wanted)})
}

function isEntry(value: unknown): value is {name: unknown; value: unknown} {
  return typeof value === 'object' && value !== null && 'name' in value && 'value' in value
}

/** The value as the rule cleaned it. */
function writtenBy(mutations: readonly Mutation[], wanted: LeadFieldValue): LeadValue {
  for (const mutation of mutations) {
    const set = 'patch' in mutation ? mutation.patch.set : undefined
    const written = set?.[wanted.field]
    if (wanted.field === 'customFields' && Array.isArray(written)) {
      const entry = written.filter(isEntry).find(({name}) => name === wanted.name)
      return typeof entry?.value === 'string' ? entry.value : ''
    }
    if (typeof written === 'string') return written
    if (Array.isArray(written)) return written.map(String)
  }
  return wanted.value
}

/**
 * Decides on an edit of one field. What somebody else wrote into the field after the person saw it stays;
 * other fields do not matter. Undoing follows the same rule: it expects what was written.
 *
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function editLead(
  edit: LeadEdit,
  {lead, statusChange}: LeadNow,
): ChangeDecision<LeadValue, LeadValue> {
  const {seen, wanted} = edit
  if (!lead) return GONE
  const current = valueOf(lead, wanted)
  if (isSameValue(current, wanted.value)) {
    return {kind: 'unchanged', mutations: [], written: current}
  }
  if (!isSameValue(current, seen.value)) {
    const isKnown = wanted.field === 'status' && statusChange?.to === current
    return overtaken(current, isKnown ? statusChange.by : null)
  }
  const decision = decideByRule(edit, lead)
  return byRule(decision, decision.ok ? writtenBy(decision.mutations, wanted) : current)
}
