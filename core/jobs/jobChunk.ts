import {z} from 'zod'
import {parseJsonText} from '../documents/parseJsonText.ts'
import type {Stored, Unstored} from '../documents/stored.ts'
import {recordedProblem, type Problem} from '../problems/problem.ts'
import {StoredProblems, toStoredProblem} from '../problems/storedProblems.ts'
import type {JobChunk} from '../sanity.types.generated.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import type {ItemNote, JobOutcome} from './jobOutcome.ts'
import {parseJobId, type JobId, type JobWay} from './jobRecord.ts'

/** What the engine reads of a chunk's document (`jobChunk`). */
export type ChunkRecord = Stored<JobChunk>

/** An item that was left out or failed, and why. */
export interface ItemRefusal {
  id: string
  problems: readonly Problem[]
}

/** The rows of a chunk, which its document stores as one JSON text. */
export interface ChunkRows<Item, Undo> {
  version: 1
  /** Items that are still to be done. */
  waiting: Item[]
  /** Id of the chunk of an earlier job that says what to undo. */
  source?: string | undefined
  skipped: ItemRefusal[]
  failed: ItemRefusal[]
  /** One entry for each item that was changed; unchanged items leave none. */
  undo: {id: string; undo: Undo | null}[]
  /** Ids of items by the label of their outcomes, for kinds that give labels. */
  labels?: Record<string, string[]> | undefined
  /** What outcomes add for reports. */
  notes?: ({id: string} & ItemNote)[] | undefined
  /** What outcomes add up to, for kinds that have sums. */
  sums?: JobSums | undefined
}

/** Numbers of a kind's own, by their names. */
export type JobSums = Readonly<Record<string, number>>

/** Most sums of a job: its document is to stay small, whatever somebody asks for. */
const MAX_SUMS = 5000

const Sums = z.record(z.string().max(200), z.int().min(0))

/** Parses the sums in a job's document; `null` where it has none. */
export function parseJobSums(text: string | null | undefined): JobSums | null {
  return parseJsonText(Sums, text)
}

/** Adds numbers to sums. A job that has too many of them leaves out those that come last. */
export function addSums(sums: Map<string, number>, added: JobSums | undefined): void {
  for (const [name, count] of Object.entries(added ?? {})) {
    const before = sums.get(name)
    if (before !== undefined || sums.size < MAX_SUMS) sums.set(name, (before ?? 0) + count)
  }
}

/** Parses the rows of a chunk; `null` for a text that is not such rows. */
export type ParseRows<Item, Undo> = (
  text: string | null | undefined,
) => ChunkRows<Item, Undo> | null

/** Chunks of earlier releases have English sentences. */
const Refusal = z.union([
  z.object({id: z.string(), problems: StoredProblems}),
  z
    .object({id: z.string(), reason: z.string()})
    .transform(({id, reason}) => ({id, problems: [recordedProblem(reason)]})),
])

const NotedProblem = z.object({
  code: z.string(),
  column: z.int().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

const Note = z.object({
  id: z.string(),
  problems: z.array(NotedProblem).optional(),
  about: z.string().optional(),
  fields: z.array(z.string()).optional(),
})

/**
 * Creates the parser of a kind's rows.
 *
 * @param item - schema of an item, such as an id or a row of a file
 * @param undo - schema of what undoing one item needs
 */
export function rowsParser<Item, Undo>(
  item: z.ZodType<Item>,
  undo: z.ZodType<Undo>,
): ParseRows<Item, Undo> {
  const Rows = z.object({
    version: z.literal(1),
    waiting: z.array(item),
    source: z.string().optional(),
    skipped: z.array(Refusal),
    failed: z.array(Refusal),
    undo: z.array(z.object({id: z.string(), undo: undo.nullable()})),
    labels: z.record(z.string(), z.array(z.string())).optional(),
    notes: z.array(Note).optional(),
    sums: Sums.optional(),
  })
  return (text) => parseJsonText(Rows, text)
}

/** The rows of a chunk of which nothing is done. */
export function newChunkRows<Item>(
  waiting: readonly Item[],
  source?: string,
): ChunkRows<Item, never> {
  const from = source === undefined ? {} : {source}
  return {version: 1, waiting: [...waiting], ...from, skipped: [], failed: [], undo: []}
}

/** The rows of a chunk after some of its items are done. Outcomes name items by `idOf`. */
export function rowsAfterOutcomes<Item, Undo>(
  rows: ChunkRows<Item, Undo>,
  outcomes: readonly JobOutcome<Undo>[],
  idOf: (item: Item) => string,
): ChunkRows<Item, Undo> {
  const done = new Set(outcomes.map(({id}) => id))
  const after: ChunkRows<Item, Undo> = {
    ...rows,
    waiting: rows.waiting.filter((item) => !done.has(idOf(item))),
    skipped: [...rows.skipped],
    failed: [...rows.failed],
    undo: [...rows.undo],
  }
  const labels = new Map(Object.entries(rows.labels ?? {}).map(([label, ids]) => [label, [...ids]]))
  const notes = [...(rows.notes ?? [])]
  const sums = new Map(Object.entries(rows.sums ?? {}))
  for (const outcome of outcomes) {
    const {id, label, note} = outcome
    if (label !== undefined) {
      const known = labels.get(label)
      if (known) known.push(id)
      else labels.set(label, [id])
    }
    if (note) notes.push({id, ...note})
    for (const name of outcome.sums ?? []) sums.set(name, (sums.get(name) ?? 0) + 1)
    if (outcome.kind === 'changed') {
      after.undo.push({id, undo: outcome.undo})
      if (outcome.skipped) after.skipped.push({id, problems: outcome.skipped.map(toStoredProblem)})
    } else if (outcome.kind !== 'unchanged') {
      after[outcome.kind].push({id, problems: outcome.problems.map(toStoredProblem)})
    }
  }
  if (labels.size > 0) after.labels = Object.fromEntries(labels)
  if (notes.length > 0) after.notes = notes
  if (sums.size > 0) after.sums = Object.fromEntries(sums)
  return after
}

/**
 * Id of a chunk. It follows from the id of the job, so that no query has to find it:
 * `<site>.chunk.job.<ulid>.<number>` for chunks that only functions write,
 * `<site>.chunk.page.<ulid>.<number>` for those of a page.
 */
export function chunkId({site, ulid}: JobId, way: JobWay, index: number): string {
  const by = way === 'page' ? 'page' : 'job'
  return tenantDocumentId(site, 'chunk', by, ulid, String(index).padStart(6, '0'))
}

/** Ids of `count` chunks of a job, by default of the first ones. */
export function chunkIds(job: JobId, way: JobWay, count: number, from = 0): string[] {
  return Array.from({length: count}, (_, index) => chunkId(job, way, from + index))
}

/** How long chunks are kept, in milliseconds: as long as their job can be undone. */
export const CHUNK_RETENTION_MS = 30 * 24 * 60 * 60 * 1000

/** The job of a chunk, and the user whose page writes it. */
export type ChunkOwner =
  | {_id: string; way: 'function'}
  | {_id: string; way: 'page'; createdBy: string}

/**
 * The document of a new chunk.
 *
 * @param now - ISO 8601, UTC
 * @throws TypeError when the id is not that of a job
 */
export function newChunk<Item, Undo>(
  job: ChunkOwner,
  index: number,
  rows: ChunkRows<Item, Undo>,
  now: string,
): Unstored<JobChunk> {
  const id = parseJobId(job._id)
  if (!id) throw new TypeError(`${job._id} is not the id of a job.`)
  return {
    _id: chunkId(id, job.way, index),
    _type: 'jobChunk',
    site: id.site,
    jobId: job._id,
    index,
    state: rows.waiting.length === 0 ? 'succeeded' : 'queued',
    rows: JSON.stringify(rows),
    ...(job.way === 'page' ? {createdBy: job.createdBy} : {}),
    expiresAt: new Date(Date.parse(now) + CHUNK_RETENTION_MS).toISOString(),
  }
}
