import {sha256Hex} from '../crypto/sha256Hex.ts'
import {PERSON_KINDS} from '../documents/person.ts'
import {isHandMade} from '../people/activityKinds.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import {
  ForeignDocumentError,
  parseTenantDocumentId,
  siteDocumentId,
  tenantDocumentId,
} from '../tenancy/documentId.ts'
import {originOf, type AuditDraft, type DraftEvent} from './appendEvents.ts'
import {toAuditDiff} from './auditDiff.ts'
import {auditedId, auditedType, NETWORK_CHAIN} from './auditedDocuments.ts'
import {auditOfActivity, auditOfUserActivity, type ActivityRecord} from './auditOfActivity.ts'
import {auditOfChange, type StoredChange} from './auditOfChange.ts'
import {auditOfChunk, auditOfJob, type AuditedJob} from './auditOfJob.ts'
import {digestOfDocuments, type ChunkWrite} from './chunkDigest.ts'
import type {RedactionContext} from './redactedAudience.ts'
import {isWord, keyedMark, redactName, toActor} from './redaction.ts'
import type {DocumentMutations, StoreTransaction} from './storeTransaction.ts'
import {leadsCoveredByActivities, MAX_SINGLE_CHANGES, pageChunkOf} from './trailPlan.ts'

/** A chunk of a job as a function wrote it. */
export interface FunctionChunk {
  id: string
  jobId: string
  write: ChunkWrite
  /** Author of the job's document. */
  author: string | null
}

/** What was read of a transaction, as far as it concerns one chain. */
export interface TransactionFacts {
  transaction: StoreTransaction
  /** Key of the site, or `network`. */
  chain: string
  /** Whether a function or a server of the product made it. */
  byProduct: boolean
  documents: ReadonlyMap<string, DocumentMutations>
  /** Activities that it created. */
  activities: readonly ActivityRecord[]
  /** Ids that `documentsToRecord` gave. */
  recordedIds: readonly string[]
  /** The documents of these ids before and after; empty for more than `MAX_SINGLE_CHANGES`. */
  changes: readonly StoredChange[]
  /** Jobs of which all changes are recorded; see `documentsToRecord`. */
  tamperedJobIds: ReadonlySet<string>
  jobs: readonly AuditedJob[]
  chunks: readonly FunctionChunk[]
  /** Kind of the error for which nothing more of it was read; `null` where everything was. */
  failure: string | null
}

/**
 * The events of a transaction in one chain, in the order in which they are appended. Author and time are
 * the store's; what a user wrote into documents about themselves, such as an activity's actor, is not
 * used. Documents that can't be read as what their ids say make one event, so that they neither stay
 * unrecorded nor hold up what follows.
 */
export function auditOfTransaction(
  facts: TransactionFacts,
  context: RedactionContext,
): DraftEvent[] {
  try {
    return readableEvents(facts, context)
  } catch (error) {
    if (!(error instanceof ForeignDocumentError)) throw error
    return unreadableEvents(facts, context)
  }
}

/** What is recorded of a transaction whose documents cannot be read or described: that there was one. */
export function unreadableEvents(
  facts: TransactionFacts,
  {secret}: Pick<RedactionContext, 'secret'>,
): DraftEvent[] {
  return [{draft: auditOfUnreadable(facts, secret), activityIds: []}]
}

/** @throws ForeignDocumentError for an activity or a job that is not what its id should say */
function readableEvents(facts: TransactionFacts, context: RedactionContext): DraftEvent[] {
  const {transaction, jobs} = facts
  const events = facts.byProduct ? productEvents(facts, context) : userEvents(facts, context)
  const jobEvents = jobs.map((job) => ({
    draft: auditOfJob(job, transaction, context),
    activityIds: [],
  }))
  return [...events, ...jobEvents]
}

/** The event of a transaction whose documents can't be read as what they should be. */
function auditOfUnreadable(facts: TransactionFacts, secret: string): AuditDraft {
  const {transaction, chain, byProduct, documents} = facts
  const isNetwork = chain === NETWORK_CHAIN
  return {
    ...originOf(chain, transaction),
    actor: actorOfTransaction(transaction, byProduct, secret),
    action: 'documents.unreadable',
    target: {type: 'site', id: isNetwork ? NETWORK_CHAIN : siteDocumentId(chain)},
    diff: toAuditDiff([['documents', documents.size]]),
  }
}

/** The author of a transaction as an actor: robots of the product are functions. */
function actorOfTransaction(
  {author}: StoreTransaction,
  byProduct: boolean,
  secret: string,
): AuditEvent['actor'] {
  const actor = toActor(author, secret)
  return byProduct ? {...actor, kind: 'function'} : actor
}

function productEvents(facts: TransactionFacts, context: RedactionContext): DraftEvent[] {
  const {transaction, chain, activities, chunks} = facts
  const {secret} = context
  const chunkEvents = chunks.map(({id, jobId, write, author}): DraftEvent => {
    const actor = toActor(author, secret)
    const chunk = {site: chain, transaction, actor, jobId, chunkId: id, write}
    return {draft: auditOfChunk(chunk, secret), activityIds: []}
  })
  const activityEvents = activities.map((activity) => ({
    draft: auditOfActivity(activity, transaction, secret),
    activityIds: [activity._id],
  }))
  return [...chunkEvents, ...activityEvents, ...changeEvents(facts, context)]
}

function userEvents(facts: TransactionFacts, context: RedactionContext): DraftEvent[] {
  const {transaction, activities} = facts
  const chunkId = pageChunkOf(facts.documents)
  if (chunkId !== null) {
    const chunkEvent = pageChunkEvent(facts, chunkId, context.secret)
    return [chunkEvent, ...changeEvents({...facts, activities: []}, context)]
  }
  const actor = actorOfTransaction(transaction, false, context.secret)
  const changes = changeEvents(facts, context)
  const numbered = new Set(changes.flatMap(({activityIds}) => activityIds))
  const others = activities
    .filter(({_id}) => !numbered.has(_id))
    .map((activity) => ({
      draft: auditOfUserActivity(activity, transaction, actor, context.secret),
      activityIds: [activity._id],
    }))
  return [...changes, ...others]
}

/** Most names of attributes that the event of a page's chunk lists. */
const MAX_ATTRIBUTES = 30

function pageChunkEvent(facts: TransactionFacts, chunkId: string, secret: string): DraftEvent {
  const {transaction, chain, documents, activities} = facts
  const leads = [...documents.values()].filter(({id}) => parseTenantDocumentId(id)?.kind === 'lead')
  const covered = leadsCoveredByActivities(documents, activities)
  const attributes = new Set(
    leads.flatMap(({created, patched}) => [...patched, ...Object.keys(created ?? {})]),
  )
  const shown = [...attributes].filter((name) => !name.startsWith('_')).slice(0, MAX_ATTRIBUTES)
  const ulid = parseTenantDocumentId(chunkId)?.key.split('.')[1] ?? ''
  // A user wrote the activities, so their job may have any id.
  const named = activities.flatMap(({jobId}) => (typeof jobId === 'string' ? [jobId] : []))
  const jobId = [...documents.keys(), ...named].find((id) => {
    const parsed = parseTenantDocumentId(id)
    return parsed?.kind === 'bulk' && parsed.key.endsWith(ulid)
  })
  const draft = auditOfChunk(
    {
      site: chain,
      transaction,
      actor: actorOfTransaction(transaction, false, secret),
      jobId: jobId ?? chunkId,
      chunkId,
      write: {
        transaction: transaction.id,
        entries: activities.length,
        digest: digestOfDocuments(activities),
      },
      found: {
        attributes: shown.map((name) => redactName(name, secret)),
        deleted: leads.filter(({isDeleted}) => isDeleted).length,
        uncovered: leads.filter(({id}) => !covered.has(id)).length,
      },
    },
    secret,
  )
  return {draft, activityIds: []}
}

function changeEvents(facts: TransactionFacts, context: RedactionContext): DraftEvent[] {
  const {transaction, changes, recordedIds, tamperedJobIds, byProduct} = facts
  if (recordedIds.length > MAX_SINGLE_CHANGES) return [summaryEvent(facts, context.secret)]
  const actor = actorOfTransaction(transaction, byProduct, context.secret)
  const claimed = new Set<string>()
  return changes.flatMap((change): DraftEvent[] => {
    const about = byProduct ? [] : activitiesAbout(change.id, facts.activities)
    const origin = {
      transaction,
      actor,
      activityIds: about.map(({_id}) => _id),
      isWhole: tamperedJobIds.has(change.id),
    }
    const draft = auditOfChange(change, origin, context)
    if (!draft) return []
    // An activity gets the number of the first event about it.
    const own = about.filter(({_id, kind}) => !isHandMade(kind) && !claimed.has(_id))
    for (const {_id} of own) claimed.add(_id)
    return [{draft, activityIds: own.map(({_id}) => _id)}]
  })
}

/** The activities of a transaction that concern the person of a document. */
function activitiesAbout(id: string, activities: readonly ActivityRecord[]): ActivityRecord[] {
  const parsed = parseTenantDocumentId(id)
  if (!parsed || !PERSON_KINDS.some((kind) => kind === parsed.kind)) return []
  return activities.filter(({_id, leadId}) => {
    const key = parseTenantDocumentId(_id)?.key.split('.')[0]
    return key === parsed.key || leadId === tenantDocumentId(parsed.site, 'lead', parsed.key)
  })
}

/** One event for many changes: how many documents of each kind, and a digest of the changes. */
function summaryEvent(facts: TransactionFacts, secret: string): DraftEvent {
  const {transaction, chain, recordedIds, documents, byProduct} = facts
  const counts = new Map<string, number>()
  for (const id of recordedIds) {
    const {name} = auditedType(auditedId(id)?.kind ?? 'network')
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const lines = recordedIds.toSorted().map((id) => {
    const change = documents.get(id)
    const what = change?.isDeleted ? 'deleted' : change?.created ? 'created' : 'changed'
    return `${id} ${what} ${[...(change?.patched ?? [])].toSorted().join(' ')}\n`
  })
  const {id} = transaction
  return {
    activityIds: [],
    draft: {
      ...originOf(chain, transaction),
      actor: actorOfTransaction(transaction, byProduct, secret),
      action: 'documents.changed',
      target: {type: 'transaction', id: isWord(id) ? id : keyedMark(secret, 'transaction', id)},
      diff: toAuditDiff([
        ['documents', recordedIds.length],
        ...[...counts.keys()].toSorted().map((name) => [name, counts.get(name)] as const),
        ['digest', sha256Hex(lines.join(''))],
      ]),
    },
  }
}
