import type {Actor} from '../../../../core/changes/activity.ts'
import {customFieldValue} from '../../../../core/changes/customFieldChanges.ts'
import {updateLeadFields, type LeadFieldChanges} from '../../../../core/changes/updateLeadFields.ts'
import type {Mutation} from '../../../../core/changes/mutation.ts'
import type {SiteRecord} from '../../../../core/documents/site.ts'
import type {TextFieldName} from '../../../../core/leads/editableFields.ts'
import {LeadChangeError} from '../../data/leadChangeError.ts'
import {commitUnlessConflict, type LeadStore, type WritableLead} from './leadWrites.ts'

/** How often a change is tried when others keep changing the lead. */
const ATTEMPTS = 3

/** A field that is edited, with its value. */
export type FieldValue =
  | {field: TextFieldName; value: string}
  | {field: 'tags'; value: readonly string[]}
  | {field: 'customFields'; name: string; value: string}

/** What such a field holds. */
export type EditableValue = FieldValue['value']

/** A change of a field as an editor asks for it. */
export interface FieldRequest {
  /** Id of the lead. */
  id: string
  /** The lead as it is shown, when enough of it is known; else it is read first. */
  lead: WritableLead | null
  site: Pick<SiteRecord, 'key' | 'forms'>
  /** What the editor saw and decided to replace. */
  seen: FieldValue
  wanted: FieldValue
  actor: Actor
  /** ISO 8601, UTC. */
  now: string
  /** ULID of the timeline entry. */
  activityId: string
  /** Ids of those who can own leads, where they are known. */
  members?: ReadonlySet<string> | undefined
  /** Whether it undoes a change; see `FieldsChange.putsBack`. */
  putsBack?: boolean | undefined
}

/** How a change of a field ended. */
export type FieldOutcome =
  /** `written` is what the field has now; `null` when that was there already. */
  | {kind: 'changed'; written: EditableValue | null}
  /** Somebody else changed the field in the meantime; nothing was written. */
  | {kind: 'overtaken'; value: string}

function textOf(lead: WritableLead, wanted: FieldValue): string {
  const {field} = wanted
  if (field === 'tags') return (lead.tags ?? []).join('\n')
  if (field === 'customFields')
    return customFieldValue(lead.customFields ?? null, wanted.name) ?? ''
  return lead[field] ?? ''
}

function wantedText({field, value}: FieldValue): string {
  return field === 'tags' ? value.join('\n') : value
}

function changesOf(wanted: FieldValue): LeadFieldChanges {
  const {field, value} = wanted
  if (field === 'tags') return {tags: value}
  return field === 'customFields' ? {customFields: {[wanted.name]: value}} : {[field]: value}
}

function isEntry(value: unknown): value is {name: unknown; value: unknown} {
  return typeof value === 'object' && value !== null && 'name' in value && 'value' in value
}

function writtenIn(set: Readonly<Record<string, unknown>>, wanted: FieldValue): unknown {
  const written = set[wanted.field]
  if (wanted.field !== 'customFields' || !Array.isArray(written)) return written
  return written.filter(isEntry).find(({name}) => name === wanted.name)?.value ?? ''
}

/** The value as it was cleaned and written. */
function writtenOf(mutations: readonly Mutation[], wanted: FieldValue): EditableValue {
  for (const mutation of mutations) {
    const set = 'patch' in mutation ? mutation.patch.set : undefined
    const written = set && writtenIn(set, wanted)
    if (typeof written === 'string') return written
    if (Array.isArray(written)) return written.map(String)
  }
  return wanted.value
}

function decide(request: FieldRequest, lead: WritableLead) {
  const {site, wanted, actor, now, activityId, members, putsBack} = request
  const decision = updateLeadFields({
    lead,
    site,
    changes: changesOf(wanted),
    actor,
    now,
    ids: {activity: activityId},
    members,
    putsBack,
  })
  if (decision.ok) return decision.mutations
  throw new LeadChangeError(decision.problems.map((problem) => problem.reason).join(' '))
}

/**
 * Writes one field of a lead with its timeline entry. When somebody changed the lead in between, it
 * is read again: if the field is still what the editor saw, the change is decided anew; if not, the
 * other one's stands.
 *
 * @throws LeadChangeError when the change is not allowed or the lead is gone; else the client's error
 */
export async function writeField(store: LeadStore, request: FieldRequest): Promise<FieldOutcome> {
  const {id, seen, wanted} = request
  let {lead} = request
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (!lead) {
      lead = await store.read(id)
      if (!lead) throw new LeadChangeError('The lead was deleted in the meantime.')
      const current = textOf(lead, wanted)
      if (current === wantedText(wanted)) return {kind: 'changed', written: null}
      if (current !== wantedText(seen)) {
        return {kind: 'overtaken', value: current.replaceAll('\n', ', ')}
      }
    }
    const mutations = decide(request, lead)
    if (mutations.length === 0) return {kind: 'changed', written: null}
    if (await commitUnlessConflict(store, mutations)) {
      return {kind: 'changed', written: writtenOf(mutations, wanted)}
    }
    lead = null
  }
  throw new LeadChangeError('Others keep changing this lead at the moment. Try again.')
}
