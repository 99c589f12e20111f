import type {SanityClient} from '@sanity/client'
import {auditEventId} from '../../../core/audit/appendEvents.ts'
import {CHAIN_PAGE_SIZE, fetchChainPage, type StoredEvent} from './auditRequests.ts'

/** Parallel requests: the store reads the next pages while the caller checks this one. */
const IN_FLIGHT = 2

/** A part of a chain: the events after one id, up to and including another. */
interface ChainPart {
  after: string
  through: string
}

interface ReadOptions {
  tag: string
  signal: AbortSignal
}

/** Reads a part of a chain, one page after another. */
async function* readInTurn(
  client: SanityClient,
  chain: string,
  {after, through}: ChainPart,
  options: ReadOptions,
): AsyncGenerator<StoredEvent[]> {
  let last = after
  while (last < through) {
    const page = await fetchChainPage(client, chain, {after: last, through}, options)
    if (page.length > 0) yield page
    const next = page.at(-1)?._id
    if (next === undefined || page.length < CHAIN_PAGE_SIZE) return
    last = next
  }
}

/**
 * Reads a part of a chain page by page, in the order of ids. Ids hold numbers, so it can request the next
 * page before this one arrives; documents with ids in between are read as well.
 *
 * @param part - begins after the event before `from`
 * @param from - number of the first event
 */
export async function* readChain(
  client: SanityClient,
  chain: string,
  part: ChainPart,
  from: number,
  options: ReadOptions,
): AsyncGenerator<StoredEvent[]> {
  const startOf = (index: number) =>
    index === 0 ? part.after : auditEventId(chain, from - 1 + index * CHAIN_PAGE_SIZE)
  const pageAt = (index: number): ChainPart => {
    const next = startOf(index + 1)
    return {after: startOf(index), through: next < part.through ? next : part.through}
  }
  const pending: Promise<StoredEvent[]>[] = []
  const ask = (index: number) => {
    if (startOf(index) >= part.through) return
    const page = fetchChainPage(client, chain, pageAt(index), options)
    // The caller may stop before it awaits this page; its failure then must not be unhandled.
    page.catch(() => undefined)
    pending.push(page)
  }
  for (let index = 0; index < IN_FLIGHT; index += 1) ask(index)
  for (let index = 0; pending.length > 0; index += 1) {
    const page = (await pending.shift()) ?? []
    ask(index + IN_FLIGHT)
    options.signal.throwIfAborted()
    const {through} = pageAt(index)
    const last = page.at(-1)
    if (!last) {
      // An intact chain has no such gap: look for what follows, wherever that is.
      yield* readInTurn(client, chain, {after: through, through: part.through}, options)
      return
    }
    yield page
    // Consecutive numbers alone can't fill this page: other ids are among them.
    if (page.length === CHAIN_PAGE_SIZE) {
      yield* readInTurn(client, chain, {after: last._id, through}, options)
    }
  }
}
