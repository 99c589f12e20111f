import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import {chainPrefix, parseHead, trailHeadId} from '../../../core/audit/appendEvents.ts'
import {
  beginCheck,
  checkPage,
  checkWitness,
  endCheck,
  newestKnown,
  type BrokenChain,
  type ChainWitness,
} from '../../../core/audit/chainVerification.ts'
import type {ChainHead} from '../../../core/audit/hashChain.ts'
import {readEventsById} from '../../../core/audit/readEventsById.ts'
import {newestEntryQuery, fetchChainEnd, StoredEvent} from '../data/auditRequests.ts'
import {readChain} from '../data/readChain.ts'
import {readSignedEnds, type SignedEnds, type SignedEndsOptions} from './signedEnds.ts'

const TAG = 'leads.audit.check'

/** The result of verifying a chain. */
export interface Verification {
  /** `null` when everything that was checked holds. */
  fault: BrokenChain | null
  /** How many events were checked. */
  count: number
  /** The newest event that was checked, with its time; `null` for an empty chain. */
  until: (ChainHead & {at: string}) | null
  signed: SignedEnds
  /** Whether the chain's own note of its end exists. */
  isNoted: boolean
}

export interface VerifyOptions {
  heads: SignedEndsOptions | null
  signal: AbortSignal
  /** Called after each page; `total` is the number of the newest event at the start. */
  onProgress: (progress: {done: number; total: number}) => void
}

const Entry = z.object({_id: z.string(), auditSeq: z.number()}).nullable()

/** Reads the chain's note of its end, by its id: a query might give an older one. */
async function fetchHead(
  client: SanityClient,
  chain: string,
  signal: AbortSignal,
): Promise<ChainHead | null> {
  return parseHead((await client.getDocument(trailHeadId(chain), {tag: TAG, signal})) ?? null)
}

async function fetchWitness(
  client: SanityClient,
  chain: string,
  signal: AbortSignal,
): Promise<ChainWitness> {
  const options = {perspective: 'raw', tag: TAG, signal} as const
  const [head, entry] = await Promise.all([
    fetchHead(client, chain, signal),
    client.fetch<unknown>(newestEntryQuery, {site: chain}, options),
  ])
  return {head, entry: Entry.parse(entry)}
}

/** The time that an event states. */
function timeOf(event: StoredEvent | undefined): string {
  const at = event?.['at']
  return typeof at === 'string' ? at : ''
}

/**
 * Verifies a chain from its first event to the newest one at the start, page by page, with the signed
 * ends and the witnesses of its length. Rejects when the signal aborts.
 */
export async function verifyInBrowser(
  client: SanityClient,
  chain: string,
  {heads, signal, onProgress}: VerifyOptions,
): Promise<Verification> {
  const signed = await readSignedEnds(client, chain, heads, signal)
  const before = await fetchWitness(client, chain, signal)
  const end = await fetchChainEnd(client, chain, signal)
  const total = end?.seq ?? 0
  const trusted = signed.kind === 'signed' ? signed.heads : []
  let check = beginCheck(trusted)
  let last: StoredEvent | undefined
  const result = (fault: BrokenChain | null): Verification => ({
    fault,
    count: check.count,
    until: check.head && {...check.head, at: timeOf(last)},
    signed,
    isNoted: before.head !== null,
  })
  const read = async (ids: readonly string[]) => {
    const found: unknown = await client.getDocuments([...ids], {tag: TAG, signal})
    return z.array(StoredEvent.nullable()).parse(found)
  }
  async function* pages(): AsyncGenerator<StoredEvent[]> {
    const whole = {after: chainPrefix(chain), through: end?._id ?? ''}
    yield* readChain(client, chain, whole, 1, {tag: TAG, signal})
    yield* readEventsById(read, chain, check.head?.seq ?? 0, newestKnown(trusted, before))
  }
  onProgress({done: 0, total})
  for await (const page of pages()) {
    const checked = checkPage(check, page)
    if (!checked.ok) return result(checked)
    ;({check} = checked)
    last = page.at(-1) ?? last
    onProgress({done: check.count, total: Math.max(total, check.count)})
  }
  const verdict = endCheck(check)
  if (!verdict.ok) return result(verdict)
  return result(checkWitness(check.head, before, await fetchHead(client, chain, signal)))
}
