import type {SanityClient} from '@sanity/client'
import {applyPatch, type RawPatch} from 'mendoza'
import {z} from 'zod'
import type {StoredChange} from '../../core/audit/auditOfChange.ts'
import {
  transactionKey,
  type StoreDocument,
  type StoreMutation,
  type StoreTransaction,
} from '../../core/audit/storeTransaction.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {isTransient} from './storeErrors.ts'

/** Most transactions that one request lists, https://www.sanity.io/docs/http-reference/history. */
export const MAX_LISTED = 1000
/** Ids that fit into one URL: those of timeline entries have about 80 characters. */
const IDS_IN_URL = 100
/** How long to wait for a history that does not have a document yet, in milliseconds. */
const PAUSES_MS = [200, 1000]

const Object_ = z.record(z.string(), z.unknown())
const Line = z.object({
  id: z.string(),
  timestamp: z.string(),
  author: z.string().nullish(),
  documentIDs: z.array(z.string()).default([]),
  mutations: z.array(Object_).optional(),
  effects: z
    .record(z.string(), z.object({apply: z.unknown(), revert: z.unknown()}).nullish())
    .optional(),
})
const Documents = z.object({documents: z.array(Object_).default([])})

/** Which transactions are listed; both ends belong to the range. */
export interface TransactionRange {
  /** ISO 8601, UTC. */
  fromTime?: string
  fromTransaction?: string
  toTransaction?: string
}

function parseLines(body: unknown): z.infer<typeof Line>[] {
  if (typeof body !== 'string') return []
  return body.split('\n').flatMap((line) => {
    if (line.trim() === '') return []
    return Line.safeParse(JSON.parse(line)).data ?? []
  })
}

async function readLines(
  client: SanityClient,
  path: string,
  query: Record<string, string>,
): Promise<z.infer<typeof Line>[]> {
  const body: unknown = await client.request({
    uri: `/data/history/${client.config().dataset ?? ''}/transactions${path}`,
    query,
    json: false,
    tag: 'leads.history.transactions',
  })
  return parseLines(body)
}

function rangeQuery(range: TransactionRange): Record<string, string> {
  return Object.fromEntries(
    Object.entries(range).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}

/**
 * Lists the transactions of the dataset, oldest first, without what they wrote: who made each, when,
 * and of which documents (https://www.sanity.io/docs/http-reference/history, "Get all transactions").
 *
 * @returns at most {@link MAX_LISTED}
 * @throws whatever the request throws
 */
export async function listTransactions(
  client: SanityClient,
  range: TransactionRange,
  limit = MAX_LISTED,
): Promise<StoreTransaction[]> {
  const query = {...rangeQuery(range), excludeContent: 'true', limit: String(limit)}
  const lines = await readLines(client, '', query)
  return lines.map(({id, timestamp, author, documentIDs}) => ({
    id,
    at: timestamp,
    author: author ?? null,
    documentIds: documentIDs,
  }))
}

/**
 * Lists all transactions from a time on, page by page, each once. Pages begin at a time, since an id may
 * be there twice.
 *
 * @param fromTime - ISO 8601, UTC
 * @throws whatever a request throws
 */
export async function* transactionsSince(
  client: SanityClient,
  fromTime: string,
): AsyncGenerator<StoreTransaction[]> {
  const seen = new Set<string>()
  let from = fromTime
  for (;;) {
    const listed = await listTransactions(client, {fromTime: from})
    const fresh = listed.filter((each) => !seen.has(transactionKey(each)))
    for (const each of fresh) seen.add(transactionKey(each))
    if (fresh.length > 0) yield fresh
    const last = listed.at(-1)
    if (!last || listed.length < MAX_LISTED) return
    from = fresh.length > 0 ? last.at : new Date(Date.parse(last.at) + 1).toISOString()
  }
}

/**
 * Reads the mutations of all transactions from one to another. There may be others between them than
 * the caller asked for.
 *
 * @param range - the first and the last transaction
 * @returns mutations by {@link transactionKey}
 */
export async function readMutations(
  client: SanityClient,
  range: {first: StoreTransaction; last: StoreTransaction},
): Promise<Map<string, readonly StoreMutation[]>> {
  const read = new Map<string, readonly StoreMutation[]>()
  let from = range.first.at
  for (;;) {
    const lines = await readLines(client, '', {
      fromTime: from,
      toTransaction: range.last.id,
      limit: String(MAX_LISTED),
    })
    const known = read.size
    for (const {id, timestamp, author, mutations} of lines) {
      const key = transactionKey({id, at: timestamp, author: author ?? null})
      read.set(key, mutations ?? [])
    }
    const last = lines.at(-1)
    if (!last || lines.length < MAX_LISTED || read.size === known) return read
    from = last.timestamp
  }
}

/** Documents as they were after a transaction; those that it deleted are not there. */
export async function documentsAt(
  client: SanityClient,
  ids: readonly string[],
  transaction: string,
): Promise<Map<string, StoreDocument>> {
  const found = new Map<string, StoreDocument>()
  for (const piece of chunk(ids, IDS_IN_URL)) {
    const body: unknown = await client.request({
      uri: `/data/history/${client.config().dataset ?? ''}/documents/${piece.map(encodeURIComponent).join(',')}`,
      query: {revision: transaction},
      tag: 'leads.history.documents',
    })
    for (const document of Documents.safeParse(body).data?.documents ?? []) {
      const id = document['_id']
      if (typeof id === 'string') found.set(id, document)
    }
  }
  return found
}

/** `mendoza` patches are arrays; whatever else there is, is none. */
function isPatch(value: unknown): value is RawPatch {
  return Array.isArray(value)
}

/** Effects are relative to documents without their revision, as in the Studio's history store. */
function withoutRevision(document: StoreDocument | null): StoreDocument | null {
  if (!document) return null
  const {_rev, ...rest} = document
  return rest
}

/** Documents before and after a transaction, and those of which the history knows neither. */
export interface ReadChanges {
  changes: StoredChange[]
  /** Left as they were, or deleted with their history. */
  unknownIds: string[]
}

/**
 * Reads documents before and after a transaction. The state before is computed from the state after
 * and the effect that the history keeps, as the Studio does for its review of changes.
 */
export async function readChanges(
  client: SanityClient,
  ids: readonly string[],
  transaction: string,
): Promise<ReadChanges> {
  const after = await documentsAt(client, ids, transaction)
  const read: ReadChanges = {changes: [], unknownIds: []}
  for (const piece of chunk(ids, IDS_IN_URL)) {
    const [line] = await readLines(client, `/${piece.map(encodeURIComponent).join(',')}`, {
      fromTransaction: transaction,
      toTransaction: transaction,
      effectFormat: 'mendoza',
      excludeContent: 'true',
      excludeMutations: 'true',
      includeIdentifiedDocumentsOnly: 'true',
      limit: '1',
    })
    const effects = line?.id === transaction ? (line.effects ?? {}) : {}
    for (const id of piece) {
      const is = after.get(id) ?? null
      const revert = effects[id]?.revert
      if (!isPatch(revert)) {
        if (is === null) read.unknownIds.push(id)
        continue
      }
      const was: unknown = applyPatch(withoutRevision(is), revert)
      read.changes.push({id, before: Object_.safeParse(was).data ?? null, after: is})
    }
  }
  return read
}

/** Lines of a document's history that are read at a time. */
const LINES_AT_ONCE = 100

/** An effect that leads back to no document at all: the transaction created it. */
function isCreation(line: z.infer<typeof Line>, id: string): boolean {
  const revert = line.effects?.[id]?.revert
  return Array.isArray(revert) && revert.length === 2 && revert[0] === 0 && revert[1] === null
}

/** Where a document comes from, as far as the history goes back. */
export interface DocumentOrigin extends Omit<StoreTransaction, 'documentIds'> {
  /** Otherwise the beginning of the history is gone, and this is the oldest change that is left of it. */
  isCreation: boolean
}

/** The newest creation of a document, or the oldest line of a history whose beginning is gone. */
async function newestCreation(
  client: SanityClient,
  id: string,
  until: string | undefined,
): Promise<z.infer<typeof Line> | undefined> {
  let to = until
  for (;;) {
    const lines = await readLines(client, `/${encodeURIComponent(id)}`, {
      ...(to === undefined ? {} : {toTransaction: to}),
      effectFormat: 'mendoza',
      excludeContent: 'true',
      excludeMutations: 'true',
      includeIdentifiedDocumentsOnly: 'true',
      reverse: 'true',
      limit: String(LINES_AT_ONCE),
    })
    const last = lines.at(-1)
    const found = lines.find((line) => isCreation(line, id))
    if (found || !last || lines.length < LINES_AT_ONCE || last.id === to) return found ?? last
    to = last.id
  }
}

/**
 * The transaction that created a document: the newest one, where it was deleted in between, since what
 * was there before is another document under the same id; `isCreation` says whether the history goes back
 * so far. `null` where it does not say, or may not be read. A function can be faster than the history, so
 * it is asked again a few times.
 *
 * @param until - id of a transaction; what came after it is left out
 * @throws when the store is away
 */
export async function creationOf(
  client: SanityClient,
  id: string,
  until?: string,
): Promise<DocumentOrigin | null> {
  const find = async () => {
    try {
      return await newestCreation(client, id, until)
    } catch (error) {
      if (isTransient(error)) throw error
      return undefined
    }
  }
  let line = await find()
  for (const ms of PAUSES_MS) {
    if (line) break
    await new Promise((resolve) => {
      setTimeout(resolve, ms)
    })
    line = await find()
  }
  if (!line) return null
  const {id: transaction, timestamp: at, author = null} = line
  return {id: transaction, at, author, isCreation: isCreation(line, id)}
}

/**
 * Ids of the transactions that changed a document, oldest first: its revisions.
 *
 * @throws whatever the request throws
 */
export async function revisionsOf(
  client: SanityClient,
  id: string,
  range: TransactionRange,
  limit = MAX_LISTED,
): Promise<string[]> {
  const query = {...rangeQuery(range), excludeContent: 'true', limit: String(limit)}
  const lines = await readLines(client, `/${encodeURIComponent(id)}`, query)
  return lines.map((line) => line.id)
}

/**
 * Everybody who changed a document, oldest first; nothing where the history may not be read.
 *
 * @throws when the store is away
 */
export async function listAuthors(client: SanityClient, id: string): Promise<(string | null)[]> {
  try {
    const query = {excludeContent: 'true', limit: String(MAX_LISTED)}
    const lines = await readLines(client, `/${encodeURIComponent(id)}`, query)
    return lines.map(({author}) => author ?? null)
  } catch (error) {
    if (isTransient(error)) throw error
    return []
  }
}
