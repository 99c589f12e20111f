import type {ChainHead} from '../../core/audit/hashChain.ts'
import {
  appendEvents,
  parseHead,
  trailHeadId,
  type DraftEvent,
} from '../../core/audit/appendEvents.ts'
import {withBehind, withUnsigned, type TrailProgress} from '../../core/audit/trailProgress.ts'
import type {Mutation} from '../../core/changes/mutation.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {eventIds, findChainHead} from '../shared/auditTail.ts'
import {isConflict, isTransient} from '../shared/storeErrors.ts'
import type {Recorder} from './recorder.ts'
import type {ChainRefusal, Told} from './tellBatch.ts'
import {LeaseLostError} from './trailLeaseHolder.ts'

/** Ids that fit into one URL. */
const IDS_IN_URL = 100

async function headsOf(recorder: Recorder, chains: readonly string[]): Promise<void> {
  const {client} = recorder.services
  const unknown = chains.filter((chain) => !recorder.heads.has(chain))
  if (unknown.length === 0) return
  const found = await client.getDocuments<{_id: string; seq?: unknown; hash?: unknown}>(
    unknown.map(trailHeadId),
    {tag: 'leads.trail.heads'},
  )
  for (const [index, chain] of unknown.entries()) {
    const head = parseHead(found[index] ?? null) ?? (await findChainHead(client, chain))
    recorder.heads.set(chain, head)
  }
}

/** How many of the next ids of a chain documents of somebody else have. */
async function takenIds(
  {services}: Recorder,
  chain: string,
  head: ChainHead | null,
): Promise<number> {
  const ids = eventIds(chain, (head?.seq ?? 0) + 1)
  const found = await services.client.getDocuments(ids, {tag: 'leads.trail.taken'})
  return found.findLastIndex((document) => document !== null) + 1
}

type ByChain = ReadonlyMap<string, readonly DraftEvent[]>

function mutationsFor(
  {heads}: Recorder,
  entries: ByChain,
  skipped: ReadonlyMap<string, number>,
): {mutations: Mutation[]; heads: Map<string, ChainHead>} {
  const ends = new Map<string, ChainHead>()
  const mutations = [...entries].flatMap(([chain, each]) => {
    const append = appendEvents(chain, heads.get(chain) ?? null, each, skipped.get(chain) ?? 0)
    ends.set(chain, append.head)
    return append.mutations
  })
  return {mutations, heads: ends}
}

/** Entries whose activities are gone are told without a number in them. */
async function withoutGone({services}: Recorder, entries: ByChain): Promise<ByChain> {
  const ids = [...entries.values()].flatMap((each) => each.flatMap(({activityIds}) => activityIds))
  const found = new Set<string>()
  for (const piece of chunk(ids, IDS_IN_URL)) {
    const documents = await services.client.getDocuments(piece, {tag: 'leads.trail.entries'})
    for (const document of documents) if (document) found.add(document._id)
  }
  return new Map(
    [...entries].map(([chain, each]) => [
      chain,
      each.map(({draft, activityIds}) => ({
        draft,
        activityIds: activityIds.filter((id) => found.has(id)),
      })),
    ]),
  )
}

/**
 * Appends events together with the progress. When the store refuses, ids that are taken are passed
 * over and numbers for entries that are gone are left out, once.
 *
 * @throws LeaseLostError, or what the store refuses for another reason
 */
export async function append(
  recorder: Recorder,
  entries: ByChain,
  progress: TrailProgress,
): Promise<void> {
  const {lease} = recorder
  const chains = [...entries.keys()]
  const counts = new Map([...entries].map(([chain, each]) => [chain, each.length] as const))
  const next = withUnsigned(progress, counts)
  await headsOf(recorder, chains)
  const first = mutationsFor(recorder, entries, new Map())
  let written = first
  try {
    await lease.write(first.mutations, next)
  } catch (error) {
    if (error instanceof LeaseLostError || isTransient(error)) throw error
    for (const chain of chains) recorder.heads.delete(chain)
    await headsOf(recorder, chains)
    const skipped = new Map<string, number>()
    for (const chain of chains) {
      skipped.set(chain, await takenIds(recorder, chain, recorder.heads.get(chain) ?? null))
    }
    written = mutationsFor(recorder, await withoutGone(recorder, entries), skipped)
    await lease.write(written.mutations, next)
  }
  for (const [chain, head] of written.heads) recorder.heads.set(chain, head)
  for (const each of entries.values()) recorder.events += each.length
}

/**
 * Appends what a batch gives, all chains in one transaction. When the store refuses that, all of them
 * are noted as behind, and each is written by itself; one that is refused again stays behind.
 *
 * @param progress - the progress after the batch, with some chains behind
 */
export async function appendBatch(
  recorder: Recorder,
  told: Told,
  progress: (refusals: readonly ChainRefusal[]) => TrailProgress,
): Promise<void> {
  const {lease} = recorder
  try {
    await append(recorder, told.entries, progress(told.faults))
  } catch (error) {
    if (error instanceof LeaseLostError || isTransient(error)) throw error
    const reason = isConflict(error)
      ? 'Its documents conflict with those of somebody else.'
      : 'The store refuses its events.'
    const refusals = [...told.first].map(([chain, transaction]) => ({chain, transaction, reason}))
    await lease.write([], progress([...told.faults, ...refusals]))
    for (const [chain, entries] of told.entries) {
      try {
        await append(recorder, new Map([[chain, entries]]), withBehind(lease.progress, chain, null))
      } catch (fault) {
        if (fault instanceof LeaseLostError || isTransient(fault)) throw fault
      }
    }
  }
}
