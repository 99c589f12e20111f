import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import type {ChainHead} from '../../../core/audit/hashChain.ts'
import {parseCheckpoint, verifyCheckpoints} from '../../../core/audit/signedHeads.ts'
import {problem, type Problem} from '../../../core/problems/problem.ts'

/** Where the checkpoints are, and the keys that verify them. */
export interface SignedEndsOptions {
  /** Dataset of the checkpoints. */
  dataset: string
  /** Project of that dataset, when it is not the Studio's. */
  projectId?: string
  /** base64url; current and former keys. */
  publicKeys: readonly string[]
}

/** What the checkpoints prove about a chain, as far as this browser can verify them. */
export type SignedEnds =
  /** The Studio has no keys. */
  | {kind: 'not-configured'}
  /** The user may not read the checkpoints, or there are none. */
  | {kind: 'unreadable'}
  | {kind: 'broken'; problem: Problem}
  /** `heads` are the signed ends of the chain, `at` is the time of the newest checkpoint. */
  | {kind: 'signed'; at: string; heads: readonly ChainHead[]; fault: string | null}

// Each holds the ends of all chains, so the newest few prove as much about a chain as all of them.
const NEWEST_CHECKPOINTS_QUERY = defineQuery(`*[
  _type == "auditCheckpoint" && store == $store
] | order(number desc)[0...5]`)

/**
 * Reads the newest checkpoints, and verifies their signatures. The result says why they can't be read,
 * since a chain can be checked without them.
 */
export async function readSignedEnds(
  client: SanityClient,
  chain: string,
  options: SignedEndsOptions | null,
  signal: AbortSignal,
): Promise<SignedEnds> {
  if (!options || options.publicKeys.length === 0) return {kind: 'not-configured'}
  const {projectId, dataset} = client.config()
  const store = `${projectId ?? ''}/${dataset ?? ''}`
  const place = options.projectId === undefined ? {} : {projectId: options.projectId}
  const heads = client.withConfig({...place, dataset: options.dataset})
  let found: unknown
  try {
    const request = {perspective: 'raw', tag: 'leads.audit.heads', signal} as const
    found = await heads.fetch(NEWEST_CHECKPOINTS_QUERY, {store}, request)
  } catch (error) {
    if (signal.aborted) throw error
    return {kind: 'unreadable'}
  }
  const documents = z.array(z.unknown()).safeParse(found).data ?? []
  const checkpoints = documents.flatMap((each) => parseCheckpoint(each) ?? []).toReversed()
  if (checkpoints.length === 0) return {kind: 'unreadable'}
  if (checkpoints.length < documents.length) {
    return {kind: 'broken', problem: problem('checkpoint.unreadable')}
  }
  const verdict = verifyCheckpoints(checkpoints, store, options.publicKeys, {isEndOnly: true})
  if (!verdict.ok || !verdict.newest) {
    return {kind: 'broken', problem: verdict.ok ? problem('checkpoint.none') : verdict.problem}
  }
  const own = verdict.newest.heads.find((head) => head.chain === chain)
  const known = verdict.trusted.get(chain) ?? []
  return {kind: 'signed', at: verdict.newest.at, heads: known, fault: own?.fault ?? null}
}
