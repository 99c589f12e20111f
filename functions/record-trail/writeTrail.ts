import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {
  appendEvents,
  auditEventIds,
  chainPrefix,
  parseHead,
  trailHeadId,
  type DraftEvent,
} from '../../core/audit/appendEvents.ts'
import {NETWORK_CHAIN} from '../../core/audit/auditedDocuments.ts'
import {
  auditOfTransaction,
  unreadableEvents,
  type TransactionFacts,
} from '../../core/audit/auditOfTransaction.ts'
import type {ChainHead} from '../../core/audit/hashChain.ts'
import type {RedactionContext} from '../../core/audit/redactedAudience.ts'
import type {StoreTransaction} from '../../core/audit/storeTransaction.ts'
import {withBehind, withUnsigned, type TrailProgress} from '../../core/audit/trailProgress.ts'
import type {Mutation} from '../../core/changes/mutation.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {problem} from '../../core/problems/problem.ts'
import {ProblemError} from '../../core/problems/problemError.ts'
import {formatProblems} from '../../core/problems/storedProblems.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {errorKind, isConflict, isTransient, NotConfiguredError} from '../shared/storeErrors.ts'
import {LeaseLostError, type HeldLease} from './heldLease.ts'

/** What a call needs to write the trail. */
export interface TrailWriter {
  services: FunctionServices
  lease: HeldLease
  /** Ends of chains, as far as this call has read or written them. */
  heads: Map<string, ChainHead | null>
  /** Number of events that this call has appended. */
  events: number
}

type EventsByChain = ReadonlyMap<string, readonly DraftEvent[]>

/** A chain that can't be written from a transaction on. */
export interface ChainRefusal {
  chain: string
  transaction: StoreTransaction
  /** As `formatProblems` writes it. */
  reason: string
}

/** The events of a batch of transactions, and the chains that got none because they are blocked. */
export interface BatchEvents {
  byChain: EventsByChain
  /** The first transaction with an event, by chain. */
  first: ReadonlyMap<string, StoreTransaction>
  refusals: readonly ChainRefusal[]
  /** Transactions that are recorded without what they did, for the operator of the functions. */
  problems: readonly string[]
}

/** A chain can't be written for now; the others can. */
export class ChainBlockedError extends ProblemError {
  override readonly name = 'ChainBlockedError'
}

/**
 * Creates the events of a batch. A blocked chain does not stop the others, and neither does a transaction
 * whose documents break what describes them: it is recorded without what it did.
 */
export async function eventsOfBatch(
  services: FunctionServices,
  facts: readonly TransactionFacts[],
): Promise<BatchEvents> {
  const byChain = new Map<string, DraftEvent[]>()
  const first = new Map<string, StoreTransaction>()
  const refusals: ChainRefusal[] = []
  const problems: string[] = []
  const contexts = new Map<string, RedactionContext>()
  for (const each of facts) {
    const {chain, transaction} = each
    if (refusals.some((refusal) => refusal.chain === chain)) continue
    try {
      const context = contexts.get(chain) ?? (await redactionContext(services, chain))
      contexts.set(chain, context)
      const {events, failure} = describe(each, context)
      if (failure !== null) {
        problems.push(
          `Transaction ${transaction.id} is in the trail of ${chain} without what it did: ${failure}.`,
        )
      }
      if (events.length === 0) continue
      byChain.set(chain, [...(byChain.get(chain) ?? []), ...events])
      if (!first.has(chain)) first.set(chain, transaction)
    } catch (error) {
      if (!(error instanceof ChainBlockedError)) throw error
      refusals.push({chain, transaction, reason: formatProblems(error.problems)})
    }
  }
  return {byChain, first, refusals, problems}
}

/** @returns also the kind of an error: its text may hold personal data */
function describe(
  facts: TransactionFacts,
  context: RedactionContext,
): {events: DraftEvent[]; failure: string | null} {
  const {failure} = facts
  if (failure !== null) return {events: unreadableEvents(facts, context), failure}
  try {
    return {events: auditOfTransaction(facts, context), failure: null}
  } catch (error) {
    return {events: unreadableEvents(facts, context), failure: errorKind(error)}
  }
}

/**
 * What redacting the events of a chain needs.
 *
 * @throws ChainBlockedError when the secret of the chain is not configured
 */
export async function redactionContext(
  services: FunctionServices,
  chain: string,
): Promise<RedactionContext> {
  const site = chain === NETWORK_CHAIN ? undefined : await services.registry.wholeSite(chain)
  try {
    return {
      site: site ?? {forms: [], customFields: []},
      secret: services.secrets(site ?? {key: chain}, 'audit'),
    }
  } catch (error) {
    if (error instanceof NotConfiguredError) {
      throw new ChainBlockedError([problem('trail.not-configured', {message: error.message})])
    }
    throw error
  }
}

/**
 * Appends a batch, all chains in one transaction. If the store refuses that, it notes all chains as
 * behind and writes each by itself; a chain that is refused again stays behind.
 *
 * @param progressWith - the progress after the batch, with some chains behind
 */
export async function appendBatch(
  writer: TrailWriter,
  {byChain, first, refusals}: BatchEvents,
  progressWith: (refusals: readonly ChainRefusal[]) => TrailProgress,
): Promise<void> {
  const {lease} = writer
  try {
    await appendToChains(writer, byChain, progressWith(refusals))
  } catch (error) {
    if (error instanceof LeaseLostError || isTransient(error)) throw error
    const reason = formatProblems([problem(isConflict(error) ? 'trail.conflict' : 'trail.refused')])
    const refused = [...first].map(([chain, transaction]) => ({chain, transaction, reason}))
    await lease.write([], progressWith([...refusals, ...refused]))
    for (const [chain, events] of byChain) {
      const alone = new Map([[chain, events]])
      try {
        await appendToChains(writer, alone, withBehind(lease.progress, chain, null))
      } catch (again) {
        if (again instanceof LeaseLostError || isTransient(again)) throw again
      }
    }
  }
}

/**
 * Appends events together with the progress. If the store refuses that, it tries once more without
 * the ids that other documents occupy, and without numbers for activities that are gone.
 *
 * @throws LeaseLostError, or the store's error
 */
export async function appendToChains(
  writer: TrailWriter,
  byChain: EventsByChain,
  progress: TrailProgress,
): Promise<void> {
  const {lease, heads} = writer
  const chains = [...byChain.keys()]
  const counts = new Map([...byChain].map(([chain, events]) => [chain, events.length] as const))
  const next = withUnsigned(progress, counts)
  await readHeads(writer, chains)
  let append = planAppend(writer, byChain, new Map())
  try {
    await lease.write(append.mutations, next)
  } catch (error) {
    if (error instanceof LeaseLostError || isTransient(error)) throw error
    for (const chain of chains) heads.delete(chain)
    await readHeads(writer, chains)
    const skipped = new Map<string, number>()
    for (const chain of chains) skipped.set(chain, await countOccupiedIds(writer, chain))
    append = planAppend(writer, await withoutGoneActivities(writer, byChain), skipped)
    await lease.write(append.mutations, next)
  }
  for (const [chain, head] of append.heads) heads.set(chain, head)
  for (const events of byChain.values()) writer.events += events.length
}

function planAppend(
  {heads}: TrailWriter,
  byChain: EventsByChain,
  skipped: ReadonlyMap<string, number>,
): {mutations: Mutation[]; heads: Map<string, ChainHead>} {
  const ends = new Map<string, ChainHead>()
  const mutations = [...byChain].flatMap(([chain, events]) => {
    const append = appendEvents(chain, heads.get(chain) ?? null, events, skipped.get(chain) ?? 0)
    ends.set(chain, append.head)
    return append.mutations
  })
  return {mutations, heads: ends}
}

type EventDocument = {_id: string; seq?: unknown; hash?: unknown}

async function readHeads({services, heads}: TrailWriter, chains: readonly string[]): Promise<void> {
  const {client} = services
  const unknown = chains.filter((chain) => !heads.has(chain))
  if (unknown.length === 0) return
  const found = await client.getDocuments<EventDocument>(unknown.map(trailHeadId), {
    tag: 'leads.trail.heads',
  })
  for (const [index, chain] of unknown.entries()) {
    heads.set(chain, parseHead(found[index] ?? null) ?? (await findHead(client, chain)))
  }
}

const NEWEST_EVENT_QUERY = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix)
] | order(_id desc)[0]{seq, hash}`)

/** How many ids behind the end of a chain are read at a time. */
const STEP = 20

/**
 * Finds the end of a chain that no document states: the chain is older than such documents, or its
 * document was deleted. A query may not see the newest events yet but reading by id does, so it reads on
 * by id from what the query found.
 */
async function findHead(client: SanityClient, chain: string): Promise<ChainHead | null> {
  const options = {tag: 'leads.trail.tail'}
  const newest = await client.fetch(NEWEST_EVENT_QUERY, {prefix: chainPrefix(chain)}, options)
  let head = parseHead(newest)
  for (;;) {
    const ids = auditEventIds(chain, (head?.seq ?? 0) + 1, STEP)
    const events = await client.getDocuments<EventDocument>(ids, options)
    const end = events.findIndex((event) => parseHead(event) === null)
    head = parseHead(events[end === -1 ? events.length - 1 : end - 1] ?? null) ?? head
    if (end !== -1) return head
  }
}

/** How many of the next ids of a chain are occupied by documents of somebody else. */
async function countOccupiedIds({services, heads}: TrailWriter, chain: string): Promise<number> {
  const ids = auditEventIds(chain, (heads.get(chain)?.seq ?? 0) + 1, STEP)
  const found = await services.client.getDocuments(ids, {tag: 'leads.trail.taken'})
  return found.findLastIndex((document) => document !== null) + 1
}

/** Ids that fit into one URL. */
const IDS_IN_URL = 100

async function withoutGoneActivities(
  {services}: TrailWriter,
  byChain: EventsByChain,
): Promise<EventsByChain> {
  const ids = [...byChain.values()].flatMap((events) =>
    events.flatMap(({activityIds}) => activityIds),
  )
  const found = new Set<string>()
  for (const some of chunk(ids, IDS_IN_URL)) {
    const documents = await services.client.getDocuments(some, {tag: 'leads.trail.entries'})
    for (const document of documents) if (document) found.add(document._id)
  }
  return new Map(
    [...byChain].map(([chain, events]) => [
      chain,
      events.map(({draft, activityIds}) => ({
        draft,
        activityIds: activityIds.filter((id) => found.has(id)),
      })),
    ]),
  )
}
