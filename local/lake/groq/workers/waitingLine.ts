/** How many may wait, as many as hosted Sanity runs for one dataset at a time. */
const MAX_WAITING = 500

/** Tasks that wait for their turn, shared fairly among their owners. */
export interface WaitingLine<T> {
  /** @returns false when the line is full */
  add(task: T): boolean
  /**
   * The next task, now counted as running: of the owner with the fewest running, the one that has
   * waited longest. `null` when none may run.
   *
   * @param may - whether an owner's task may run, besides
   */
  next(may?: (owner: string) => boolean): T | null
  /** Whether {@link next} would give one. */
  hasNext(): boolean
  /** How many of an owner's tasks run. */
  runningOf(owner: string): number
  /** Whether another task of an owner may run, of those that do not wait here. */
  mayRun(owner: string): boolean
  /** Counts a task as running that did not wait here. */
  began(owner: string): void
  /** Counts one of an owner's tasks as ended. */
  ended(owner: string): void
  /** Takes a task out; false when it does not wait here. */
  remove(task: T): boolean
  /** Empties the line, giving what was in it. */
  clear(): T[]
  length(): number
}

/**
 * Makes an empty line.
 *
 * @param most - how many tasks of one owner may run at a time, so that others find a worker
 */
export function createWaitingLine<T extends {owner: string}>(most: number): WaitingLine<T> {
  const waiting: T[] = []
  const running = new Map<string, number>()
  const runningOf = (owner: string) => running.get(owner) ?? 0
  const began = (owner: string) => running.set(owner, runningOf(owner) + 1)

  function choose(may: (owner: string) => boolean = () => true): number {
    let best = -1
    let fewest = most
    for (const [index, {owner}] of waiting.entries()) {
      if (runningOf(owner) >= fewest || !may(owner)) continue
      best = index
      fewest = runningOf(owner)
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
      began(task.owner)
      return task
    },
    hasNext: () => choose() !== -1,
    runningOf,
    mayRun: (owner) => runningOf(owner) < most,
    began: (owner) => void began(owner),
    ended(owner) {
      const left = (running.get(owner) ?? 0) - 1
      if (left > 0) running.set(owner, left)
      else running.delete(owner)
    },
    remove(task) {
      const index = waiting.indexOf(task)
      if (index !== -1) waiting.splice(index, 1)
      return index !== -1
    },
    clear: () => waiting.splice(0),
    length: () => waiting.length,
  }
}
