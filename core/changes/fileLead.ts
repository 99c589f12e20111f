import {entryText} from '../people/entryTexts.ts'
import {leadSubscription} from '../consent/subscriptionState.ts'
import {verifiedConsent, type ConsentSite} from '../consent/statedConsent.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import type {PersonDocuments} from '../documents/person.ts'
import type {LeadRecord} from '../documents/people.ts'
import {SOURCE_KIND_TITLES} from '../leads/choiceTitles.ts'
import {MAX_TAGS} from '../leads/editableFields.ts'
import {TEXT_FIELDS} from '../leads/leadFields.ts'
import {FILED_FROM} from '../people/activityKinds.ts'
import {deterministicUlid, isUlid} from '../people/ulid.ts'
import type {Lead, LeadActivity} from '../sanity.types.generated.ts'
import {assertSameSite, parseIdOfKind, tenantDocumentId} from '../tenancy/documentId.ts'
import type {PlacesDecision} from '../leads/planPlaces.ts'
import {activity, laterOf, type Actor} from './activity.ts'
import {guardedPatch, type Mutation, type NewDocument} from './mutation.ts'

/** Most timeline entries that are moved with a lead: it is filed within seconds. */
export const MAX_MOVED_ENTRIES = 50

/** Who added a lead, and when, by the store's history. */
export interface LeadOrigin {
  /** Id of the user; `null` where the history does not know. */
  userId: string | null
  /** ISO 8601, UTC. */
  at: string
}

/** What {@link fileLead} depends on. */
export interface FilingCase {
  /** Key of the site. */
  site: string
  /** Its consent texts. */
  registered: ConsentSite
  /** The lead that was added by hand, as it is now; `null` when it is gone. */
  added: LeadRecord | null
  /** Key of the person whose address it has. */
  personKey: string
  /** The address, normalised. */
  email: string
  /** What there is under that key. */
  person: PersonDocuments
  origin: LeadOrigin
  /** Timeline entries of the lead that was added. */
  entries: readonly LeadActivity[]
  /** Whether the site's plan has a place for one more lead; `null` where that is not asked. */
  place: PlacesDecision | null
  /** ISO 8601, UTC. */
  now: string
}

/** Whether a lead was added by hand and is not filed under the key of its address yet. */
export function isUnfiled(lead: {_id: string; source?: unknown} | null): boolean {
  const key = lead ? parseIdOfKind(lead._id, 'lead')?.key : undefined
  return key !== undefined && isUlid(key) && sourceKind(lead?.source) === 'manual'
}

function sourceKind(source: unknown): unknown {
  return typeof source === 'object' && source !== null && 'kind' in source ? source.kind : undefined
}

/** What becomes of a lead that was added by hand. */
export interface FilingDecision {
  /** `refused`: the site's plan had no place for it, and it is removed. */
  result: 'filed' | 'refused' | 'nothing-to-do'
  mutations: Mutation[]
}

/**
 * Decides on filing a lead that was added by hand under the key of its e-mail address, where forms,
 * imports, consent and erasure look for the person. If there is a lead under that key already, it keeps
 * its values and gets what it lacks. What the editor's page wrote about origin, standing and engagement
 * does not count: that comes from the store's history and the person's other documents. A new person needs a
 * place in the site's plan; who has a lead already needs none.
 *
 * @returns no mutations when the lead is gone or filed
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function fileLead(input: FilingCase): FilingDecision {
  const {site, added, person, personKey, entries, place} = input
  assertSameSite(site, added, person.lead, ...entries)
  if (!added || !isUnfiled(added)) return {result: 'nothing-to-do', mutations: []}
  const leadId = tenantDocumentId(site, 'lead', personKey)
  // A deletion cannot be guarded by a revision: the patch fails when somebody changed the lead.
  const removed: Mutation[] = [guardedPatch(added, {set: {site}}), {delete: {id: added._id}}]
  if (!person.lead && place?.kind === 'refused') {
    const gone = entries.map(({_id}): Mutation => ({delete: {id: _id}}))
    return {result: 'refused', mutations: [...removed, ...gone]}
  }
  const made = person.lead
    ? joined(added, person.lead, input, leadId)
    : [
        ...(place?.mutations ?? []),
        {create: filed(added, input, leadId)},
        entryOf(input, added, leadId, 'field', {}),
      ]
  const entriesMoved = entries.flatMap((entry) => moved(entry, input, leadId))
  return {result: 'filed', mutations: [...removed, ...entriesMoved, ...made]}
}

function isListOf(site: string, id: string): boolean {
  return parseIdOfKind(id, 'list')?.site === site
}

/** Attributes that the store adds, and those that a lead gets anew. */
const REPLACED: ReadonlySet<string> = new Set([
  '_rev',
  '_createdAt',
  '_updatedAt',
  '_system',
  'campaigns',
  'consent',
])

function filed(added: LeadRecord, input: FilingCase, leadId: string): NewDocument {
  const {site, email, origin, person} = input
  const own = Object.entries(added).filter(([name]) => !REPLACED.has(name))
  const lists = (added.lists ?? []).filter((id) => isListOf(site, id))
  const consent = consentOf(added, input)
  const reason = suppressionReason(person.suppression)
  return {
    ...Object.fromEntries(own),
    _id: leadId,
    _type: 'lead',
    site,
    email,
    lists,
    engagement: 'none',
    subscription: leadSubscription(person.subscriber?.status ?? null, reason),
    campaigns: [],
    createdAt: origin.at,
    lastActivityAt: laterOf(added.lastActivityAt, origin.at),
    source: {kind: 'manual', label: SOURCE_KIND_TITLES.manual},
    ...(consent ? {consent} : {}),
  }
}

function consentOf({consent}: LeadRecord, {registered, origin}: FilingCase): Lead['consent'] {
  if (!consent || origin.userId === null) return undefined
  return verifiedConsent(consent, registered, origin.userId, origin.at) ?? undefined
}

/** Adds to a lead what it lacks, and says in its timeline which values were not taken. */
function joined(
  added: LeadRecord,
  lead: LeadRecord,
  input: FilingCase,
  leadId: string,
): Mutation[] {
  const set: Record<string, unknown> = {}
  const left: Record<string, string> = {}
  for (const name of TEXT_FIELDS) {
    const value = added[name]?.trim()
    if (!value) continue
    if (!lead[name]?.trim()) set[name] = value
    else if (lead[name] !== value) left[name] = value
  }
  const known = new Map((lead.customFields ?? []).map(({name, value}) => [name, value]))
  const customFields = (added.customFields ?? []).flatMap((field) => {
    if (!field.name || !field.value) return []
    if (!known.has(field.name)) return [field]
    if (known.get(field.name) !== field.value) left[field.name] = field.value
    return []
  })
  if (customFields.length > 0) {
    set['customFields'] = [...(lead.customFields ?? []), ...customFields]
  }
  for (const name of ['tags', 'lists'] as const) {
    const before = lead[name] ?? []
    const more = (added[name] ?? []).filter(
      (each) => !before.includes(each) && (name === 'tags' || isListOf(input.site, each)),
    )
    const all = [...before, ...more]
    if (more.length > 0) set[name] = name === 'tags' ? all.slice(0, MAX_TAGS) : all
  }
  if (added.score != null && lead.score == null) set['score'] = added.score
  const consent = consentOf(added, input)
  if (consent && !lead.consent) set['consent'] = consent
  set['lastActivityAt'] = laterOf(lead.lastActivityAt, input.origin.at)
  return [guardedPatch(lead, {set}), entryOf(input, added, leadId, 'merge', left)]
}

/** The timeline entry of the filing. */
function entryOf(
  input: FilingCase,
  added: LeadRecord,
  leadId: string,
  kind: 'field' | 'merge',
  left: Readonly<Record<string, string>>,
): Mutation {
  const {site, personKey, origin} = input
  const consent = consentOf(added, input)
  const own = {
    change: kind === 'merge' ? 'joined' : 'created',
    [FILED_FROM]: added._id,
    consent: consent ? `${consent.textId} ${consent.textVersion}` : 'none',
  }
  // Custom fields may have any name, also one of these.
  const details = {...own, ...left, ...own}
  const actor: Actor =
    origin.userId === null ? {kind: 'function', id: 'file-lead'} : {kind: 'user', id: origin.userId}
  return {
    createIfNotExists: activity({
      site,
      personKey,
      leadId,
      ulid: deterministicUlid(Date.parse(origin.at), 'activity', 'filed', added._id),
      kind,
      at: origin.at,
      actor,
      text: entryText(kind === 'merge' ? 'entry.lead.joined' : 'entry.lead.created'),
      details,
    }),
  }
}

/** A timeline entry under the key of the person. */
function moved(entry: LeadActivity, {site, personKey}: FilingCase, leadId: string): Mutation[] {
  const ulid = parseIdOfKind(entry._id, 'activity')?.key.split('.')[1]
  if (ulid === undefined) return []
  const {_rev, _createdAt, _updatedAt, ...own} = entry
  const _id = tenantDocumentId(site, 'activity', personKey, ulid)
  return [{createIfNotExists: {...own, _id, personKey, leadId}}, {delete: {id: entry._id}}]
}
