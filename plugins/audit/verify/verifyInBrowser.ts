import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import {chainPrefix, trailHeadId} from '../../../core/audit/appendEvents.ts'
import {
  beginCheck,
  checkPage,
  checkWitness,
  endCheck,
  type BrokenChain,
  type ChainWitness,
} from '../../../core/audit/chainVerification.ts'
import type {ChainHead} from '../../../core/audit/hashChain.ts'
import {chainWitnessQuery, fetchChainEnd, type StoredEvent} from '../data/auditRequests.ts'
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

const Witness = z.object({
  head: z.object({seq: z.number(), hash: z.string()}).nullable(),
  entry: z.object({_id: z.string(), auditSeq: z.number()}).nullable(),
})

async function fetchWitness(
  client: SanityClient,
  chain: string,
  signal: AbortSignal,
): Promise<ChainWitness> {
  const options = {perspective: 'raw', tag: TAG, signal} as const
  const params = {headId: trailHeadId(chain), site: chain}
  return Witness.parse(await client.fetch(chainWitnessQuery, params, options))
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
  let check = beginCheck(signed.kind === 'signed' ? signed.heads : [])
  let last: StoredEvent | undefined
  const result = (fault: BrokenChain | null): Verification => ({
    fault,
    count: check.count,
    until: check.head && {...check.head, at: timeOf(last)},
    signed,
    isNoted: before.head !== null,
  })
  onProgress({done: 0, total})
  const whole = {after: chainPrefix(chain), through: end?._id ?? ''}
  for await (const page of readChain(client, chain, whole, 1, {tag: TAG, signal})) {
    const checked: ReturnType<typeof checkPage> = checkPage(check, page)
    if (!checked.ok) return result(checked)
    ;({check} = checked)
    last = page.at(-1) ?? last
    onProgress({done: check.count, total})
  }
  const verdict = endCheck(check)
  if (!verdict.ok) return result(verdict)
  return result(checkWitness(check.head, before, await fetchWitness(client, chain, signal)))
}
