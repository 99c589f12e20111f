import type {EventSink, FunctionEvent} from './followChanges.ts'
import {openRunnerFile} from './runnerFile.ts'

/** A call of a function that has not succeeded yet. */
export interface Invocation {
  id: number
  function: string
  /** Id of the document it is about; empty for a scheduled one. */
  document: string
  /** Event data as JSON text. */
  data: string
  /** How often it has failed. */
  failures: number
  /** Whether it runs alone in its thread, because a thread died with it and others inside. */
  solo: boolean
}

/** An invocation that was given up after its last attempt. */
export interface DeadInvocation {
  id: number
  function: string
  document: string
  failures: number
  error: string
}

/** Invocations and the position in the lake's log, on disk. */
export interface InvocationQueue extends EventSink {
  /** Stores one invocation of a scheduled function, unless one is still pending. */
  addScheduled(name: string): void
  /** Whether an invocation of a scheduled function was ever stored. */
  hasRun(name: string): boolean
  /**
   * The oldest invocations of a function that may run: due, and the first of their document.
   *
   * @param now - milliseconds since 1970 UTC
   */
  due(name: string, now: number, limit: number): Invocation[]
  /** When the next waiting invocation is due (milliseconds since 1970 UTC), or `null`. */
  nextDue(now: number): number | null
  done(id: number): void
  /** Postpones an invocation; does not count as a failure. */
  postpone(id: number, until: number): void
  /** Makes invocations run alone from now on; does not count as a failure. */
  isolate(ids: readonly number[]): void
  fail(id: number, error: string, retryAt: number | null): void
  counts(): {pending: number; failing: number; dead: number}
  dead(): DeadInvocation[]
  /** Retries everything that was given up. @returns how many */
  retryDead(): number
  close(): void
}

const SCHEMA = `
  create table if not exists invocation (
    id integer primary key autoincrement,
    function text not null,
    document text not null,
    seq integer,
    data text not null,
    failures integer not null default 0,
    not_before integer not null default 0,
    solo integer not null default 0,
    dead integer not null default 0,
    error text,
    unique (function, seq)
  ) strict;
  create index if not exists by_function on invocation (function, dead, id);
  create index if not exists by_document on invocation (function, document, dead, id);
  create index if not exists by_time on invocation (dead, not_before);
`

interface InvocationRow extends Omit<Invocation, 'solo'> {
  solo: number
}

/**
 * Opens the queue of the ordinary mode in the runner's file. A write that a power failure takes back
 * only means that a function runs once more.
 *
 * @param file - created when missing, with its folder
 */
export function openInvocationQueue(file: string): InvocationQueue {
  const {db, progress} = openRunnerFile(file)
  db.exec(SCHEMA)

  const insert = db.prepare<[string, string, number, string]>(
    'insert or ignore into invocation (function, document, seq, data) values (?, ?, ?, ?)',
  )
  const insertScheduled = db.prepare<[string, string]>(
    `insert into invocation (function, document, data) select ?, '', '{}'
     where not exists (select 1 from invocation where function = ? and dead = 0)`,
  )
  const selectDue = db.prepare<[string, number, number], InvocationRow>(
    `select id, function, document, data, failures, solo from invocation i indexed by by_function
     where function = ? and dead = 0 and not_before <= ? and not exists (
       select 1 from invocation e
       where e.function = i.function and e.document = i.document and e.dead = 0 and e.id < i.id
     ) order by id limit ?`,
  )
  const selectNext = db.prepare<[number], {at: number | null}>(
    'select min(not_before) at from invocation where dead = 0 and not_before > ?',
  )
  const remove = db.prepare<[number]>('delete from invocation where id = ?')
  const setTime = db.prepare<[number, number]>('update invocation set not_before = ? where id = ?')
  const setSolo = db.prepare<[number]>('update invocation set solo = 1 where id = ?')
  const setFailed = db.prepare<[string, number | null, number, number]>(
    `update invocation set failures = failures + 1, error = ?,
     not_before = coalesce(?, not_before), dead = ? where id = ?`,
  )
  const count = db.prepare<[], {pending: number; failing: number; dead: number}>(
    `select count(*) filter (where dead = 0) pending,
            count(*) filter (where dead = 0 and failures > 0) failing,
            count(*) filter (where dead = 1) dead from invocation`,
  )
  const selectDead = db.prepare<[], DeadInvocation>(
    'select id, function, document, failures, error from invocation where dead = 1 order by id',
  )
  const retryDead = db.prepare(
    'update invocation set dead = 0, failures = 0, not_before = 0 where dead = 1',
  )

  return {
    cursor: (dataset) => progress.cursor(dataset),
    add: db.transaction((events: readonly FunctionEvent[], dataset: string, seq: number) => {
      for (const event of events) insert.run(event.function, event.document, event.seq, event.data)
      progress.setCursor(dataset, seq)
    }),
    addScheduled: db.transaction((name: string) => {
      insertScheduled.run(name, name)
      progress.noteRun(name)
    }),
    hasRun: (name) => progress.hasRun(name),
    due: (name, now, limit) =>
      selectDue.all(name, now, limit).map((row) => Object.assign(row, {solo: row.solo === 1})),
    nextDue: (now) => selectNext.get(now)?.at ?? null,
    done: (id) => void remove.run(id),
    postpone: (id, until) => void setTime.run(until, id),
    isolate: db.transaction((ids: readonly number[]) => {
      for (const id of ids) setSolo.run(id)
    }),
    fail: (id, error, retryAt) => void setFailed.run(error, retryAt, retryAt === null ? 1 : 0, id),
    counts: () => count.get() ?? {pending: 0, failing: 0, dead: 0},
    dead: () => selectDead.all(),
    retryDead: () => retryDead.run().changes,
    reset: db.transaction((dataset: string) => {
      db.exec('delete from invocation')
      progress.forgetRuns()
      progress.setCursor(dataset, 0)
    }),
    close: () => void db.close(),
  }
}
