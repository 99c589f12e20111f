import {randomFrom, seedOf} from '../../demo/random.ts'
import type {EventSink, FunctionEvent} from '../followChanges.ts'
import {openRunnerFile} from '../runnerFile.ts'

/** How unreliable the delivery of events is. */
export interface DeliveryRules {
  /** The same seed gives the same event the same delays and copies. */
  seed: number
  /** Longest delay of a delivery, in milliseconds. */
  maxDelayMs: number
  /** Share of the events that are delivered twice, from 0 to 1. */
  duplicateShare: number
}

/** One delivery of an event to its function. */
export type Delivery = Pick<FunctionEvent, 'function' | 'document' | 'data' | 'lineage'> & {
  id: number
}

/** Deliveries that are yet to be made, stored on disk. */
export interface DeliveryQueue extends EventSink {
  /** Stores an event of a scheduled function. */
  addScheduled(name: string): void
  /** Whether an event of a scheduled function was ever stored. */
  hasRun(name: string): boolean
  /**
   * Deliveries whose time has come and that are not admitted yet, in the order of their times.
   *
   * @param now - milliseconds since 1970 UTC
   */
  due(now: number, limit: number): Delivery[]
  /** When the next delivery that is not admitted is due (milliseconds since 1970 UTC), or `null`. */
  nextDue(): number | null
  /** Marks a delivery that now only waits for a process. */
  admit(id: number): void
  /** The delivery that was admitted first, or `null`. */
  nextAdmitted(): Delivery | null
  /** Removes a delivery: its call begins, or is never made. */
  remove(id: number): void
  /** How many deliveries there are. */
  pending(): number
  close(): void
}

const SCHEMA = `
  create table if not exists delivery (
    id integer primary key autoincrement,
    function text not null,
    document text not null,
    data text not null,
    lineage text,
    due integer not null,
    admitted integer not null default 0
  ) strict;
  create index if not exists delivery_by_time on delivery (admitted, due, id);
`

/**
 * Opens the queue of the strict mode in the runner's file. A delivery leaves it before its call
 * begins, so none is ever made twice because of a crash, and a call that a crash ends is lost.
 *
 * @param file - created when missing, with its folder
 * @param now - milliseconds since 1970 UTC
 */
export function openDeliveryQueue(
  file: string,
  rules: DeliveryRules,
  now: () => number,
): DeliveryQueue {
  const {db, progress} = openRunnerFile(file)
  db.exec(SCHEMA)
  const insert = db.prepare<[string, string, string, string | null, number]>(
    'insert into delivery (function, document, data, lineage, due) values (?, ?, ?, ?, ?)',
  )
  const columns = 'id, function, document, data, lineage'
  const selectDue = db.prepare<[number, number], Delivery>(
    `select ${columns} from delivery where admitted = 0 and due <= ? order by due, id limit ?`,
  )
  const selectNext = db.prepare<[], {due: number | null}>(
    'select min(due) due from delivery where admitted = 0',
  )
  const selectAdmitted = db.prepare<[], Delivery>(
    `select ${columns} from delivery where admitted = 1 order by due, id limit 1`,
  )
  const setAdmitted = db.prepare<[number]>('update delivery set admitted = 1 where id = ?')
  const remove = db.prepare<[number]>('delete from delivery where id = ?')
  const count = db.prepare<[], {count: number}>('select count(*) count from delivery')
  const scheduledCalls = new Map<string, number>()

  const addPlanned = (event: FunctionEvent): void => {
    const {seq, document, data, lineage} = event
    for (const delay of planDeliveries(rules, event.function, seq)) {
      insert.run(event.function, document, data, lineage, now() + delay)
    }
  }
  return {
    cursor: (dataset) => progress.cursor(dataset),
    add: db.transaction((events: readonly FunctionEvent[], dataset: string, cursor: number) => {
      for (const event of events) addPlanned(event)
      progress.setCursor(dataset, cursor)
    }),
    addScheduled: db.transaction((name: string) => {
      const seq = scheduledCalls.get(name) ?? 0
      scheduledCalls.set(name, seq + 1)
      addPlanned({function: name, document: '', data: '{}', lineage: null, seq})
      progress.noteRun(name)
    }),
    hasRun: (name) => progress.hasRun(name),
    due: (time, limit) => selectDue.all(time, limit),
    nextDue: () => selectNext.get()?.due ?? null,
    admit: (id) => void setAdmitted.run(id),
    nextAdmitted: () => selectAdmitted.get() ?? null,
    remove: (id) => void remove.run(id),
    pending: () => count.get()?.count ?? 0,
    reset: db.transaction((dataset: string) => {
      db.exec('delete from delivery')
      progress.forgetRuns()
      progress.setCursor(dataset, 0)
    }),
    close: () => void db.close(),
  }
}

/**
 * Plans the deliveries of an event. Each has its own delay, so events arrive out of order, those of
 * one document too. A plan depends only on its arguments.
 *
 * @param source - of the event, such as the function that it calls
 * @param seq - number of the event within its source
 * @returns the delay of each delivery, in milliseconds: one, or two for a duplicate
 */
export function planDeliveries(rules: DeliveryRules, source: string, seq: number): number[] {
  const random = randomFrom(seedOf(`${rules.seed} ${source}`, seq))
  const delay = (): number => random.int(rules.maxDelayMs + 1)
  return random.chance(rules.duplicateShare) ? [delay(), delay()] : [delay()]
}
