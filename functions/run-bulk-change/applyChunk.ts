import {carryOut, type CommitResult} from '../../core/changes/bulk/carryOut.ts'
import {
  progress,
  rowsAfter,
  tallyOf,
  type BulkTally,
  type ChunkRecord,
} from '../../core/changes/bulk/bulkJob.ts'
import type {BulkOutcome} from '../../core/changes/bulk/bulkOutcome.ts'
import {parseBulkRows, type BulkRows} from '../../core/changes/bulk/bulkRows.ts'
import {guardedPatch} from '../../core/changes/mutation.ts'
import type {JobChunk} from '../../core/sanity.types.generated.ts'
import {isConflict, isTransient, statusOf} from '../shared/storeErrors.ts'
import type {BulkRun} from './bulkRun.ts'
import {decideLeads, record, unrecorded, type DecidedShare} from './decideShare.ts'
import {readPeople, type BulkPeople} from './readPeople.ts'

/** Rounds in which the audit trail is written along; others may be faster at its end all the time. */
const AUDITED_ROUNDS = 3
const ROUNDS = 5
const FIRST_PAUSE_MS = 10

/** Another call of the function does this share, or has done it. */
class ChunkTakenError extends Error {
  override readonly name = 'ChunkTakenError'
}

/** A share of a bulk change whose leads were read already. */
export interface ReadChunk {
  chunk: ChunkRecord
  rows: BulkRows
  people: BulkPeople
  /** Where it was decided ahead. */
  decided?: DecidedShare | null
}

/** Reads a share without its leads; `null` when there is nothing to do about it. */
export async function readShare(
  run: BulkRun,
  chunkId: string,
): Promise<Pick<ReadChunk, 'chunk' | 'rows'> | null> {
  const {client} = run.services
  const chunk = await client.getDocument<JobChunk>(chunkId, {tag: 'leads.bulk.chunk'})
  const rows = parseBulkRows(chunk?.rows)
  if (!chunk || !rows || chunk.jobId !== run.jobId || rows.waiting.length === 0) return null
  return {chunk, rows}
}

/** Reads a share with its leads; `null` when there is nothing to do about it. */
export async function readChunk(run: BulkRun, chunkId: string): Promise<ReadChunk | null> {
  const share = await readShare(run, chunkId)
  return share && {...share, people: await readPeople(run, share.rows.waiting, share.rows.source)}
}

/**
 * Changes the leads of a share. Leads, timeline, audit trail, what is left of the share and the
 * numbers of the whole are written in one transaction, tied to the revision of the share: however
 * often and wherever this is cut off, each lead is changed once.
 *
 * @returns `null` when another call has taken the share
 * @throws whatever reading and writing throw; then the rest of the share is still to be done
 */
export async function applyChunk(run: BulkRun, read: ReadChunk): Promise<BulkTally | null> {
  const {client} = run.services
  let {chunk, rows} = read
  const ids = rows.waiting

  const refresh = async (): Promise<void> => {
    const current = await readShare(run, chunk._id)
    if (!current) throw new ChunkTakenError()
    ;({chunk, rows} = current)
  }

  const recordedOf = (outcomes: readonly BulkOutcome[], round: number) => {
    if (read.decided?.outcomes === outcomes && read.decided.recorded.behind === run.tail) {
      return read.decided.recorded
    }
    return round < AUDITED_ROUNDS ? record(run, outcomes) : unrecorded(outcomes)
  }

  const commit = async (outcomes: readonly BulkOutcome[], round: number): Promise<CommitResult> => {
    if (outcomes.some(({id}) => !rows.waiting.includes(id))) throw new ChunkTakenError()
    const after = rowsAfter(rows, outcomes)
    const state = after.waiting.length === 0 ? 'succeeded' : 'running'
    const recorded = await recordedOf(outcomes, round)
    const mutations = [
      guardedPatch(chunk, {set: {rows: JSON.stringify(after), state}}),
      progress(run.jobId, outcomes, run.listed),
      ...recorded.mutations,
    ]
    run.tail = recorded.tail
    try {
      const {transactionId} = await client.mutate(mutations, {
        tag: 'leads.bulk.write',
        visibility: 'async',
        returnDocuments: false,
        autoGenerateArrayKeys: false,
      })
      rows = after
      chunk = {...chunk, _rev: transactionId}
      run.listed += tallyOf(outcomes).failed
      return {kind: 'written'}
    } catch (error) {
      run.tail = undefined
      if (isConflict(error)) {
        await refresh()
        return {kind: 'conflict'}
      }
      const status = statusOf(error)
      if (status === null || isTransient(error) || status === 401) throw error
      return {kind: 'refused', reason: error instanceof Error ? error.message : 'Refused'}
    }
  }

  const store = {
    read: (part: readonly string[]) => readPeople(run, part, rows.source),
    decide: (part: readonly string[], people: BulkPeople) => {
      const ahead = part === ids && people === read.people ? read.decided : null
      return ahead ? ahead.outcomes : decideLeads(run, part, people)
    },
    commit,
  }
  const pause = async (round: number): Promise<void> => {
    const wait = FIRST_PAUSE_MS * 2 ** round * (0.5 + Math.random())
    await new Promise((resolve) => {
      setTimeout(resolve, wait)
    })
  }
  try {
    return tallyOf(await carryOut(ids, read.people, store, {rounds: ROUNDS, pause}))
  } catch (error) {
    if (error instanceof ChunkTakenError) return null
    throw error
  }
}
