import {auditEventIds} from './appendEvents.ts'

/** Events in one request: so many ids fit into one URL. */
const PAGE_SIZE = 100

/** Reads documents by their ids, in the order of the ids; `null` for one that does not exist. */
export type DocumentReader<Document> = (
  ids: readonly string[],
) => Promise<readonly (Document | null)[]>

/**
 * Reads events of a chain by their ids, which sees every acknowledged write. A query may be answered by a
 * replica that lags: without this, an event that was just recorded would seem to be missing.
 *
 * @param after - number of the event before the first one to read
 * @param through - number of the last event that has to exist
 * @returns pages of consecutive events; they end before the first that does not exist
 */
export async function* readEventsById<Document>(
  read: DocumentReader<Document>,
  chain: string,
  after: number,
  through: number,
): AsyncGenerator<Document[]> {
  for (let last = after; last < through; last += PAGE_SIZE) {
    const ids = auditEventIds(chain, last + 1, Math.min(PAGE_SIZE, through - last))
    const page: Document[] = []
    for (const event of await read(ids)) {
      if (event === null) break
      page.push(event)
    }
    if (page.length > 0) yield page
    if (page.length < ids.length) return
  }
}
