/** A query has used up its processor time in a worker for light queries. */
export class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork'
}

/** The clock is read once per so many units: reading it takes about as long as ten of them. */
const STEP = 64

/** A unit is about one element of a loop. */
const DOCUMENT = 4
/** A statement may take any time. */
const STATEMENT = STEP

/** When the current query of this thread must stop, by {@link used}. A thread has one at a time. */
let end = Infinity
let counted = 0

/** Milliseconds of processor time of this thread. */
function used(): number {
  const {user, system} = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Counts work. @throws TooMuchWork when the query has used up its time */
export function countWork(units = 1): void {
  counted += units
  if (counted < STEP || end === Infinity) return
  counted = 0
  if (used() > end) throw new TooMuchWork()
}

/** {@link countWork} for a document that is read or checked. */
export function countDocument(): void {
  countWork(DOCUMENT)
}

/** {@link countWork} for a statement of SQL. */
export function countStatement(): void {
  countWork(STATEMENT)
}

/**
 * Runs one query.
 *
 * @param cpuMs - its processor time in milliseconds; `null` for no limit
 * @throws TooMuchWork when that was not enough, if the query reaches a place where work is counted
 */
export function withWorkLimit<T>(cpuMs: number | null, work: () => T): T {
  end = cpuMs === null ? Infinity : used() + cpuMs
  counted = 0
  try {
    return work()
  } finally {
    end = Infinity
  }
}
