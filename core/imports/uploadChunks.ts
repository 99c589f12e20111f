import type {Unstored} from '../documents/stored.ts'
import {problem} from '../problems/problem.ts'
import {ProblemError} from '../problems/problemError.ts'
import type {JobChunk} from '../sanity.types.generated.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import {MAX_CHUNK_BYTES, MAX_IMPORT_ROWS, ROWS_PER_CHUNK} from './importPlan.ts'
import {formatUploadedRow, joinUploadedRows, type UploadedRow} from './uploadedChunk.ts'

/** How long uploaded rows are kept, in milliseconds: long enough to correct and repeat an import. */
export const UPLOAD_RETENTION_MS = 7 * 24 * 60 * 60 * 1000

/** A chunk of rows that is ready to be uploaded. */
export interface PreparedChunk {
  /** Position in the upload, from 0. */
  index: number
  /** Which file of the import the rows are from. */
  file: number
  /** How many rows it has. */
  rows: number
  /** JSON of the rows, for the `rows` attribute. */
  text: string
  /** SHA-256 of the text. */
  digest: string
}

/** More rows than an import takes. */
export class TooManyRowsError extends ProblemError {
  override readonly name = 'TooManyRowsError'
}

/**
 * Puts rows into chunks: at most {@link ROWS_PER_CHUNK} rows and {@link MAX_CHUNK_BYTES} bytes each. A chunk
 * has rows of one file. Memory holds one chunk.
 */
export class ChunkBuilder {
  #rows: string[] = []
  #bytes = 0
  #file = 0
  #index = 0
  #first = 0

  /**
   * Adds a row. Rows of one file come one after the other.
   *
   * @returns a chunk when one is full, else `null`
   * @throws TooManyRowsError
   */
  add(file: number, row: UploadedRow): PreparedChunk | null {
    const text = formatUploadedRow(row)
    // A character takes up to three bytes.
    const bytes = text.length * 3
    const isFull =
      this.#rows.length >= ROWS_PER_CHUNK ||
      this.#bytes + bytes > MAX_CHUNK_BYTES ||
      file !== this.#file
    const full = isFull ? this.flush() : null
    this.#file = file
    this.#bytes += bytes
    this.#rows.push(text)
    return full
  }

  /** The rows that are left; `null` when none are. Call it after the last row. */
  flush(): PreparedChunk | null {
    if (this.#rows.length === 0) return null
    const [first, file] = [this.#first, this.#file]
    const {text, digest} = joinUploadedRows({first, file}, this.#rows)
    const rows = this.#rows.length
    const chunk = {index: this.#index, file, rows, text, digest}
    this.#index += 1
    this.#first += rows
    this.#rows = []
    this.#bytes = 0
    if (this.#first > MAX_IMPORT_ROWS) {
      throw new TooManyRowsError([problem('import-file.too-many-rows', {limit: MAX_IMPORT_ROWS})])
    }
    return chunk
  }
}

/** Id of an uploaded chunk: it follows from the upload, so that no query has to find it. */
export function uploadedChunkId(site: string, upload: string, index: number): string {
  return tenantDocumentId(site, 'chunk', 'page', upload, String(index).padStart(6, '0'))
}

/** Where an upload belongs. */
export interface Upload {
  site: string
  /** ULID of the upload; the first check of its rows has the same. */
  ulid: string
  /** Id of the user whose page uploads. */
  createdBy: string
}

/**
 * The document of an uploaded chunk.
 *
 * @param now - ISO 8601, UTC
 */
export function uploadedChunk(
  {site, ulid, createdBy}: Upload,
  chunk: Pick<PreparedChunk, 'index' | 'text' | 'digest'>,
  now: string,
): Unstored<JobChunk> {
  return {
    _id: uploadedChunkId(site, ulid, chunk.index),
    _type: 'jobChunk',
    site,
    jobId: tenantDocumentId(site, 'import', ulid),
    index: chunk.index,
    state: 'queued',
    rows: chunk.text,
    digest: chunk.digest,
    createdBy,
    expiresAt: new Date(Date.parse(now) + UPLOAD_RETENTION_MS).toISOString(),
  }
}
