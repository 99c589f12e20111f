import type {SanityClient} from '@sanity/client'
import {MAX_LISTED, readHistoryLines} from '../../core/history/historyLines.ts'
import {
  transactionKey,
  type StoreMutation,
  type StoreTransaction,
} from '../../core/audit/storeTransaction.ts'

// The transactions of a dataset: https://www.sanity.io/docs/http-reference/history

/** Which transactions to list; both ends belong to the range. */
export interface TransactionRange {
  /** ISO 8601, UTC. */
  fromTime?: string
  fromTransaction?: string
  toTransaction?: string
}

/**
 * Lists the transactions of the dataset without what they wrote, oldest first.
 *
 * @returns at most {@link MAX_LISTED}
 * @throws whatever the request throws
 */
export async function listTransactions(
  client: SanityClient,
  range: TransactionRange,
  limit = MAX_LISTED,
): Promise<StoreTransaction[]> {
  const query = {...range, excludeContent: 'true', limit: String(limit)}
  const lines = await readHistoryLines(client, [], query)
  return lines.map(({id, timestamp, author, documentIDs}) => ({
    id,
    at: timestamp,
    author: author ?? null,
    documentIds: documentIDs,
  }))
}

/**
 * Lists all transactions from a time on, page by page, each once. A page begins at a time and not at an
 * id, since the history may have an id twice.
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
 * Reads the mutations of all transactions from one to another. The answer may hold others between
 * them.
 *
 * @returns mutations by {@link transactionKey}
 */
export async function readMutations(
  client: SanityClient,
  range: {first: StoreTransaction; last: StoreTransaction},
): Promise<Map<string, readonly StoreMutation[]>> {
  const read = new Map<string, readonly StoreMutation[]>()
  let from = range.first.at
  for (;;) {
    const lines = await readHistoryLines(client, [], {
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
