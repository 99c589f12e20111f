import {rmSync} from 'node:fs'
import Database from 'better-sqlite3'
import {openDatasetIndexes} from '../groq/indexes/datasetIndexes.ts'
import {productIndexPlan} from '../groq/indexes/indexPlan.ts'
import {createDocumentRows, type DocumentRows} from './documentRows.ts'
import type {LakeChange} from './lakeChange.ts'

/**
 * A dataset as queries see it with a query lag: up to the transactions of some time ago, or up to a
 * write that waited for the index. It is a separate file without the transactions that queries don't
 * see yet.
 */
export interface QueryCopy {
  readonly file: string
  /** Position up to which queries see everything. */
  seq(): number
  /** Adds a durable transaction; queries see it after the lag. */
  take(changes: readonly LakeChange[]): void
  /** Makes everything up to a position visible now. */
  show(seq: number): void
  /** Copies the whole dataset again: after a bulk load. */
  reload(seq: number): void
  close(): void
}

interface Pending {
  changes: readonly LakeChange[]
  last: number
  /** Milliseconds of a steady clock. */
  due: number
}

interface Opened {
  database: Database.Database
  rows: DocumentRows
}

/** Removes a copy, such as one of a killed lake. */
export function removeQueryCopy(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, {force: true})
}

function open(source: Database.Database, file: string): Opened {
  removeQueryCopy(file)
  source.prepare('VACUUM INTO ?').run(file)
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  // It is copied again whenever the lake starts.
  database.pragma('synchronous = OFF')
  const indexes = openDatasetIndexes(database, productIndexPlan(), () => undefined)
  return {database, rows: createDocumentRows(database, indexes)}
}

/**
 * Copies a dataset for its queries.
 *
 * @param source - the dataset's writing connection
 * @param file - of the copy; an existing one is removed
 * @param lagMs - milliseconds after its commit until queries see a transaction
 * @param newest - position of the dataset's newest change
 */
export function openQueryCopy(
  source: Database.Database,
  file: string,
  lagMs: number,
  newest: number,
): QueryCopy {
  let {database, rows} = open(source, file)
  let pending: Pending[] = []
  let shown = newest
  let timer: NodeJS.Timeout | null = null

  const apply = (transactions: readonly Pending[]) => {
    try {
      database.transaction(() => {
        for (const {documentId, before, after} of transactions.flatMap(({changes}) => changes)) {
          const place = before ? rows.place(documentId) : undefined
          rows.write(place, before, after, after ? JSON.stringify(after) : '')
        }
      })()
    } catch (error) {
      rows.rolledBack()
      throw error
    }
  }
  const show = (seq: number) => {
    const visible = pending.filter(({last}) => last <= seq)
    if (visible.length > 0) apply(visible)
    pending = pending.slice(visible.length)
    shown = Math.max(shown, seq)
  }
  const schedule = () => {
    const [next] = pending
    if (timer || !next) return
    timer = setTimeout(
      () => {
        timer = null
        const now = performance.now()
        const due = pending.findLast((each) => each.due <= now)
        if (due) show(due.last)
        schedule()
      },
      Math.max(1, next.due - performance.now()),
    )
    timer.unref()
  }

  return {
    file,
    seq: () => shown,
    take(changes) {
      const last = changes.at(-1)
      if (!last) return
      pending.push({changes, last: last.seq, due: performance.now() + lagMs})
      schedule()
    },
    show,
    reload(seq) {
      database.close()
      pending = []
      const opened = open(source, file)
      database = opened.database
      rows = opened.rows
      shown = seq
    },
    close() {
      if (timer) clearTimeout(timer)
      database.close()
      removeQueryCopy(file)
    },
  }
}
