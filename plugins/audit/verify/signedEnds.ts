import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {parseCheckpoint, verifyCheckpoints} from '../../../core/audit/signedHeads.ts'
import type {ChainHead} from '../../../core/audit/hashChain.ts'

/** Where the signed ends of chains are, and the keys that check them. */
export interface SignedEndsOptions {
  /** Dataset that holds them. */
  dataset: string
  /** Project of that dataset, where it is another than the Studio's. */
  projectId?: string
  /** base64url; those in use and those that were. */
  publicKeys: readonly string[]
}

/** What the signed ends say of a chain, as far as this browser can tell. */
export type SignedEnds =
  /** The Studio does not know where they are, or which keys check them. */
  | {kind: 'not-configured'}
  /** The person may not read them, or they are not there. */
  | {kind: 'unreadable'}
  | {kind: 'broken'; message: string}
  /** `heads` of the chain were signed; `at` is the time of the newest signature. */
  | {kind: 'signed'; at: string; heads: readonly ChainHead[]; fault: string | null}

// Each holds where all chains end, so the newest few prove as much of a chain as all of them.
const NEWEST_CHECKPOINTS_QUERY = defineQuery(`*[
  _type == "auditCheckpoint" && store == $store
] | order(number desc)[0...5]`)

/**
 * Reads the newest signed ends, and checks their signatures. Whatever keeps them from being read is
 * told by the result: a chain can be checked without them.
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
    return {kind: 'broken', message: 'A signed end can’t be read.'}
  }
  const verdict = verifyCheckpoints(checkpoints, store, options.publicKeys, {isEndOnly: true})
  if (!verdict.ok || !verdict.newest) {
    return {kind: 'broken', message: verdict.ok ? 'Nothing is signed.' : verdict.message}
  }
  const own = verdict.newest.heads.find((head) => head.chain === chain)
  const known = verdict.trusted.get(chain) ?? []
  return {kind: 'signed', at: verdict.newest.at, heads: known, fault: own?.fault ?? null}
}
