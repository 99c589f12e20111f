import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {chainPrefix} from '../../core/audit/appendEvents.ts'
import {isChunkAction} from '../../core/audit/auditOfJob.ts'
import {
  beginCheck,
  checkNewestActivity,
  checkPage,
  endCheck,
  newestKnown,
} from '../../core/audit/chainVerification.ts'
import {digestOfDocuments} from '../../core/audit/chunkDigest.ts'
import type {ChainHead, ChainVerdict} from '../../core/audit/hashChain.ts'
import {readEventsById} from '../../core/audit/readEventsById.ts'
import {
  SIGNING_INTERVAL_MS,
  verifyCheckpoints,
  type SignedCheckpoint,
} from '../../core/audit/signedHeads.ts'
import {describeProblem} from '../../core/problems/problem.ts'
import type {AuditEvent} from '../../core/sanity.types.generated.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {readCheckpoints, type HeadsStore} from './headsStore.ts'
import {readDocuments} from './readDocuments.ts'
import {listTransactions} from './storeHistory.ts'

// By id rather than by site and number: attributes of an event may have been changed.
const TRAIL_PAGE_QUERY = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix) && _id > $after
] | order(_id asc)[0...1000]`)

/** Reads all events of a chain, page by page, oldest first. */
async function* eventPages(
  client: SanityClient,
  chain: string,
  tag: string,
): AsyncGenerator<AuditEvent[]> {
  let after = ''
  for (;;) {
    const params = {prefix: chainPrefix(chain), after}
    const page = await client.fetch<AuditEvent[]>(TRAIL_PAGE_QUERY, params, {tag})
    const last = page.at(-1)
    if (!last) return
    yield page
    after = last._id
  }
}

const NEWEST_ENTRY_QUERY = defineQuery(`*[
  _type == "leadActivity" && site == $site && defined(auditSeq)
] | order(auditSeq desc)[0]{_id, auditSeq}`)

/**
 * Checks a chain of audit events from its first to its newest, and that no activity holds the number of
 * a later one. Events may be recorded meanwhile.
 *
 * @param chain - key of a site, or `network`
 * @param trusted - events known from elsewhere; see `ChainAnchors`
 */
export async function verifyTrail(
  client: SanityClient,
  chain: string,
  trusted: readonly ChainHead[] = [],
): Promise<ChainVerdict> {
  const tag = 'leads.audit.verify'
  const newest = await client.fetch<{_id: string; auditSeq: number} | null>(
    NEWEST_ENTRY_QUERY,
    {site: chain},
    {tag},
  )
  let check = beginCheck(trusted)
  const read = (ids: readonly string[]) => client.getDocuments<AuditEvent>([...ids], {tag})
  async function* pages(): AsyncGenerator<AuditEvent[]> {
    yield* eventPages(client, chain, tag)
    const known = newestKnown(trusted, {head: null, entry: newest})
    yield* readEventsById(read, chain, check.head?.seq ?? 0, known)
  }
  for await (const page of pages()) {
    const next = checkPage(check, page)
    if (!next.ok) return next
    ;({check} = next)
  }
  const verdict = endCheck(check)
  if (!verdict.ok) return verdict
  return checkNewestActivity(verdict.head?.seq ?? 0, newest) ?? verdict
}

const ENTRIES_OF_CHUNK_QUERY = defineQuery(
  '*[_type == "leadActivity" && jobId == $jobId && _rev == $transaction]',
)

/**
 * Checks that the timelines still hold what the chunks of bulk changes wrote, by the digests of their
 * events.
 *
 * @param chain - key of a site
 * @returns one text per chunk that does not agree
 */
export async function verifyChunks(client: SanityClient, chain: string): Promise<string[]> {
  const tag = 'leads.audit.shares'
  const problems: string[] = []
  for await (const page of eventPages(client, chain, tag)) {
    for (const event of page) {
      const {seq, action, transaction, target, diff} = event
      if (!isChunkAction(action) || transaction === undefined) continue
      const activities = await client.fetch<{_id: string}[]>(
        ENTRIES_OF_CHUNK_QUERY,
        {jobId: target.id, transaction},
        {tag},
      )
      const digest = diff.find(({path}) => path === 'digest')?.after
      if (digestOfDocuments(activities) === digest) continue
      // What a user's page writes may name any job, or none.
      const written = await writtenActivities(client, chain, event.at, transaction, tag)
      if (digestOfDocuments(written) === digest) continue
      problems.push(
        `Event ${seq}: the timeline entries of ${target.id} are not those that were written. If people ` +
          'were erased since, activity.purged in the trail names the entries that went with them.',
      )
    }
  }
  return problems
}

/** The activities of a chain that a transaction wrote, by the documents that the history lists for it. */
async function writtenActivities(
  client: SanityClient,
  chain: string,
  at: string,
  transaction: string,
  tag: string,
): Promise<{_id: string}[]> {
  const listed = await listTransactions(client, {fromTime: at, toTransaction: transaction})
  const ids = listed
    .filter(({id}) => id === transaction)
    .flatMap(({documentIds}) => documentIds)
    .filter((id) => parseIdOfKind(id, 'activity')?.site === chain)
  const found = await readDocuments<{_id: string; _rev: string}>(client, ids, tag)
  return [...found.values()].filter(({_rev}) => _rev === transaction)
}

/** The result of verifying the signed ends of all chains. */
export type HeadsVerdict =
  /** No keys: nobody can detect that a chain was cut off, or rewritten to its end. */
  | {kind: 'not-configured'}
  | {kind: 'broken'; message: string}
  | {
      kind: 'proven'
      newest: SignedCheckpoint | null
      trusted: ReadonlyMap<string, readonly ChainHead[]>
      /** What a person should know, such as that nothing was signed for a while. */
      warnings: string[]
    }

/** Age of the newest signature that is worth a warning, in milliseconds. */
const STALE_MS = 2 * SIGNING_INTERVAL_MS

/**
 * Reads and checks the signed ends of all chains.
 *
 * @param publicKeys - base64url
 * @param copies - checkpoints from elsewhere, such as a mailbox; one that the store lacks proves that the
 *   series was cut off
 * @param now - ISO 8601, UTC
 * @throws whatever reading throws
 */
export async function verifyHeads(
  heads: HeadsStore,
  publicKeys: readonly string[],
  copies: readonly SignedCheckpoint[],
  now: string,
): Promise<HeadsVerdict> {
  if (publicKeys.length === 0) return {kind: 'not-configured'}
  const checkpoints = await readCheckpoints(heads)
  const verdict = verifyCheckpoints(checkpoints, heads.store, publicKeys)
  if (!verdict.ok) return {kind: 'broken', message: describeProblem(verdict.problem)}
  for (const copy of copies) {
    const stored = checkpoints[copy.number - 1]
    if (stored?.signature !== copy.signature) {
      const what = stored ? 'differs from the copy' : 'is missing'
      return {kind: 'broken', message: `Checkpoint ${copy.number} ${what}.`}
    }
  }
  const {newest, trusted} = verdict
  const warnings = (newest?.heads ?? []).flatMap(({chain, fault}) =>
    fault === undefined ? [] : [`${chain} was not signed any further: ${fault}`],
  )
  if (!newest) warnings.push('Nothing was signed yet.')
  else if (Date.parse(now) - Date.parse(newest.at) > STALE_MS) {
    warnings.push(`Nothing was signed since ${newest.at}: later events are not proven.`)
  }
  return {kind: 'proven', newest, trusted, warnings}
}
