import type {Actor} from '../../../core/changes/activity.ts'
import {updateLeadFields} from '../../../core/changes/updateLeadFields.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import type {SiteRecord} from '../../../core/documents/site.ts'
import {
  LeadChangeError,
  commitUnlessConflict,
  type LeadStore,
  type WritableLead,
} from './leadWrites.ts'

/** How often a change is tried when others keep changing the lead. */
const ATTEMPTS = 3

/** A field that is edited in the grid, with its value. */
export type FieldValue =
  | {field: 'name' | 'company'; value: string}
  | {field: 'tags'; value: readonly string[]}

/** What such a field holds. */
export type EditableValue = FieldValue['value']

/** A change of a field as an editor asks for it. */
export interface FieldRequest {
  /** Id of the lead. */
  id: string
  /** The lead as the grid has it, when it has enough of it; else it is read first. */
  lead: WritableLead | null
  site: Pick<SiteRecord, 'key'>
  /** What the editor saw and decided to replace. */
  seen: FieldValue
  wanted: FieldValue
  actor: Actor
  /** ISO 8601, UTC. */
  now: string
  /** ULID of the timeline entry. */
  activityId: string
}

/** How a change of a field ended. */
export type FieldOutcome =
  /** `written` is what the field has now; `null` when that was there already. */
  | {kind: 'changed'; written: EditableValue | null}
  /** Somebody else changed the field in the meantime; nothing was written. */
  | {kind: 'overtaken'; value: string}

function textOf(lead: WritableLead, field: FieldValue['field']): string {
  return field === 'tags' ? (lead.tags ?? []).join('\n') : (lead[field] ?? '')
}

function wantedText({field, value}: FieldValue): string {
  return field === 'tags' ? value.join('\n') : value
}

/** The value as it was cleaned and written. */
function writtenOf(mutations: readonly Mutation[], {field, value}: FieldValue): EditableValue {
  for (const mutation of mutations) {
    const set = 'patch' in mutation ? mutation.patch.set : undefined
    const written = set?.[field]
    if (typeof written === 'string') return written
    if (Array.isArray(written)) return written.map(String)
  }
  return value
}

function decide(request: FieldRequest, lead: WritableLead) {
  const {site, wanted, actor, now, activityId} = request
  const changes = wanted.field === 'tags' ? {tags: wanted.value} : {[wanted.field]: wanted.value}
  const decision = updateLeadFields({lead, site, changes, actor, now, ids: {activity: activityId}})
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
  const {field} = wanted
  let {lead} = request
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (!lead) {
      lead = await store.read(id)
      if (!lead) throw new LeadChangeError('The lead was deleted in the meantime.')
      const current = textOf(lead, field)
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
