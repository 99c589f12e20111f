import type {SanityClient} from '@sanity/client'
import {carryOut, type CommitResult} from '../../../core/jobs/carryOut.ts'
import {decideLead} from '../../../core/changes/bulk/bulkDecisions.ts'
import type {BulkIntent} from '../../../core/changes/bulk/bulkIntent.ts'
import {
  readBulkPeople,
  type BulkPeople,
  type BulkUndos,
} from '../../../core/changes/bulk/bulkPeople.ts'
import {commitMutations, committer} from '../../../core/changes/commitDecision.ts'
import type {PersonDocument} from '../../../core/documents/person.ts'
import {newBulkJob} from '../../../core/changes/bulk/bulkJob.ts'
import type {BulkOutcome, BulkRows} from '../../../core/changes/bulk/bulkOutcome.ts'
import {chunk} from '../../../core/documents/chunk.ts'
import {newChunk, newChunkRows, rowsAfterOutcomes} from '../../../core/jobs/jobChunk.ts'
import {countOutcomes, finalState, tallyOf} from '../../../core/jobs/jobOutcome.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import {deterministicUlid} from '../../../core/people/ulid.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import {failureOf} from '../../ui/failure.ts'

/** Leads of one transaction. */
const CHUNK_SIZE = 250

/** Reads documents about people by their ids. */
export function documentsOf(client: SanityClient) {
  return (ids: string[]) => client.getDocuments<PersonDocument>(ids, {tag: 'leads.bulk.read'})
}

interface DirectChange {
  client: SanityClient
  site: WorkspaceSite
  user: {id: string; name: string}
  /** ULID of the bulk change. */
  ulid: string
  intent: BulkIntent
  ids: readonly string[]
  people: BulkPeople
  /** For the action `undo`. */
  undos?: BulkUndos
  now: () => string
  /** Called with the number of leads that are done. */
  onProgress?: (done: number) => void
  /** Called between two transactions. */
  isCancelled?: () => boolean
}

export interface DirectResult {
  jobId: string
  outcomes: BulkOutcome[]
  /** Leads that were not reached: the change was cancelled, or the store failed. */
  left: string[]
}

/**
 * Makes a bulk change of up to 1,000 leads with the user's own grants, in at most four transactions.
 * Each also records its outcomes in the document of the bulk change.
 *
 * @returns the outcome of each lead; a missing answer of the store is a failure
 */
export async function runDirect(change: DirectChange): Promise<DirectResult> {
  const {client, site, user, intent, ids, people, undos, onProgress} = change
  const started = change.now()
  const named = {site: site.key, ulid: change.ulid, intent, createdBy: user.id}
  const asked = newBulkJob({...named, way: 'page', now: started})
  const job = {...asked, totals: {...asked.totals, total: ids.length}}
  const batches = chunk(ids, CHUNK_SIZE)
  const rows = batches.map((batch): BulkRows => newChunkRows(batch))
  const written: BulkOutcome[] = []
  let isCreated = false

  const decide = (batch: readonly string[], known: BulkPeople): BulkOutcome[] => {
    const now = change.now()
    return batch.map((id) =>
      decideLead({
        id,
        ...known.person(id),
        site,
        action: intent.action,
        undo: undos?.get(id),
        actor: {kind: 'user', id: user.id},
        now,
        ids: {activity: deterministicUlid(Date.parse(started), job._id, id)},
        jobId: job._id,
      }),
    )
  }

  const recordOf = (index: number, outcomes: readonly BulkOutcome[]): Mutation[] => {
    const all = [...written, ...outcomes]
    const tally = tallyOf(all)
    const isLast = all.length === ids.length
    const listed = tallyOf(written).failed
    const current = rows.map((each, at) =>
      at === index ? rowsAfterOutcomes(each, outcomes, (id) => id) : each,
    )
    const chunks = current.map((each, at) =>
      newChunk({_id: job._id, way: 'page', createdBy: user.id}, at, each, started),
    )
    const own = chunks[index]
    const end = {state: finalState(tally), finishedAt: change.now()}
    return [
      ...(isCreated
        ? own
          ? [{patch: {id: own._id, set: {rows: own.rows, state: own.state}}}]
          : []
        : [{create: job}, ...chunks.map((chunk) => ({create: chunk}))]),
      countOutcomes(job._id, outcomes, listed),
      ...(isLast ? [{patch: {id: job._id, set: end}}] : []),
    ]
  }

  const commit = async (index: number, outcomes: readonly BulkOutcome[]): Promise<CommitResult> => {
    const changes = outcomes.flatMap((outcome) =>
      outcome.kind === 'changed' ? outcome.mutations : [],
    )
    try {
      const store = committer(client, 'leads.bulk.write', 'sync')
      const {kind} = await commitMutations(store, [...changes, ...recordOf(index, outcomes)])
      if (kind === 'conflict') return {kind}
    } catch (error) {
      const {kind, problems} = failureOf(error)
      const [refusal] = problems
      if (refusal && (kind === 'denied' || kind === 'other')) {
        return {kind: 'refused', problem: refusal}
      }
      throw error
    }
    isCreated = true
    const before = rows[index]
    if (before) rows[index] = rowsAfterOutcomes(before, outcomes, (id) => id)
    written.push(...outcomes)
    onProgress?.(written.length)
    return {kind: 'written'}
  }

  const policy = {attempts: 2, pause: async () => {}}
  const unknown: BulkOutcome[] = []
  const left: string[] = []
  for (const [index, batch] of batches.entries()) {
    if (change.isCancelled?.() || unknown.length > 0) {
      left.push(...batch)
      continue
    }
    const store = {
      idOf: (id: string) => id,
      read: (some: readonly string[]) => readBulkPeople(documentsOf(client), some, intent.action),
      decide,
      commit: (outcomes: readonly BulkOutcome[]) => commit(index, outcomes),
    }
    try {
      await carryOut(batch, people, store, policy)
    } catch (error) {
      const {problems} = failureOf(error)
      const done = new Set(written.map(({id}) => id))
      for (const id of batch) if (!done.has(id)) unknown.push({kind: 'failed', id, problems})
    }
  }
  if (isCreated && written.length < ids.length) {
    const state = unknown.length > 0 ? 'partly' : 'cancelled'
    const end = {patch: {id: job._id, set: {state, finishedAt: change.now()}}}
    // The sweep ends it otherwise.
    await commitMutations(committer(client, 'leads.bulk.end', 'sync'), [end]).catch(() => null)
  }
  return {jobId: job._id, outcomes: [...written, ...unknown], left}
}
