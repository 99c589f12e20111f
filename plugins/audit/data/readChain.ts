import type {SanityClient} from '@sanity/client'
import {auditEventId} from '../../../core/audit/appendEvents.ts'
import {NETWORK_CHAIN} from '../../../core/audit/auditedDocuments.ts'
import {CHAIN_PAGE_SIZE} from './auditQueries.ts'
import {fetchChainPage, type StoredEvent} from './requests.ts'

/** Requests that are on their way at a time: the store reads while the events before are checked. */
const IN_FLIGHT = 2

/** A part of a chain, by ids: all after one, up to another. */
interface ChainPart {
  after: string
  through: string
}

interface ReadOptions {
  tag: string
  signal: AbortSignal
}

/** Reads a part of a chain, each page once the one before it is there. */
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
 * Reads a part of a chain page by page, in the order of ids. Ids hold numbers, so that the next page
 * can be asked for before this one is there; whatever else has an id in between is read as well.
 *
 * @param part - from after the event before `from`, to the last one that is wanted
 * @param from - number of the first event
 */
export async function* readChain(
  client: SanityClient,
  chain: string,
  part: ChainPart,
  from: number,
  options: ReadOptions,
): AsyncGenerator<StoredEvent[]> {
  const site = chain === NETWORK_CHAIN ? null : chain
  const startOf = (index: number) =>
    index === 0 ? part.after : auditEventId(site, from - 1 + index * CHAIN_PAGE_SIZE)
  const pageAt = (index: number): ChainPart => {
    const next = startOf(index + 1)
    return {after: startOf(index), through: next < part.through ? next : part.through}
  }
  const coming: Promise<StoredEvent[]>[] = []
  const ask = (index: number) => {
    if (startOf(index) >= part.through) return
    const page = fetchChainPage(client, chain, pageAt(index), options)
    // One that is not wanted any more may fail unheard.
    page.catch(() => undefined)
    coming.push(page)
  }
  for (let index = 0; index < IN_FLIGHT; index += 1) ask(index)
  for (let index = 0; coming.length > 0; index += 1) {
    const page = (await coming.shift()) ?? []
    ask(index + IN_FLIGHT)
    options.signal.throwIfAborted()
    const {through} = pageAt(index)
    const last = page.at(-1)
    if (!last) {
      // No chain has such a gap. What comes behind it is looked for, wherever that is.
      yield* readInTurn(client, chain, {after: through, through: part.through}, options)
      return
    }
    yield page
    // More than numbers in a row can fill: somebody else's ids are among them.
    if (page.length === CHAIN_PAGE_SIZE) {
      yield* readInTurn(client, chain, {after: last._id, through}, options)
    }
  }
}
