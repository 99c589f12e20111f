/** How many may wait, as many as hosted Sanity runs for one dataset at a time. */
const MAX_WAITING = 500

/** Tasks that wait for their turn, shared fairly among their owners. */
export interface WaitingLine<T> {
  /** @returns false when the line is full */
  add(task: T): boolean
  /**
   * The next task, now counted as running: of the owner with the fewest running, the one that has
   * waited longest. `null` when none may run.
   */
  next(): T | null
  /** Whether {@link next} would give one. */
  hasNext(): boolean
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
  const runningOf = (task: T) => running.get(task.owner) ?? 0

  function choose(): number {
    let best = -1
    let fewest = most
    for (const [index, task] of waiting.entries()) {
      if (runningOf(task) >= fewest) continue
      best = index
      fewest = runningOf(task)
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
    next() {
      const index = choose()
      const [task] = index === -1 ? [] : waiting.splice(index, 1)
      if (!task) return null
      running.set(task.owner, runningOf(task) + 1)
      return task
    },
    hasNext: () => choose() !== -1,
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
