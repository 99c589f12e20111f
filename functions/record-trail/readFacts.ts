import type {SanityClient} from '@sanity/client'
import type {ActivityRecord} from '../../core/audit/auditOfActivity.ts'
import type {StoredChange} from '../../core/audit/auditOfChange.ts'
import type {FunctionChunk, TransactionFacts} from '../../core/audit/auditOfTransaction.ts'
import {digestOfActivities} from '../../core/audit/chunkDigest.ts'
import {
  mutationsByDocument,
  transactionKey,
  type DocumentMutations,
  type StoreMutation,
  type StoreTransaction,
} from '../../core/audit/storeTransaction.ts'
import {
  documentsToRecord,
  documentsByChain,
  createdActivityIds,
  MAX_SINGLE_CHANGES,
  planReading,
} from '../../core/audit/trailPlan.ts'
import {chunk} from '../../core/documents/chunk.ts'
import type {JobChunk, LeadActivity} from '../../core/sanity.types.generated.ts'
import {StoreUnavailableError} from '../shared/storeErrors.ts'
import {creationOf, readChanges, readMutations} from '../shared/storeHistory.ts'
import {createCreationReader, readJobs} from './readJobs.ts'

/** Documents whose mutations are read in one request, at most, unless one transaction has more. */
const MAX_DOCUMENTS = 2_000
/** Ids that fit into one URL. */
const IDS_IN_URL = 100
/**
 * How long a transaction may be listed before the history has what it did, in milliseconds. After that
 * it was deleted from there, and is told without.
 */
const HISTORY_LAG_MS = 60_000
/** Transactions whose changes are read at a time. */
const AT_ONCE = 8

type Documents = ReadonlyMap<string, DocumentMutations>

/** A transaction as it concerns one chain, before anything but its line was read. */
interface Part {
  transaction: StoreTransaction
  chain: string
  ids: string[]
  byProduct: boolean
  plan: ReturnType<typeof planReading>
}

/** Reads what is needed to tell transactions, with as few requests as possible. */
export interface FactReader {
  /**
   * @param transactions - consecutive ones, as the history lists them
   * @param isWanted - chains that are told
   * @returns facts in the order of the transactions; nothing of those without anything to tell
   * @throws whatever reading throws
   */
  read(
    transactions: readonly StoreTransaction[],
    isWanted: (chain: string) => boolean,
  ): Promise<TransactionFacts[]>
}

/**
 * @param isProduct - whether an author is a robot of the product
 * @param keepAlive - called again and again while it reads
 * @param now - ISO 8601, UTC
 */
export function createFactReader(
  client: SanityClient,
  isProduct: (author: string | null) => boolean,
  keepAlive: () => Promise<void>,
  now: () => string,
): FactReader {
  const creations = createCreationReader(client)

  const getDocuments = async <T extends {_id: string}>(
    ids: readonly string[],
    tag: string,
  ): Promise<Map<string, T>> => {
    const found = new Map<string, T>()
    for (const piece of chunk([...new Set(ids)], IDS_IN_URL)) {
      const documents = await client.getDocuments<T>(piece, {tag})
      for (const document of documents) if (document) found.set(document._id, document)
    }
    return found
  }

  /** Mutations of the transactions that need them, read in runs of consecutive ones. */
  const readContents = async (
    transactions: readonly StoreTransaction[],
    needed: ReadonlySet<string>,
  ): Promise<Map<string, readonly StoreMutation[]>> => {
    const contents = new Map<string, readonly StoreMutation[]>()
    let run: StoreTransaction[] = []
    let documents = 0
    const flush = async (): Promise<void> => {
      const [first, last] = [run[0], run.at(-1)]
      if (first && last) {
        const read = await readMutations(client, {first, last})
        for (const [key, mutations] of read) contents.set(key, mutations)
      }
      run = []
      documents = 0
    }
    for (const transaction of transactions) {
      const isNeeded = needed.has(transactionKey(transaction))
      const count = transaction.documentIds.length
      if (!isNeeded || documents + count > MAX_DOCUMENTS) await flush()
      if (isNeeded) {
        run.push(transaction)
        documents += count
      }
    }
    await flush()
    return contents
  }

  /**
   * The entries that a transaction created. One that the store does not have any more, or that was
   * written again since, is looked up in the history.
   */
  const createdEntries = async (
    {id: transaction}: StoreTransaction,
    documents: Documents,
    stored: ReadonlyMap<string, LeadActivity>,
  ): Promise<ActivityRecord[]> => {
    const entries: ActivityRecord[] = []
    for (const id of createdActivityIds(documents)) {
      const found = stored.get(id)
      if (found?._rev === transaction) {
        entries.push(found)
      } else if (typeof found?.auditSeq !== 'number') {
        const creation = await creationOf(client, id, transaction)
        const created = documents.get(id)?.created
        if ((!creation || creation.id === transaction) && created) {
          entries.push({...created, _id: id})
        }
      }
    }
    return entries
  }

  const readTold = async (
    {transaction}: Part,
    recordedIds: readonly string[],
    documents: Documents,
  ): Promise<StoredChange[]> => {
    if (recordedIds.length === 0 || recordedIds.length > MAX_SINGLE_CHANGES) return []
    const {changes, unknownIds} = await readChanges(client, recordedIds, transaction.id)
    const gone = unknownIds.flatMap((id): StoredChange[] => {
      const change = documents.get(id)
      const isGone = change === undefined || change.isPurged || change.isDeleted
      return isGone ? [{id, before: null, after: null, isPurged: change === undefined}] : []
    })
    return [...changes, ...gone].map((change) =>
      documents.get(change.id)?.isPurged === true ? {...change, isPurged: true} : change,
    )
  }

  const readChunks = async (
    parts: readonly Part[],
  ): Promise<Map<Part, {chunks: FunctionChunk[]; isComplete: boolean}>> => {
    const wanted = parts.flatMap(({plan}) => (plan.kind === 'chunks' ? plan.chunkIds : []))
    const stored = await getDocuments<JobChunk>(wanted, 'leads.trail.shares')
    const read = new Map<Part, {chunks: FunctionChunk[]; isComplete: boolean}>()
    for (const part of parts) {
      if (part.plan.kind !== 'chunks') continue
      const chunks: FunctionChunk[] = []
      for (const id of part.plan.chunkIds) {
        const chunk = stored.get(id)
        const write = chunk?.writes?.find(({transaction}) => transaction === part.transaction.id)
        if (chunk && write) {
          const author = (await creations.of(chunk.jobId, part.transaction))?.author ?? null
          chunks.push({id, jobId: chunk.jobId, write, author})
        }
      }
      read.set(part, {chunks, isComplete: chunks.length === part.plan.chunkIds.length})
    }
    return read
  }

  /** The chunk that a transaction wrote, where its document is gone: computed from its entries. */
  const chunksFromContent = async (
    {transaction, ids, plan}: Part,
    documents: Documents | undefined,
  ): Promise<FunctionChunk[]> => {
    const [chunkId] = plan.kind === 'chunks' ? plan.chunkIds : []
    if (chunkId === undefined || !documents) return []
    const own = new Set(ids)
    const entries = createdActivityIds(documents).flatMap((id) => {
      const created = own.has(id) ? documents.get(id)?.created : null
      return created ? [{...created, _id: id}] : []
    })
    const jobId = entries.map((entry: ActivityRecord) => entry.jobId).find((id) => Boolean(id))
    const write = {
      transaction: transaction.id,
      entries: entries.length,
      digest: digestOfActivities(entries),
    }
    const creation = jobId ? await creations.of(jobId, transaction) : null
    const author = creation?.author ?? null
    return [{id: chunkId, jobId: jobId ?? chunkId, write, author}]
  }

  return {
    async read(transactions, isWanted) {
      const parts = transactions.flatMap((transaction): Part[] => {
        const byProduct = isProduct(transaction.author)
        return [...documentsByChain(transaction)]
          .filter(([chain]) => isWanted(chain))
          .map(([chain, ids]) => ({
            transaction,
            chain,
            ids,
            byProduct,
            plan: planReading(ids, byProduct),
          }))
      })
      const chunks = await readChunks(parts)
      const needsContent = (part: Part): boolean =>
        part.plan.kind === 'content' || chunks.get(part)?.isComplete === false
      const needed = new Set(
        parts.filter(needsContent).map(({transaction}) => transactionKey(transaction)),
      )
      const contents = await readContents(transactions, needed)
      for (const transaction of transactions) {
        const {id, at} = transaction
        const key = transactionKey(transaction)
        if (!needed.has(key) || contents.has(key)) continue
        if (Date.parse(now()) - Date.parse(at) > HISTORY_LAG_MS) continue
        throw new StoreUnavailableError(`The history does not have what the transaction ${id} did.`)
      }
      const byTransaction = new Map(
        [...contents].map(([key, mutations]) => [key, mutationsByDocument(mutations)] as const),
      )
      const activityIds = [...byTransaction.values()].flatMap(createdActivityIds)
      const stored = await getDocuments<LeadActivity>(activityIds, 'leads.trail.entries')

      const factsOf = async (part: Part): Promise<TransactionFacts | null> => {
        const {transaction, chain, ids, byProduct, plan} = part
        if (plan.kind === 'skip') return null
        const nothing = {
          activities: [],
          recordedIds: [],
          changes: [],
          tamperedJobIds: new Set<string>(),
          jobs: [],
          chunks: [],
        }
        const written = chunks.get(part)
        if (written?.isComplete) {
          const documents: Documents = new Map()
          return {...nothing, transaction, chain, byProduct, documents, chunks: written.chunks}
        }
        if (plan.kind === 'chunks') {
          const lost = await chunksFromContent(part, byTransaction.get(transactionKey(transaction)))
          return {...nothing, transaction, chain, byProduct, documents: new Map(), chunks: lost}
        }
        const all =
          byTransaction.get(transactionKey(transaction)) ?? new Map<string, DocumentMutations>()
        const own = new Set(ids)
        const documents: Documents = new Map([...all].filter(([id]) => own.has(id)))
        const entries = await createdEntries(transaction, documents, stored)
        const {jobs, tamperedJobIds} = await readJobs(client, creations, part, documents)
        const recordedIds = documentsToRecord(ids, documents, entries, byProduct, tamperedJobIds)
        const changes = await readTold(part, recordedIds, documents)
        if (entries.length + recordedIds.length + jobs.length === 0) return null
        return {
          transaction,
          chain,
          byProduct,
          documents,
          activities: entries,
          recordedIds,
          changes,
          tamperedJobIds,
          jobs,
          chunks: [],
        }
      }

      const facts: TransactionFacts[] = []
      for (const piece of chunk(parts, AT_ONCE)) {
        await keepAlive()
        const read = await Promise.all(piece.map(factsOf))
        for (const each of read) if (each) facts.push(each)
      }
      return facts
    },
  }
}
