import {hash, randomUUID} from 'node:crypto'
import {digestOfDocuments} from '../../../core/audit/chunkDigest.ts'
import {guardedPatch, type Mutation} from '../../../core/changes/mutation.ts'
import {chunk} from '../../../core/documents/chunk.ts'
import {PERSON_KINDS} from '../../../core/documents/person.ts'
import {carryOut, type CommitResult} from '../../../core/jobs/carryOut.ts'
import {countOutcomes, tallyOf, type JobOutcome} from '../../../core/jobs/jobOutcome.ts'
import {
  chunkIds,
  rowsAfterOutcomes,
  type ChunkRecord,
  type ChunkRows,
} from '../../../core/jobs/jobChunk.ts'
import {problem, recordedProblem} from '../../../core/problems/problem.ts'
import {ProblemError} from '../../../core/problems/problemError.ts'
import type {JobChunk} from '../../../core/sanity.types.generated.ts'
import {RETRY} from '../changeStore.ts'
import {isConflict, isTransient, statusOf} from '../storeErrors.ts'
import {KINDS} from '../../../core/tenancy/kinds.ts'
import {whenAnswered} from '../withRetry.ts'
import type {JobKind, JobRun} from './jobKind.ts'

const PERSON_TYPES: ReadonlySet<string> = new Set(PERSON_KINDS.map((kind) => KINDS[kind].type))

/** How often a chunk is tried when others write in between, before it is halved. */
const ATTEMPTS = 5

/** Another call does this chunk, or has done it. */
class ChunkTakenError extends Error {
  override readonly name = 'ChunkTakenError'
}

/** A chunk and its parsed rows. */
export interface OpenChunk<Item, Undo> {
  document: ChunkRecord
  rows: ChunkRows<Item, Undo>
}

/** Reads a chunk of a job; `null` when nothing is left to do in it. */
export async function readChunk<Item, Plan, Found, Undo>(
  run: JobRun,
  kind: JobKind<Item, Plan, Found, Undo>,
  id: string,
): Promise<OpenChunk<Item, Undo> | null> {
  const {client} = run.services
  const document = await client.getDocument<JobChunk>(id, {tag: 'leads.job.share'})
  const rows = kind.parseRows(document?.rows)
  if (!document || !rows || document.jobId !== run.jobId || rows.waiting.length === 0) return null
  return {document, rows}
}

/** Chunks that {@link eachChunk} reads at a time. */
const CHUNKS_AT_ONCE = 20

/** Reads the first `count` chunks of a job, in order; `rows` is `null` for one that cannot be read. */
export async function* eachChunk<Item, Plan, Found, Undo>(
  {services, id: job, jobId}: JobRun,
  kind: JobKind<Item, Plan, Found, Undo>,
  count: number,
): AsyncGenerator<{id: string; rows: ChunkRows<Item, Undo> | null}> {
  for (const ids of chunk(chunkIds(job, 'function', count), CHUNKS_AT_ONCE)) {
    const found = await services.client.getDocuments<JobChunk>(ids, {tag: 'leads.job.shares'})
    for (const [index, id] of ids.entries()) {
      const document = found[index]
      // Jobs of two authors may have the same ULID, and so the same ids of chunks.
      const isOwn = document?.jobId === jobId
      yield {id, rows: isOwn ? kind.parseRows(document.rows) : null}
    }
  }
}

/** Decides items; one that cannot be decided fails alone. */
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
      const problems =
        error instanceof ProblemError
          ? error.problems
          : [error instanceof Error ? recordedProblem(error.message) : problem('job.undecided')]
      return {kind: 'failed', id: kind.idOf(item), problems}
    }
  })
}

/** Does what `sha256Hex` of core does, in a tenth of its time. */
function sha256(text: string): string {
  return hash('sha256', text)
}

function mutationsOf(outcomes: readonly JobOutcome[]): Mutation[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'changed' ? outcome.mutations : []))
}

/** Documents about people that mutations create. */
function peopleOf(mutations: readonly Mutation[]): {_id: string}[] {
  return mutations.flatMap((mutation) =>
    'create' in mutation && PERSON_TYPES.has(mutation.create._type) ? [mutation.create] : [],
  )
}

function entriesOf(mutations: readonly Mutation[]): {_id: string}[] {
  return mutations.flatMap((mutation) =>
    'createIfNotExists' in mutation && mutation.createIfNotExists._type === 'leadActivity'
      ? [mutation.createIfNotExists]
      : [],
  )
}

/**
 * Carries out a chunk. One transaction, guarded by the revision of the chunk, holds what the items
 * change, their timeline entries, what is left of the chunk and the numbers of the job: each item is
 * done once, wherever and however often this is cut off. The chunk records what each transaction wrote,
 * so that one event of the audit trail can prove every entry.
 *
 * @param found - what the first decision needs, read before
 * @returns whether this call did the chunk; otherwise another took it
 * @throws whatever reading and writing throw; the rest of the chunk is then still to be done
 */
export async function applyChunk<Item, Plan, Found, Undo>(
  run: JobRun,
  kind: JobKind<Item, Plan, Found, Undo>,
  plan: Plan,
  opened: OpenChunk<Item, Undo>,
  found: Found,
): Promise<boolean> {
  const {client} = run.services
  let {document, rows} = opened

  const refresh = async (): Promise<void> => {
    const current = await readChunk(run, kind, document._id)
    if (!current) throw new ChunkTakenError()
    ;({document, rows} = current)
  }

  const commit = async (outcomes: readonly JobOutcome<Undo>[]): Promise<CommitResult> => {
    const waiting = new Set(rows.waiting.map(kind.idOf))
    if (outcomes.some(({id}) => !waiting.has(id))) throw new ChunkTakenError()
    const after = rowsAfterOutcomes(rows, outcomes, kind.idOf)
    const state = after.waiting.length === 0 ? ('succeeded' as const) : ('running' as const)
    const {failed} = tallyOf(outcomes)
    const listed = run.listed
    // Other chunks are written meanwhile, and the document lists only so many failures.
    run.listed += failed
    const changes = mutationsOf(outcomes)
    const entries = entriesOf(changes)
    const people = peopleOf(changes)
    const transaction = randomUUID()
    const write = {
      _key: transaction.slice(0, 12),
      transaction,
      entries: entries.length,
      digest: digestOfDocuments(entries, sha256),
      ...(people.length > 0
        ? {people: people.length, peopleDigest: digestOfDocuments(people, sha256)}
        : {}),
    }
    const writes = [...(document.writes ?? []), write]
    const mutations = [
      guardedPatch(document, {set: {rows: JSON.stringify(after), state, writes}}),
      countOutcomes(run.jobId, outcomes, listed),
      ...(kind.alongside?.(plan, outcomes) ?? []),
      ...changes,
    ]
    try {
      // The same transaction again does nothing: it is guarded by the revision of the chunk.
      await whenAnswered(() =>
        client.mutate(mutations, {
          transactionId: transaction,
          tag: 'leads.job.write',
          visibility: 'async',
          returnDocuments: false,
          autoGenerateArrayKeys: false,
        }),
      )
    } catch (error) {
      run.listed -= failed
      if (isConflict(error)) {
        await refresh()
        return {kind: 'conflict'}
      }
      const status = statusOf(error)
      if (status === null || isTransient(error) || status === 401) throw error
      const message = error instanceof Error ? error.message : 'Refused'
      return {kind: 'refused', problem: problem('store.other', {message})}
    }
    rows = after
    document = {...document, _rev: transaction, writes}
    return {kind: 'written'}
  }

  const store = {
    idOf: kind.idOf,
    read: (items: readonly Item[]) => kind.read(run, plan, items, rows.source, true),
    decide: (items: readonly Item[], known: Found) => decideAll(run, kind, plan, items, known),
    commit,
  }
  try {
    await carryOut(rows.waiting, found, store, {...RETRY, attempts: ATTEMPTS})
    return true
  } catch (error) {
    if (error instanceof ChunkTakenError) return false
    throw error
  }
}
