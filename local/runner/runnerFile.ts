import {mkdirSync} from 'node:fs'
import {dirname} from 'node:path'
import Database from 'better-sqlite3'

/** The progress of the runner, stored on disk; both modes share it. */
export interface RunnerProgress {
  /** Position up to which the lake's log has been read; `null` before the first read. */
  cursor(dataset: string): number | null
  setCursor(dataset: string, seq: number): void
  /** Whether a scheduled function was ever called by its schedule. */
  hasRun(name: string): boolean
  noteRun(name: string): void
  /** Deletes the record of all runs. */
  forgetRuns(): void
}

const SCHEMA = `
  create table if not exists cursor (dataset text primary key, seq integer not null) strict;
  create table if not exists scheduled (function text primary key) strict;
`

/**
 * Opens the runner's file. A write survives `kill -9`; a power failure may take the newest ones back.
 *
 * @param file - created when missing, with its folder
 */
export function openRunnerFile(file: string): {db: Database.Database; progress: RunnerProgress} {
  mkdirSync(dirname(file), {recursive: true})
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.exec(SCHEMA)
  const getCursor = db.prepare<[string], {seq: number}>('select seq from cursor where dataset = ?')
  const setCursor = db.prepare<[string, number]>(
    'insert into cursor values (?, ?) on conflict do update set seq = excluded.seq',
  )
  const getRun = db.prepare<[string], {function: string}>(
    'select function from scheduled where function = ?',
  )
  const noteRun = db.prepare<[string]>('insert or ignore into scheduled values (?)')
  const forgetRuns = db.prepare('delete from scheduled')
  return {
    db,
    progress: {
      cursor: (dataset) => getCursor.get(dataset)?.seq ?? null,
      setCursor: (dataset, seq) => void setCursor.run(dataset, seq),
      hasRun: (name) => getRun.get(name) !== undefined,
      noteRun: (name) => void noteRun.run(name),
      forgetRuns: () => void forgetRuns.run(),
    },
  }
}
