import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import type {BulkJobRecord} from '../changes/bulk/bulkJob.ts'
import type {ExportRecord} from '../changes/exports/exportJob.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import {parseTenantDocumentId, siteDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'
import {auditedId, auditedType, NETWORK_CHAIN} from './auditedDocuments.ts'
import type {AuditDraft} from './appendEvents.ts'
import {auditOfActivity, auditOfUserEntry, type ActivityRecord} from './auditOfActivity.ts'
import {
  auditOfBulkChange,
  type JobAuditContext,
  auditOfExport,
  auditOfRefresh,
  type RefreshRecord,
  auditOfChunk,
} from './auditOfJob.ts'
import {auditOfChange, type StoredChange} from './auditOfChange.ts'
import {authorActor, toAuditDiff} from './auditDiff.ts'
import {keyedMark, isWord, shownName} from './redaction.ts'
import type {RedactionContext} from './redactedAudience.ts'
import {digestOfEntries, type ChunkWrite} from './chunkDigest.ts'
import type {DocumentMutations, StoreTransaction} from './storeTransaction.ts'
import {MAX_TOLD_CHANGES, pageChunkOf, toldByEntries} from './trailPlan.ts'

/** Most names of attributes that the event of a page's chunk lists. */
const MAX_ATTRIBUTES = 30

/** A job that a transaction began or ended, as it was after it. */
export type AuditedJob =
  | {type: 'bulkChange'; job: BulkJobRecord; author: string | null}
  | {type: 'snapshotRefresh'; job: RefreshRecord; author: string | null}
  | {
      type: 'leadExport'
      moment: 'started' | 'finished'
      job: ExportRecord
      author: string | null
    }

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
  /** Entries of timelines that it created. */
  entries: readonly ActivityRecord[]
  /** Ids that `changesToTell` gave. */
  toldIds: readonly string[]
  /** Of these, the documents before and after; only where they are at most `MAX_TOLD_CHANGES`. */
  changes: readonly StoredChange[]
  /** Jobs of which all is told that was done to them; see `changesToTell`. */
  meddledIds: ReadonlySet<string>
  jobs: readonly AuditedJob[]
  chunks: readonly FunctionChunk[]
}

/** An event to be appended, and the entries of timelines that it tells. */
export interface TrailEntry {
  draft: AuditDraft
  /** Ids of activities, which get the number of the event. */
  entryIds: readonly string[]
}

/** The author of a transaction as events name them: robots of the product are functions. */
export function actorOfTransaction(
  {author}: StoreTransaction,
  byProduct: boolean,
  secret: string,
): AuditEvent['actor'] {
  const actor = authorActor(author, secret)
  return byProduct ? {...actor, kind: 'function'} : actor
}

function shownTransaction(id: string, secret: string): string {
  return isWord(id) ? id : keyedMark(secret, 'transaction', id)
}

function jobDraft(each: AuditedJob, saying: JobAuditContext): AuditDraft {
  switch (each.type) {
    case 'bulkChange':
      return auditOfBulkChange(each.job, saying)
    case 'snapshotRefresh':
      return auditOfRefresh(each.job, saying)
    default:
      return auditOfExport(each.job, each.moment, saying)
  }
}

function jobEntries(
  {transaction, jobs}: TransactionFacts,
  context: RedactionContext,
): TrailEntry[] {
  return jobs.map((each) => {
    const {author} = each
    const saying = {...context, author, transaction}
    return {draft: jobDraft(each, saying), entryIds: []}
  })
}

/** Tells many changes in one event: how many documents of which kind, and a digest of what was done. */
function manyChanges(facts: TransactionFacts, secret: string): TrailEntry {
  const {transaction, chain, toldIds, documents, byProduct} = facts
  const counts = new Map<string, number>()
  for (const id of toldIds) {
    const name = auditedType(auditedId(id)?.kind ?? 'network').name
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const lines = toldIds.toSorted().map((id) => {
    const change = documents.get(id)
    const what = change?.isDeleted ? 'deleted' : change?.created ? 'created' : 'changed'
    return `${id} ${what} ${[...(change?.patched ?? [])].toSorted().join(' ')}\n`
  })
  const digest = bytesToHex(sha256(utf8ToBytes(lines.join(''))))
  return {
    entryIds: [],
    draft: {
      site: chain === NETWORK_CHAIN ? null : chain,
      at: transaction.at,
      transaction: transaction.id,
      actor: actorOfTransaction(transaction, byProduct, secret),
      action: 'documents.changed',
      target: {type: 'transaction', id: shownTransaction(transaction.id, secret)},
      diff: toAuditDiff([
        ['documents', toldIds.length],
        ...[...counts.keys()].toSorted().map((name) => [name, counts.get(name)] as const),
        ['digest', digest],
      ]),
    },
  }
}

/** Which entries of timelines tell of a document, by the person whose document it is. */
function entriesAbout(id: string, entries: readonly ActivityRecord[]): ActivityRecord[] {
  const parsed = parseTenantDocumentId(id)
  if (!parsed || !['lead', 'subscriber', 'suppression'].includes(parsed.kind)) return []
  return entries.filter((entry) => {
    const key = parseTenantDocumentId(entry._id)?.key.split('.')[0]
    return key === parsed.key || entry.leadId === tenantDocumentId(parsed.site, 'lead', parsed.key)
  })
}

function changeEntries(facts: TransactionFacts, context: RedactionContext): TrailEntry[] {
  const {transaction, changes, toldIds, byProduct} = facts
  if (toldIds.length > MAX_TOLD_CHANGES) return [manyChanges(facts, context.secret)]
  const actor = actorOfTransaction(transaction, byProduct, context.secret)
  const claimed = new Set<string>()
  return changes.flatMap((change): TrailEntry[] => {
    const about = byProduct ? [] : entriesAbout(change.id, facts.entries)
    const ids = about.map(({_id}) => _id)
    const isWhole = facts.meddledIds.has(change.id)
    const draft = auditOfChange(change, {transaction, actor, entryIds: ids, isWhole}, context)
    if (!draft) return []
    // An entry gets the number of the first event that tells of it.
    const own = about.filter(({_id, kind}) => kind !== 'note' && !claimed.has(_id))
    for (const {_id} of own) claimed.add(_id)
    return [{draft, entryIds: own.map(({_id}) => _id)}]
  })
}

function userEntries(facts: TransactionFacts, context: RedactionContext): TrailEntry[] {
  const {transaction, entries} = facts
  const actor = actorOfTransaction(transaction, false, context.secret)
  const told = changeEntries(facts, context)
  const numbered = new Set(told.flatMap(({entryIds}) => entryIds))
  const others = entries
    .filter(({_id}) => !numbered.has(_id))
    .map((entry) => ({
      draft: auditOfUserEntry(entry, transaction, actor, context.secret),
      entryIds: [entry._id],
    }))
  return [...told, ...others]
}

function pageChunkEntries(
  facts: TransactionFacts,
  chunkId: string,
  context: RedactionContext,
): TrailEntry[] {
  const {transaction, chain, documents, entries} = facts
  const {secret} = context
  const leads = [...documents.values()].filter(({id}) => parseTenantDocumentId(id)?.kind === 'lead')
  const told = toldByEntries(documents, entries)
  const attributes = new Set(
    leads.flatMap(({created, patched}) => [...patched, ...Object.keys(created ?? {})]),
  )
  const shown = [...attributes].filter((name) => !name.startsWith('_')).slice(0, MAX_ATTRIBUTES)
  const ulid = parseTenantDocumentId(chunkId)?.key.split('.')[1] ?? ''
  // Users write entries, so that a job may be anything.
  const jobs = entries.flatMap((entry) => (typeof entry.jobId === 'string' ? [entry.jobId] : []))
  const jobId = [...documents.keys(), ...jobs].find((id) => {
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
        entries: entries.length,
        digest: digestOfEntries(entries),
      },
      found: {
        attributes: shown.map((name) => shownName(name, secret)),
        deleted: leads.filter(({isDeleted}) => isDeleted).length,
        untold: leads.filter(({id}) => !told.has(id)).length,
      },
    },
    secret,
  )
  return [{draft, entryIds: []}]
}

/**
 * What the audit trail of one chain says of a transaction, in the order in which it is appended. Who
 * made it and when is the store's word; what a user wrote into documents about themselves, such as an
 * entry's actor, is not used.
 *
 * @throws whatever a document throws that cannot be told; `auditOfUntellable` then tells that
 */
export function auditOfTransaction(
  facts: TransactionFacts,
  context: RedactionContext,
): TrailEntry[] {
  const {transaction, chain, byProduct, documents, entries, chunks} = facts
  const {secret} = context
  const jobs = jobEntries(facts, context)
  if (!byProduct) {
    const chunkId = pageChunkOf(documents)
    const acts =
      chunkId === null
        ? userEntries(facts, context)
        : [
            ...pageChunkEntries(facts, chunkId, context),
            ...changeEntries({...facts, entries: []}, context),
          ]
    return [...acts, ...jobs]
  }
  const written = chunks.map(({id, jobId, write, author}) => ({
    draft: auditOfChunk(
      {
        site: chain,
        transaction,
        actor: authorActor(author, secret),
        jobId,
        chunkId: id,
        write,
      },
      secret,
    ),
    entryIds: [],
  }))
  const told = entries.map((entry) => ({
    draft: auditOfActivity(entry, transaction, secret),
    entryIds: [entry._id],
  }))
  return [...written, ...told, ...changeEntries(facts, context), ...jobs]
}

/** The event of a transaction that could not be told because its documents are not as they should be. */
export function auditOfUntellable(
  {transaction, chain, byProduct}: Pick<TransactionFacts, 'transaction' | 'chain' | 'byProduct'>,
  documents: number,
  secret: string,
): AuditDraft {
  const isNetwork = chain === NETWORK_CHAIN
  return {
    site: isNetwork ? null : chain,
    at: transaction.at,
    transaction: transaction.id,
    actor: actorOfTransaction(transaction, byProduct, secret),
    action: 'documents.unreadable',
    target: {type: 'site', id: isNetwork ? NETWORK_CHAIN : siteDocumentId(chain)},
    diff: toAuditDiff([['documents', documents]]),
  }
}
