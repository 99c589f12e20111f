import {JOB_KIND_NAMES} from '../jobs/jobKinds.ts'
import {PERSON_KINDS} from '../documents/person.ts'
import {FILED_FROM} from '../people/activityKinds.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import {auditedId, auditedType, type AuditedKind} from './auditedDocuments.ts'
import {activityDetails, type ActivityDetails, type ActivityRecord} from './auditOfActivity.ts'
import type {DocumentMutations, StoreTransaction} from './storeTransaction.ts'

/** Most documents of one transaction that get an event each; more of them share one event. */
export const MAX_SINGLE_CHANGES = 100

/** What has to be read of a transaction before a chain can record it. */
export type TransactionPlan =
  /** There is nothing to record. */
  | {kind: 'skip'}
  /** A function wrote chunks of a job: the documents of the chunks say enough. */
  | {kind: 'chunks'; chunkIds: string[]}
  /** Its mutations. */
  | {kind: 'content'}

type Documents = ReadonlyMap<string, DocumentMutations>

const FUNCTION_CHUNK = /\.chunk\.job\./u
const PAGE_CHUNK = /\.chunk\.page\./u

/** The chains that record a transaction, with the documents that concern each. */
export function documentsByChain({documentIds}: StoreTransaction): Map<string, string[]> {
  const chains = new Map<string, string[]>()
  for (const id of new Set(documentIds)) {
    const audited = auditedId(id)
    if (!audited || audited.kind === 'pending') continue
    const known = chains.get(audited.chain)
    if (known) known.push(id)
    else chains.set(audited.chain, [id])
  }
  return chains
}

/**
 * What has to be read of a transaction before a chain can record it.
 *
 * @param ids - its documents that belong to the chain
 * @param byProduct - whether a function or a server of the product made it
 */
export function planReading(ids: readonly string[], byProduct: boolean): TransactionPlan {
  if (ids.length === 0) return {kind: 'skip'}
  const chunkIds = byProduct ? ids.filter((id) => FUNCTION_CHUNK.test(id)) : []
  if (chunkIds.length === 0) return {kind: 'content'}
  return ids.some(isOfPerson) ? {kind: 'chunks', chunkIds} : {kind: 'skip'}
}

/** Whether a document, by its id, is about a person: what a chunk of a job did to people is recorded. */
function isOfPerson(id: string): boolean {
  const kind = parseTenantDocumentId(id)?.kind
  return kind === 'activity' || PERSON_KINDS.some((each) => each === kind)
}

/** Ids of the activities that a transaction created. */
export function createdActivityIds(documents: Documents): string[] {
  return [...documents.values()].flatMap(({id, created}) =>
    created !== null && parseTenantDocumentId(id)?.kind === 'activity' ? [id] : [],
  )
}

/** The chunk of a bulk change that a user's page wrote in a transaction; `null` where there is none. */
export function pageChunkOf(documents: Documents): string | null {
  const chunkId = [...documents.keys()].find((id) => PAGE_CHUNK.test(id))
  return chunkId !== undefined && createdActivityIds(documents).length > 0 ? chunkId : null
}

/**
 * The documents of a transaction that get events for their differences: everything that a user
 * changed, and what a function changed without writing an activity. Leads of a page's chunk are left
 * out when their activities cover them.
 *
 * @param ids - documents of the transaction that belong to the chain
 * @param documents - what its mutations do to them
 * @param activities - activities that it created
 * @param tamperedJobIds - jobs that a user changed who did not create them, or whose end only functions
 *   may write; all changes of these are recorded
 */
export function documentsToRecord(
  ids: readonly string[],
  documents: Documents,
  activities: readonly ActivityRecord[],
  byProduct: boolean,
  tamperedJobIds: ReadonlySet<string> = new Set(),
): string[] {
  const personKeys = new Set(activities.flatMap(keysOf))
  const isPageChunk = pageChunkOf(documents) !== null
  const covered = isPageChunk ? leadsCoveredByActivities(documents, activities) : null
  return ids.filter((id) => {
    const kind = auditedId(id)?.kind
    if (kind === undefined || kind === 'pending') return false
    const change = documents.get(id)
    // The history lists the document without a mutation of it: it was purged.
    if (!change) return !byProduct || kind !== 'chunk'
    if (tamperedJobIds.has(id)) return true
    if (isMaintenance(change, kind)) return false
    return byProduct
      ? isRecordedForProduct(change, kind, personKeys)
      : isRecordedForUser(change, kind) && covered?.has(id) !== true
  })
}

/** The people that an activity is about: one of them was another until it was filed or joined. */
function keysOf(activity: ActivityRecord): string[] {
  const key = parseTenantDocumentId(activity._id)?.key.split('.')[0]
  const from = parseTenantDocumentId(activityDetails(activity)[FILED_FROM] ?? '')?.key
  return [key, from].filter((each) => each !== undefined)
}

/** Whether a change patches only attributes that functions maintain. */
function isMaintenance({created, patched, isDeleted}: DocumentMutations, kind: AuditedKind) {
  const {maintained} = auditedType(kind)
  return created === null && !isDeleted && [...patched].every((path) => maintained.has(path))
}

function isRecordedForUser({id, created, isDeleted}: DocumentMutations, kind: AuditedKind) {
  switch (kind) {
    case 'activity':
      return created === null || isDeleted
    case 'bulk':
    case 'export':
    case 'import':
      // A job that its author begins or ends has an event of its own.
      return created === null || isDeleted
    case 'chunk':
      return FUNCTION_CHUNK.test(id)
    default:
      return true
  }
}

/** Kinds for which a function writes an activity with every change, or should. */
const PEOPLE: ReadonlySet<AuditedKind> = new Set(PERSON_KINDS)
/** Kinds whose deletion is recorded, and nothing else that functions do to them. */
const DELETED_BY_FUNCTIONS: ReadonlySet<AuditedKind> = new Set([
  'activity',
  'email',
  'submission',
  ...JOB_KIND_NAMES,
])
/** Kinds that functions write as part of their work. */
const OWN_WORK: ReadonlySet<AuditedKind> = new Set(['chunk', 'pending', 'snapshot'])

function isRecordedForProduct(
  {id, isDeleted}: DocumentMutations,
  kind: AuditedKind,
  personKeys: ReadonlySet<string>,
): boolean {
  if (OWN_WORK.has(kind)) return false
  if (DELETED_BY_FUNCTIONS.has(kind)) return isDeleted
  return !PEOPLE.has(kind) || !personKeys.has(parseTenantDocumentId(id)?.key ?? '')
}

/** Ids of the leads whose changes an activity of the same transaction describes completely. */
export function leadsCoveredByActivities(
  documents: Documents,
  activities: readonly ActivityRecord[],
): Set<string> {
  return new Set(
    activities.flatMap((activity) => {
      const change = documents.get(activity.leadId ?? '')
      return change && activityCovers(activity, change) ? [change.id] : []
    }),
  )
}

/** What every change of a lead also writes, without an activity naming it. */
const WRITTEN_ALONG: ReadonlySet<string> = new Set(['lastActivityAt'])

/**
 * Whether an activity describes all that a transaction did to a lead: it names each written attribute
 * with the written value. Whoever makes a change also writes its activity, so an activity alone proves
 * nothing; one that agrees with the mutations does.
 */
function activityCovers(activity: ActivityRecord, change: DocumentMutations): boolean {
  const details = activityDetails(activity)
  if (activity.leadId !== change.id) return false
  if (change.isDeleted) return activity.kind === 'field' && details['change'] === 'deleted'
  if (change.created) return activity.kind === 'field' && details['change'] === 'restored'
  return [...change.patched].every((attribute) => {
    if (WRITTEN_ALONG.has(attribute)) return true
    if (!Object.hasOwn(change.set, attribute)) return false
    const value = change.set[attribute]
    if (attribute === 'customFields') return areClaimedCustomFields(value, details)
    const claim = claimedValue(activity, details, attribute)
    return claim !== undefined && isClaimedValue(attribute, value, claim)
  })
}

/** The value that an activity says an attribute has now; `undefined` when it does not name it. */
function claimedValue(
  {kind}: ActivityRecord,
  details: ActivityDetails,
  attribute: string,
): string | undefined {
  if (kind === 'status') return attribute === 'status' ? (details['to'] ?? '') : undefined
  const to = details[`${attribute}.to`]
  return to === undefined && details[`${attribute}.from`] === undefined ? undefined : (to ?? '')
}

/** Whether a written value is the claimed one; for lists the claim names what was added. */
function isClaimedValue(attribute: string, value: unknown, claim: string): boolean {
  if (value === null) return claim === ''
  if (typeof value === 'string' || typeof value === 'number') return String(value) === claim
  if (!Array.isArray(value)) return false
  if (attribute === 'tags') return value.join(', ') === claim
  return claim === '' || value.includes(claim)
}

/** Whether the custom fields that an activity names have the written values. */
function areClaimedCustomFields(value: unknown, details: ActivityDetails): boolean {
  if (!Array.isArray(value)) return false
  const written = new Map(
    value.flatMap((field: unknown) =>
      typeof field === 'object' &&
      field !== null &&
      'name' in field &&
      typeof field.name === 'string' &&
      'value' in field
        ? [[field.name, field.value] as const]
        : [],
    ),
  )
  const named = Object.keys(details).flatMap((name) => {
    const end = name.endsWith('.from') ? 5 : name.endsWith('.to') ? 3 : 0
    return end === 0 ? [] : [name.slice(0, -end)]
  })
  return (
    named.length > 0 &&
    named.every((name) => (written.get(name) ?? '') === (details[`${name}.to`] ?? ''))
  )
}
