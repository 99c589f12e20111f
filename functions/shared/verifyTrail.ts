import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {CHUNK_ACTION} from '../../core/audit/auditOfJob.ts'
import {
  beginCheck,
  endCheck,
  checkPage,
  checkNewestActivity,
} from '../../core/audit/chainVerification.ts'
import type {ChainVerdict, ChainHead} from '../../core/audit/hashChain.ts'
import {
  SIGNING_INTERVAL_MS,
  verifyCheckpoints,
  type SignedCheckpoint,
} from '../../core/audit/signedHeads.ts'
import {digestOfActivities} from '../../core/audit/chunkDigest.ts'
import {chunk} from '../../core/documents/chunk.ts'
import type {AuditEvent} from '../../core/sanity.types.generated.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {readCheckpoints, type HeadsStore} from './headsStore.ts'
import {listTransactions} from './storeHistory.ts'

// By id rather than by site and number, so that events are seen whatever their attributes say.
const TRAIL_PAGE_QUERY = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix) && _id > $after
] | order(_id asc)[0...1000]`)

const NEWEST_ENTRY_QUERY = defineQuery(`*[
  _type == "leadActivity" && site == $site && defined(auditSeq)
] | order(auditSeq desc)[0]{_id, auditSeq}`)

/**
 * Checks a chain of audit events from its first to its newest, page by page.
 *
 * @param chain - key of a site, or `network`
 * @param trusted - events known from elsewhere, such as signed heads or those that earlier checks
 *   found; without one, a chain that was rewritten to its end or cut off cannot be told from a genuine
 *   one
 */
export async function verifyTrail(
  client: SanityClient,
  chain: string,
  trusted: readonly ChainHead[] = [],
): Promise<ChainVerdict> {
  const prefix = `${chain}.audit.`
  let after = ''
  let check = beginCheck(trusted)
  for (;;) {
    const page = await client.fetch<{_id: string}[]>(
      TRAIL_PAGE_QUERY,
      {prefix, after},
      {tag: 'leads.audit.verify'},
    )
    const last = page.at(-1)
    if (!last) {
      const verdict = endCheck(check)
      return verdict.ok ? ((await entryFault(client, chain, verdict.head)) ?? verdict) : verdict
    }
    const next = checkPage(check, page)
    if (!next.ok) return next
    ;({check} = next)
    after = last._id
  }
}

/** An entry of a timeline that has the number of an event which the chain does not have any more. */
async function entryFault(
  client: SanityClient,
  chain: string,
  head: ChainHead | null,
): Promise<ChainVerdict | null> {
  const entry = await client.fetch<{_id: string; auditSeq: number} | null>(
    NEWEST_ENTRY_QUERY,
    {site: chain},
    {tag: 'leads.audit.verify'},
  )
  return checkNewestActivity(head?.seq ?? 0, entry)
}

const ENTRIES_OF_CHUNK_QUERY = defineQuery(
  '*[_type == "leadActivity" && jobId == $jobId && _rev == $transaction]',
)

/** Ids that fit into one URL. */
const IDS_IN_URL = 100

/** The entries of a chain that a transaction wrote, by what the history says it touched. */
async function entriesWritten(
  client: SanityClient,
  chain: string,
  {at, transaction}: Pick<AuditEvent, 'at' | 'transaction'>,
): Promise<{_id: string}[]> {
  if (transaction === undefined) return []
  const listed = await listTransactions(client, {fromTime: at, toTransaction: transaction})
  const ids = listed
    .filter(({id}) => id === transaction)
    .flatMap(({documentIds}) => documentIds)
    .filter((id) => parseIdOfKind(id, 'activity')?.site === chain)
  const entries: {_id: string}[] = []
  for (const piece of chunk(ids, IDS_IN_URL)) {
    const found = await client.getDocuments(piece, {tag: 'leads.audit.shares'})
    for (const entry of found) if (entry?._rev === transaction) entries.push(entry)
  }
  return entries
}

/**
 * Checks that the timelines still hold what the shares of bulk acts wrote, by the digests that their
 * events hold.
 *
 * @param chain - key of a site
 * @returns what does not agree; nothing where all do
 */
export async function verifyChunks(client: SanityClient, chain: string): Promise<string[]> {
  const faults: string[] = []
  let after = ''
  for (;;) {
    const page = await client.fetch<AuditEvent[]>(
      TRAIL_PAGE_QUERY,
      {prefix: `${chain}.audit.`, after},
      {tag: 'leads.audit.shares'},
    )
    for (const event of page) {
      const {seq, action, transaction, target, diff} = event
      if (action !== CHUNK_ACTION || transaction === undefined) continue
      const entries = await client.fetch<{_id: string}[]>(
        ENTRIES_OF_CHUNK_QUERY,
        {jobId: target.id, transaction},
        {tag: 'leads.audit.shares'},
      )
      const digest = diff.find(({path}) => path === 'digest')?.after
      if (digestOfActivities(entries) === digest) continue
      // What a user's page writes may name any job, or none.
      if (digestOfActivities(await entriesWritten(client, chain, event)) === digest) continue
      faults.push(
        `Event ${seq}: the entries of ${target.id} are not those that were written. Where people were ` +
          'erased on request since, activity.purged in the trail tells which entries went.',
      )
    }
    const last = page.at(-1)
    if (!last) return faults
    after = last._id
  }
}

/** What the signed ends of the chains prove. */
export type HeadsVerdict =
  /** Nobody signs: nothing shows whether chains were cut off or rewritten to their ends. */
  | {kind: 'not-configured'}
  | {kind: 'broken'; message: string}
  | {
      kind: 'proven'
      newest: SignedCheckpoint | null
      trusted: ReadonlyMap<string, readonly ChainHead[]>
      /** What whoever checks should know, such as that nothing was signed for a while. */
      warnings: string[]
    }

/** How old the newest signature may be before that is told, in milliseconds. */
const STALE_MS = 2 * SIGNING_INTERVAL_MS

/**
 * Reads and checks the signed ends of all chains.
 *
 * @param publicKeys - base64url
 * @param copies - checkpoints kept elsewhere, such as a mailbox: those that the store does not have
 *   any more show that it was cut off
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
  if (!verdict.ok) return {kind: 'broken', message: verdict.message}
  for (const copy of copies) {
    const kept = checkpoints[copy.number - 1]
    if (kept?.signature !== copy.signature) {
      const what = kept ? 'is another one than the copy' : 'is missing'
      return {kind: 'broken', message: `Checkpoint ${copy.number} ${what}.`}
    }
  }
  const {newest, trusted} = verdict
  const warnings = (newest?.heads ?? []).flatMap(({chain, fault}) =>
    fault === undefined ? [] : [`${chain} was not signed any further: ${fault}`],
  )
  if (!newest) warnings.push('Nothing was signed yet.')
  else if (Date.parse(now) - Date.parse(newest.at) > STALE_MS) {
    warnings.push(`Nothing was signed since ${newest.at}: what was told since is not proven.`)
  }
  return {kind: 'proven', newest, trusted, warnings}
}
