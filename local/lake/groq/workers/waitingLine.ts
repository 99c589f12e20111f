/** The hosted service runs as many queries of one dataset at a time. */
const MAX_WAITING = 500

/** Counts what each owner has. */
export interface OwnerCounts {
  of: (owner: string) => number
  add: (owner: string) => void
  remove: (owner: string) => void
}

/** Starts to count. */
export function createOwnerCounts(): OwnerCounts {
  const counts = new Map<string, number>()
  const of = (owner: string) => counts.get(owner) ?? 0
  return {
    of,
    add: (owner) => void counts.set(owner, of(owner) + 1),
    remove(owner) {
      const left = of(owner) - 1
      if (left > 0) counts.set(owner, left)
      else counts.delete(owner)
    },
  }
}

/** Tasks that wait for a worker, shared fairly among their owners. */
export interface WaitingLine<T> {
  /** @returns false when the line is full */
  add(task: T): boolean
  /**
   * Takes the next task out and counts it as running: of the owner with the fewest running tasks, the
   * one that has waited longest. `null` when none may run.
   *
   * @param may - whether a task of the owner may run, in addition to the line's own limit
   */
  next(may?: (owner: string) => boolean): T | null
  /** Whether {@link next} would give a task. */
  hasNext(): boolean
  /** How many tasks of an owner run. */
  runningOf(owner: string): number
  /** Whether another task of an owner may run, without waiting here. */
  mayRun(owner: string): boolean
  /** Counts a task as running that did not wait here. */
  began(owner: string): void
  /** Counts a running task as ended. */
  ended(owner: string): void
  /** @returns false when the task does not wait here */
  remove(task: T): boolean
  /** Takes all tasks out. */
  clear(): T[]
  length(): number
}

/**
 * Creates an empty line.
 *
 * @param most - how many tasks of one owner may run at a time, so that others find a worker
 */
export function createWaitingLine<T extends {owner: string}>(most: number): WaitingLine<T> {
  const waiting: T[] = []
  const running = createOwnerCounts()

  function choose(may: (owner: string) => boolean = () => true): number {
    let best = -1
    let fewest = most
    for (const [index, {owner}] of waiting.entries()) {
      if (running.of(owner) >= fewest || !may(owner)) continue
      best = index
      fewest = running.of(owner)
      if (fewest === 0) break
    }
    return best
  }

  return {
    add(task) {
      if (waiting.length >= MAX_WAITING) return false
      waiting.push(task)
      return true
    },
    next(may) {
      const index = choose(may)
      const [task] = index === -1 ? [] : waiting.splice(index, 1)
      if (!task) return null
      running.add(task.owner)
      return task
    },
    hasNext: () => choose() !== -1,
    runningOf: running.of,
    mayRun: (owner) => running.of(owner) < most,
    began: running.add,
    ended: running.remove,
    remove(task) {
      const index = waiting.indexOf(task)
      if (index !== -1) waiting.splice(index, 1)
      return index !== -1
    },
    clear: () => waiting.splice(0),
    length: () => waiting.length,
  }
}
