import type {SanityClient} from '@sanity/client'
import type {ActivityRecord} from '../../core/audit/auditOfActivity.ts'
import type {StoredChange} from '../../core/audit/auditOfChange.ts'
import type {TransactionFacts} from '../../core/audit/auditOfTransaction.ts'
import {
  mutationsByDocument,
  transactionKey,
  type DocumentMutations,
  type StoreMutation,
  type StoreTransaction,
} from '../../core/audit/storeTransaction.ts'
import {
  createdActivityIds,
  documentsByChain,
  documentsToRecord,
  MAX_SINGLE_CHANGES,
  planReading,
} from '../../core/audit/trailPlan.ts'
import {chunk} from '../../core/documents/chunk.ts'
import type {LeadActivity} from '../../core/sanity.types.generated.ts'
import {creationOf, readChanges} from '../shared/documentHistory.ts'
import {readDocuments} from '../shared/readDocuments.ts'
import {errorKind, isStoreError, StoreUnavailableError} from '../shared/storeErrors.ts'
import {readMutations} from '../shared/storeHistory.ts'
import {
  createCreationReader,
  deriveChunks,
  readChunks,
  readJobs,
  type TransactionPart,
} from './readJobs.ts'

/** Transactions whose changes are read at a time. */
const AT_ONCE = 8

type Documents = ReadonlyMap<string, DocumentMutations>

/** Reads what recording transactions needs, with as few requests as possible. */
export interface FactReader {
  /**
   * @param transactions - consecutive ones, as the history lists them
   * @param isWanted - which chains to read for
   * @returns facts in the order of the transactions; none for transactions without anything to record
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
  return {
    async read(transactions, isWanted) {
      const parts = transactions.flatMap((transaction) =>
        partsOf(transaction, isProduct(transaction.author), isWanted),
      )
      const chunks = await readChunks(client, creations, parts)
      const needed = new Set(
        parts
          .filter((part) => part.plan.kind === 'content' || chunks.get(part) === null)
          .map(({transaction}) => transactionKey(transaction)),
      )
      const contents = await readContents(client, transactions, needed, now)
      const activityIds = [...contents.values()].flatMap(createdActivityIds)
      const stored = await readDocuments<LeadActivity>(client, activityIds, 'leads.trail.entries')

      const factsOf = async (part: TransactionPart): Promise<TransactionFacts | null> => {
        const {transaction, chain, ids, byProduct, plan} = part
        if (plan.kind === 'skip') return null
        const content = contents.get(transactionKey(transaction))
        const facts = {...NO_FACTS, transaction, chain, byProduct}
        if (plan.kind === 'chunks') {
          const known = chunks.get(part)
          return {...facts, chunks: known ?? (await deriveChunks(creations, part, content))}
        }
        const documents = documentsOf(part, content)
        const activities = await createdActivities(client, transaction, documents, stored)
        const {jobs, tamperedJobIds} = await readJobs(client, creations, part, documents)
        const recordedIds = documentsToRecord(ids, documents, activities, byProduct, tamperedJobIds)
        const changes = await readRecorded(client, transaction, recordedIds, documents)
        if (activities.length + recordedIds.length + jobs.length === 0) return null
        return {...facts, documents, activities, recordedIds, changes, tamperedJobIds, jobs}
      }

      /** Documents that break what reads them keep no other transaction from being read. */
      const containedFactsOf = async (part: TransactionPart): Promise<TransactionFacts | null> => {
        try {
          return await factsOf(part)
        } catch (error) {
          if (isStoreError(error)) throw error
          const {transaction, chain, byProduct} = part
          const documents = documentsOf(part, contents.get(transactionKey(transaction)))
          const failure = errorKind(error)
          return {...NO_FACTS, transaction, chain, byProduct, documents, failure}
        }
      }

      const facts: TransactionFacts[] = []
      for (const some of chunk(parts, AT_ONCE)) {
        await keepAlive()
        for (const each of await Promise.all(some.map(containedFactsOf))) {
          if (each) facts.push(each)
        }
      }
      return facts
    },
  }
}

const NO_FACTS: Omit<TransactionFacts, 'transaction' | 'chain' | 'byProduct'> = {
  documents: new Map(),
  activities: [],
  recordedIds: [],
  changes: [],
  tamperedJobIds: new Set(),
  jobs: [],
  chunks: [],
  failure: null,
}

/** What a transaction does to the documents of a part. */
function documentsOf({ids}: TransactionPart, content: Documents | undefined): Documents {
  const own = new Set(ids)
  return new Map([...(content ?? [])].filter(([id]) => own.has(id)))
}

function partsOf(
  transaction: StoreTransaction,
  byProduct: boolean,
  isWanted: (chain: string) => boolean,
): TransactionPart[] {
  return [...documentsByChain(transaction)]
    .filter(([chain]) => isWanted(chain))
    .map(([chain, ids]) => ({
      transaction,
      chain,
      ids,
      byProduct,
      plan: planReading(ids, byProduct),
    }))
}

/** Documents whose mutations are read in one request, at most, unless one transaction has more. */
const MAX_DOCUMENTS = 2_000

/**
 * How long the history may list a transaction before it has the content, in milliseconds. After that
 * the content was deleted, and the transaction is recorded without it.
 */
const HISTORY_LAG_MS = 60_000

/**
 * Reads the mutations of the transactions that need them, in runs of consecutive ones.
 *
 * @param needed - keys of transactions
 * @returns what they do to documents, by transaction
 * @throws StoreUnavailableError when the history does not have a recent one yet
 */
async function readContents(
  client: SanityClient,
  transactions: readonly StoreTransaction[],
  needed: ReadonlySet<string>,
  now: () => string,
): Promise<Map<string, Documents>> {
  const mutations = new Map<string, readonly StoreMutation[]>()
  let run: StoreTransaction[] = []
  let documents = 0
  const readRun = async (): Promise<void> => {
    const [first, last] = [run[0], run.at(-1)]
    if (first && last) {
      const read = await readMutations(client, {first, last})
      for (const [key, each] of read) mutations.set(key, each)
    }
    run = []
    documents = 0
  }
  for (const transaction of transactions) {
    const isNeeded = needed.has(transactionKey(transaction))
    const count = transaction.documentIds.length
    if (!isNeeded || documents + count > MAX_DOCUMENTS) await readRun()
    if (isNeeded) {
      run.push(transaction)
      documents += count
    }
  }
  await readRun()
  for (const transaction of transactions) {
    const {id, at} = transaction
    const key = transactionKey(transaction)
    const isMissing = needed.has(key) && !mutations.has(key)
    if (isMissing && Date.parse(now()) - Date.parse(at) <= HISTORY_LAG_MS) {
      throw new StoreUnavailableError(`The history has no content of the transaction ${id} yet.`)
    }
  }
  return new Map([...mutations].map(([key, each]) => [key, mutationsByDocument(each)] as const))
}

/**
 * The activities that a transaction created. It looks an activity up in the history when the store does
 * not have it any more, or when it was written again since.
 */
async function createdActivities(
  client: SanityClient,
  {id: transaction}: StoreTransaction,
  documents: Documents,
  stored: ReadonlyMap<string, LeadActivity>,
): Promise<ActivityRecord[]> {
  const activities: ActivityRecord[] = []
  for (const id of createdActivityIds(documents)) {
    const found = stored.get(id)
    if (found?._rev === transaction) {
      activities.push(found)
    } else if (typeof found?.auditSeq !== 'number') {
      const creation = await creationOf(client, id, transaction)
      const created = documents.get(id)?.created
      if ((!creation || creation.id === transaction) && created) {
        activities.push({...created, _id: id})
      }
    }
  }
  return activities
}

/** The documents that get events of their own, before and after the transaction. */
async function readRecorded(
  client: SanityClient,
  transaction: StoreTransaction,
  recordedIds: readonly string[],
  documents: Documents,
): Promise<StoredChange[]> {
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
