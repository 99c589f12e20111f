/** Thrown where a query has used up what it may use of a worker for light queries. */
export class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork'
}

/** The clock is looked at after so many units: asking it takes about as long as ten of them. */
const STEP = 64

/** A unit is about an element that a loop passes. */
const DOCUMENT = 4
/** SQL may take any time. */
const STATEMENT = STEP

/** What the query that this thread works on may use; there is one at a time. */
let end = Infinity
let counted = 0

/** Milliseconds that this thread has worked; waiting for others does not count. */
function used(): number {
  const {user, system} = process.threadCpuUsage()
  return (user + system) / 1000
}

/** To be called for work of some units. @throws TooMuchWork when it was enough */
export function countWork(units = 1): void {
  counted += units
  if (counted < STEP || end === Infinity) return
  counted = 0
  if (used() > end) throw new TooMuchWork()
}

/** {@link countWork} for a document that is read or looked at. */
export function countDocument(): void {
  countWork(DOCUMENT)
}

/** {@link countWork} for a statement of SQL. */
export function countStatement(): void {
  countWork(STATEMENT)
}

/**
 * Does the work of one query.
 *
 * @param cpuMs - how long this thread may work on it, in milliseconds; `null` for any time
 * @throws TooMuchWork when that was not enough, if the work comes to a place where it is counted
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
