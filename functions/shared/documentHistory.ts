import {setTimeout as pause} from 'node:timers/promises'
import type {SanityClient} from '@sanity/client'
import {applyPatch, type RawPatch} from 'mendoza'
import {z} from 'zod'
import type {StoredChange} from '../../core/audit/auditOfChange.ts'
import type {StoreDocument, TransactionRef} from '../../core/audit/storeTransaction.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {EFFECTS_ONLY, isCreation} from '../../core/history/createdWith.ts'
import {MAX_LISTED, readHistoryLines, type HistoryLine} from '../../core/history/historyLines.ts'
import {IDS_IN_URL} from './readDocuments.ts'
import {isTransient} from './storeErrors.ts'
import type {TransactionRange} from './storeHistory.ts'

const Document = z.record(z.string(), z.unknown())
const Documents = z.object({documents: z.array(Document).default([])})

/** Documents as they were after a transaction; without those that it deleted. */
export async function documentsAt(
  client: SanityClient,
  ids: readonly string[],
  transaction: string,
): Promise<Map<string, StoreDocument>> {
  const found = new Map<string, StoreDocument>()
  for (const some of chunk(ids, IDS_IN_URL)) {
    const body: unknown = await client.request({
      uri: `/data/history/${client.config().dataset ?? ''}/documents/${some.map(encodeURIComponent).join(',')}`,
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

/** Documents before and after a transaction, and those of which the history knows neither. */
export interface ReadChanges {
  changes: StoredChange[]
  /** Not changed, or deleted with their history. */
  unknownIds: string[]
}

/**
 * Reads documents before and after a transaction. It computes the state before from the state after and
 * the effect that the history stores, as the Studio does when it shows changes.
 */
export async function readChanges(
  client: SanityClient,
  ids: readonly string[],
  transaction: string,
): Promise<ReadChanges> {
  const after = await documentsAt(client, ids, transaction)
  const read: ReadChanges = {changes: [], unknownIds: []}
  for (const some of chunk(ids, IDS_IN_URL)) {
    const [line] = await readHistoryLines(client, some, {
      ...EFFECTS_ONLY,
      fromTransaction: transaction,
      toTransaction: transaction,
      limit: '1',
    })
    const effects = line?.id === transaction ? (line.effects ?? {}) : {}
    for (const id of some) {
      const is = after.get(id) ?? null
      const revert = effects[id]?.revert
      if (!isPatch(revert)) {
        if (is === null) read.unknownIds.push(id)
        continue
      }
      const was: unknown = applyPatch(withoutRevision(is), revert)
      read.changes.push({id, before: Document.safeParse(was).data ?? null, after: is})
    }
  }
  return read
}

function isPatch(value: unknown): value is RawPatch {
  return Array.isArray(value)
}

/** Effects apply to documents without their revision, as in the Studio's history store. */
function withoutRevision(document: StoreDocument | null): StoreDocument | null {
  if (!document) return null
  const {_rev, ...rest} = document
  return rest
}

/** The transaction that created a document, as far as the history goes back. */
export interface DocumentOrigin extends TransactionRef {
  /** `false`: the beginning of the history is gone, and this is the oldest change that is left. */
  isCreation: boolean
}

/** How long to wait for a history that does not have a document yet, in milliseconds. */
const PAUSES_MS = [200, 1000]

/**
 * The transaction that created a document. A document that was deleted and created again is another
 * one, so the newest creation counts. A function can be faster than the history, so it asks again a few
 * times.
 *
 * @param until - id of a transaction; later ones are left out
 * @returns `null` where the history has nothing of the document, or may not be read
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
    await pause(ms)
    line = await find()
  }
  if (!line) return null
  const {id: transaction, timestamp: at, author = null} = line
  return {id: transaction, at, author, isCreation: isCreation(line, id)}
}

/** Lines of a document's history that are read at a time. */
const LINES_AT_ONCE = 100

/** The newest creation of a document, or the oldest line of a history whose beginning is gone. */
async function newestCreation(
  client: SanityClient,
  id: string,
  until: string | undefined,
): Promise<HistoryLine | undefined> {
  let to = until
  for (;;) {
    const lines = await readHistoryLines(client, [id], {
      ...EFFECTS_ONLY,
      ...(to === undefined ? {} : {toTransaction: to}),
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
  const query = {...range, excludeContent: 'true', limit: String(limit)}
  return (await readHistoryLines(client, [id], query)).map((line) => line.id)
}

/**
 * The authors of all changes of a document, oldest first; none where the history may not be read.
 *
 * @throws when the store is away
 */
export async function listAuthors(client: SanityClient, id: string): Promise<(string | null)[]> {
  try {
    const query = {excludeContent: 'true', limit: String(MAX_LISTED)}
    return (await readHistoryLines(client, [id], query)).map(({author}) => author ?? null)
  } catch (error) {
    if (isTransient(error)) throw error
    return []
  }
}
