import type {SanityClient} from '@sanity/client'
import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import type {RowsToImport} from '../../../../core/imports/importPlan.ts'
import {
  ChunkBuilder,
  uploadedChunk,
  type PreparedChunk,
  type Upload,
} from '../../../../core/imports/uploadChunks.ts'
import {
  uploadedRow,
  type PersonColumns,
  type ReadRow,
} from '../../../../core/imports/uploadedRow.ts'
import {DuplicateFinder} from '../../../../core/spreadsheet/duplicates.ts'
import {whenAdmitted, withRetry} from '../../../shared/withRetry.ts'

/** Chunks that are on their way at a time: the store answers one while the next is read. */
const AT_ONCE = 3

/** What the instruction of an import says of an uploaded chunk. */
type UploadedChunk = RowsToImport['chunks'][number]

/**
 * The chunks of a table, as they are read.
 *
 * @param options.seed - random, so that nobody can prepare addresses that are taken for the same
 * @param options.onRow - gets each row
 */
export async function* chunksOfTable(
  rows: AsyncIterable<ReadRow[]>,
  columns: PersonColumns,
  {seed, onRow}: {seed: number; onRow: (row: ReadRow) => void},
): AsyncGenerator<PreparedChunk> {
  const duplicates = new DuplicateFinder(1000, seed)
  const builder = new ChunkBuilder()
  for await (const batch of rows) {
    for (const row of batch) {
      onRow(row)
      const full = builder.add(0, uploadedRow(row, columns, duplicates))
      if (full) yield full
    }
  }
  const last = builder.flush()
  if (last) yield last
}

/** Where chunks are uploaded, and how long it may take. */
export interface UploadTarget {
  /** Of whoever imports: the store's history is to name them. */
  client: SanityClient
  upload: Upload
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal
  now: () => Date
}

/**
 * Uploads chunks as they are read, some at a time. While the store is busy or away for a moment, it waits, and
 * nothing more is read. Ends early when the signal aborts.
 *
 * @returns what the instruction names of each chunk, in order
 * @throws the store's error when it refuses, or stays away
 */
export async function uploadChunks(
  chunks: AsyncIterable<PreparedChunk>,
  {client, upload, signal, now}: UploadTarget,
): Promise<UploadedChunk[]> {
  const store = committer(client, 'leads.api.import-upload', 'async')
  const uploaded: UploadedChunk[] = []
  const sending = new Set<Promise<void>>()
  const failures: unknown[] = []
  for await (const chunk of chunks) {
    if (signal.aborted) break
    const {index, file, rows, digest} = chunk
    uploaded[index] = {file, rows, digest}
    const mutation = {createOrReplace: uploadedChunk(upload, chunk, now().toISOString())}
    const sent = withRetry(() => whenAdmitted(() => commitOnce(store, [mutation])))
      .catch((error: unknown) => void failures.push(error))
      .finally(() => sending.delete(sent))
    sending.add(sent)
    if (sending.size >= AT_ONCE) await Promise.race(sending)
    if (failures.length > 0) break
  }
  await Promise.all(sending)
  if (failures.length > 0) throw failures[0]
  return uploaded
}

/** Names the chunks of a table without uploading them, to compare it with what was uploaded before. */
export async function nameChunks(chunks: AsyncIterable<PreparedChunk>): Promise<UploadedChunk[]> {
  const named: UploadedChunk[] = []
  for await (const {file, rows, digest} of chunks) named.push({file, rows, digest})
  return named
}
