import {statSync} from 'node:fs'
import Database from 'better-sqlite3'
import {z} from 'zod'

/** A document as the store keeps it. */
export interface DocumentRow {
  /** Position in storage order; a new document gets one beyond all that exist. */
  n: number
  id: string
  json: string
}

/** How far a dataset has come, or a reader with it. */
export interface SourcePosition {
  /** Position of the newest change in the log. */
  seq: number
  /** The greatest {@link DocumentRow.n} there is. */
  n: number
}

/** One consistent look at a dataset. */
export interface DocumentReader {
  position(): SourcePosition
  /** Ids of documents that changes after a position touched; bulk loads are not among them. */
  changedAfter(seq: number): string[]
  /** A document as it is; `null` when there is none. */
  row(id: string): DocumentRow | null
  /** Documents in storage order beyond a position. */
  rowsAfter(n: number): Iterable<DocumentRow>
}

/** Read-only access to one dataset's file, for one query worker. */
export interface DocumentSource {
  /** Whether the path still leads to the file that was opened: datasets can be made anew. */
  isCurrent(): boolean
  /** Runs `work` in one read transaction; its reader must not be kept. */
  read<T>(work: (reader: DocumentReader) => T): T
  close(): void
}

const ROW = z.object({n: z.int(), id: z.string(), json: z.string()})
const POSITION = z.object({seq: z.int(), n: z.int()})
const IDS = z.array(z.string())

function inodeOf(file: string): number | null {
  return statSync(file, {throwIfNoEntry: false})?.ino ?? null
}

/**
 * Opens a dataset's file as `local/lake/store/schema.ts` lays it out.
 *
 * @throws the database's error when the file is missing or cannot be read
 */
export function openDocumentSource(file: string): DocumentSource {
  const inode = inodeOf(file)
  const database = new Database(file, {readonly: true, fileMustExist: true})
  const position = database.prepare(`SELECT
    (SELECT coalesce(max(seq), 0) FROM changes) AS seq,
    (SELECT coalesce(max(n), 0) FROM documents) AS n`)
  const changedAfter = database
    .prepare("SELECT DISTINCT document FROM changes WHERE seq > ? AND kind <> 'load'")
    .pluck()
  const rowById = database.prepare('SELECT n, id, json FROM documents WHERE id = ?')
  const rowsAfter = database.prepare('SELECT n, id, json FROM documents WHERE n > ? ORDER BY n')
  const reader: DocumentReader = {
    position: () => POSITION.parse(position.get()),
    changedAfter: (seq) => IDS.parse(changedAfter.all(seq)),
    row(id) {
      const row = rowById.get(id)
      return row === undefined ? null : ROW.parse(row)
    },
    *rowsAfter(n) {
      for (const row of rowsAfter.iterate(n)) yield ROW.parse(row)
    },
  }
  return {
    isCurrent: () => inode !== null && inodeOf(file) === inode,
    read<T>(work: (look: DocumentReader) => T): T {
      return database.transaction(() => work(reader)).deferred()
    },
    close: () => {
      database.close()
    },
  }
}
