import {randomUUID} from 'node:crypto'
import {digestOfActivities} from '../../../core/audit/chunkDigest.ts'
import {guardedPatch, type Mutation} from '../../../core/changes/mutation.ts'
import {carryOut, type CommitResult} from '../../../core/jobs/carryOut.ts'
import {tallyOf, type JobOutcome} from '../../../core/jobs/jobOutcome.ts'
import type {ShareRecord} from '../../../core/jobs/jobRecord.ts'
import {progress} from '../../../core/jobs/jobShare.ts'
import {rowsAfter, type ShareRows} from '../../../core/jobs/shareRows.ts'
import type {JobChunk} from '../../../core/sanity.types.generated.ts'
import {isConflict, isTransient, statusOf} from '../storeErrors.ts'
import type {JobKind, JobRun} from './jobKind.ts'

/** How often a share is tried when others write in between, before it is halved. */
const ROUNDS = 5
const FIRST_PAUSE_MS = 10

/** Another call does this share, or has done it. */
class ShareTakenError extends Error {
  override readonly name = 'ShareTakenError'
}

/** A share with its items. */
export interface OpenShare<Item, Undo> {
  share: ShareRecord
  rows: ShareRows<Item, Undo>
}

/** A share whose items were read. */
export interface ReadShare<Item, Found, Undo> extends OpenShare<Item, Undo> {
  found: Found
}

/** Reads a share of a job; `null` when nothing is left to do about it. */
export async function readShare<Item, Plan, Found, Undo>(
  run: JobRun,
  kind: JobKind<Item, Plan, Found, Undo>,
  id: string,
): Promise<OpenShare<Item, Undo> | null> {
  const {client} = run.services
  const share = await client.getDocument<JobChunk>(id, {tag: 'leads.job.share'})
  const rows = kind.parseRows(share?.rows)
  if (!share || !rows || share.jobId !== run.jobId || rows.waiting.length === 0) return null
  return {share, rows}
}

/** Decides on items; one that cannot be decided on fails by itself. */
function decideAll<Item, Plan, Found, Undo>(
  run: JobRun,
  kind: JobKind<Item, Plan, Found, Undo>,
  plan: Plan,
  items: readonly Item[],
  found: Found,
): JobOutcome<Undo>[] {
  return items.map((item) => {
    try {
      return kind.decide(run, plan, item, found)
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'It cannot be decided.'
      return {kind: 'failed', id: kind.idOf(item), reason}
    }
  })
}

function mutationsOf(outcomes: readonly JobOutcome[]): Mutation[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'changed' ? outcome.mutations : []))
}

function entriesOf(mutations: readonly Mutation[]): {_id: string}[] {
  return mutations.flatMap((mutation) =>
    'createIfNotExists' in mutation && mutation.createIfNotExists._type === 'leadActivity'
      ? [mutation.createIfNotExists]
      : [],
  )
}

/**
 * Carries out a share. What its items change, their timeline, what is left of the share and the
 * numbers of the whole are written in one transaction, tied to the revision of the share: however often
 * and wherever this is cut off, each item is done once. The share notes what each transaction wrote, so
 * that the audit trail can tell it in one event and prove every entry.
 *
 * @returns whether this call did the share; otherwise another took it
 * @throws whatever reading and writing throw; then the rest of the share is still to be done
 */
export async function applyShare<Item, Plan, Found, Undo>(
  run: JobRun,
  kind: JobKind<Item, Plan, Found, Undo>,
  plan: Plan,
  read: ReadShare<Item, Found, Undo>,
): Promise<boolean> {
  const {client} = run.services
  let {share, rows} = read

  const refresh = async (): Promise<void> => {
    const current = await readShare(run, kind, share._id)
    if (!current) throw new ShareTakenError()
    ;({share, rows} = current)
  }

  const commit = async (outcomes: readonly JobOutcome<Undo>[]): Promise<CommitResult> => {
    const waiting = new Set(rows.waiting.map(kind.idOf))
    if (outcomes.some(({id}) => !waiting.has(id))) throw new ShareTakenError()
    const after = rowsAfter(rows, outcomes, kind.idOf)
    const state = after.waiting.length === 0 ? ('succeeded' as const) : ('running' as const)
    const {failed} = tallyOf(outcomes)
    const listed = run.listed
    // Others are written meanwhile, and the document lists only so many.
    run.listed += failed
    const changes = mutationsOf(outcomes)
    const entries = entriesOf(changes)
    const transaction = randomUUID()
    const write = {
      _key: transaction.slice(0, 12),
      transaction,
      entries: entries.length,
      digest: digestOfActivities(entries),
    }
    const writes = [...(share.writes ?? []), write]
    const mutations = [
      guardedPatch(share, {set: {rows: JSON.stringify(after), state, writes}}),
      progress(run.jobId, outcomes, listed),
      ...changes,
    ]
    try {
      await client.mutate(mutations, {
        transactionId: transaction,
        tag: 'leads.job.write',
        visibility: 'async',
        returnDocuments: false,
        autoGenerateArrayKeys: false,
      })
    } catch (error) {
      run.listed -= failed
      if (isConflict(error)) {
        await refresh()
        return {kind: 'conflict'}
      }
      const status = statusOf(error)
      if (status === null || isTransient(error) || status === 401) throw error
      return {kind: 'refused', reason: error instanceof Error ? error.message : 'Refused'}
    }
    rows = after
    share = {...share, _rev: transaction, writes}
    return {kind: 'written'}
  }

  const store = {
    idOf: kind.idOf,
    read: (items: readonly Item[]) => kind.read(run, plan, items, rows.source),
    decide: (items: readonly Item[], found: Found) => decideAll(run, kind, plan, items, found),
    commit,
  }
  const pause = async (round: number): Promise<void> => {
    const wait = FIRST_PAUSE_MS * 2 ** round * (0.5 + Math.random())
    await new Promise((resolve) => {
      setTimeout(resolve, wait)
    })
  }
  try {
    await carryOut(rows.waiting, read.found, store, {rounds: ROUNDS, pause})
    return true
  } catch (error) {
    if (error instanceof ShareTakenError) return false
    throw error
  }
}
