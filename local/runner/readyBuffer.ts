import type {Invocation, InvocationQueue} from './invocationQueue.ts'

/** How many due invocations are read from the queue at a time. */
const READ_AHEAD = 200

/** Due invocations of one function, read from the queue many at a time. */
export interface ReadyBuffer {
  /** Says that the queue may hold more than was read: something was added, ended or became due. */
  stale(): void
  /**
   * Hands out invocations, oldest first, for as long as they are taken.
   *
   * @param now - milliseconds since 1970 UTC
   * @param take - starts an invocation, or leaves it for later
   */
  offer(now: number, take: (invocation: Invocation) => 'taken' | 'later' | 'stop'): void
}

/** @param isRunning - whether an invocation runs now, though the queue still holds it */
export function createReadyBuffer(
  queue: Pick<InvocationQueue, 'due'>,
  name: string,
  isRunning: (id: number) => boolean,
): ReadyBuffer {
  let ready: Invocation[] = []
  let mayHoldMore = true

  /** @returns whether everything that could be taken was */
  const handOut = (take: (invocation: Invocation) => 'taken' | 'later' | 'stop'): boolean => {
    const left: Invocation[] = []
    for (const [index, invocation] of ready.entries()) {
      const answer = take(invocation)
      if (answer === 'stop') {
        ready = [...left, ...ready.slice(index)]
        return false
      }
      if (answer === 'later') left.push(invocation)
    }
    ready = left
    return true
  }

  return {
    stale() {
      mayHoldMore = true
    },
    offer(now, take) {
      if (!handOut(take) || !mayHoldMore) return
      mayHoldMore = false
      const kept = new Set(ready.map(({id}) => id))
      const limit = READ_AHEAD + kept.size
      const due = queue.due(name, now, limit)
      if (due.length === limit) mayHoldMore = true
      ready.push(...due.filter(({id}) => !kept.has(id) && !isRunning(id)))
      handOut(take)
    },
  }
}
