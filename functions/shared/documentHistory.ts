import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import {isTransient} from './storeErrors.ts'

/** A change of a document, as the store's history has it. */
export interface HistoryEntry {
  /** Id of the transaction, which is the revision of the document after it. */
  id: string
  /** Id of the user or robot whose token made it: the store's word, which no client can give itself. */
  author: string | null
  /** ISO 8601, UTC. */
  at: string
}

const Line = z
  .object({id: z.string(), author: z.string().nullish(), timestamp: z.string()})
  .transform(({id, author, timestamp}): HistoryEntry => ({
    id,
    author: author ?? null,
    at: timestamp,
  }))

/** How long to wait for a history that does not have the change yet, in milliseconds. */
const PAUSES_MS = [200, 1000]
/** Changes that are looked through for the one after a revision. */
const SOME = '20'

function parseLines(body: unknown): HistoryEntry[] {
  if (typeof body !== 'string') return []
  return body.split('\n').flatMap((line) => {
    if (line.trim() === '') return []
    return Line.safeParse(JSON.parse(line)).data ?? []
  })
}

/**
 * Reads the history of a document, https://www.sanity.io/docs/http-reference/history. A document
 * function is not told who made the change that it is called for; the history says.
 *
 * @returns nothing where the store does not let us look
 * @throws when the store is away
 */
async function readHistory(
  client: SanityClient,
  documentId: string,
  query: Record<string, string>,
): Promise<HistoryEntry[]> {
  const {dataset} = client.config()
  try {
    const body: unknown = await client.request({
      uri: `/data/history/${dataset ?? ''}/transactions/${encodeURIComponent(documentId)}`,
      query: {...query, excludeContent: 'true'},
      json: false,
      tag: 'leads.audit.history',
    })
    return parseLines(body)
  } catch (error) {
    if (isTransient(error)) throw error
    return []
  }
}

/** A function can be faster than the history: what it does not say at once, it is asked again. */
async function insistently(
  find: () => Promise<HistoryEntry | undefined>,
): Promise<HistoryEntry | null> {
  for (const ms of PAUSES_MS) {
    const found = await find()
    if (found) return found
    await new Promise((resolve) => {
      setTimeout(resolve, ms)
    })
  }
  return (await find()) ?? null
}

/** The change that made a document; `null` where the history does not say. */
export function creationOf(client: SanityClient, id: string): Promise<HistoryEntry | null> {
  return insistently(async () => (await readHistory(client, id, {limit: '1'}))[0])
}

/** The change by which a document came to a revision; `null` where the history does not say. */
export function changeTo(
  client: SanityClient,
  id: string,
  revision: string,
): Promise<HistoryEntry | null> {
  const range = {fromTransaction: revision, toTransaction: revision}
  return insistently(async () => {
    const found = await readHistory(client, id, {...range, limit: '1'})
    return found.find((entry) => entry.id === revision)
  })
}

/** The change that came after a revision; `null` where the history does not say. */
export function changeAfter(
  client: SanityClient,
  id: string,
  revision: string,
): Promise<HistoryEntry | null> {
  return insistently(async () => {
    const found = await readHistory(client, id, {fromTransaction: revision, limit: SOME})
    const at = found.findIndex((entry) => entry.id === revision)
    return at === -1 ? undefined : found[at + 1]
  })
}
