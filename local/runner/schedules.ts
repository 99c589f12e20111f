import type {FunctionSpec} from './blueprint.ts'

/** Longest time a timer is set for: clocks get changed, and timers have an upper limit. */
const LONGEST_SLEEP_MS = 60_000

/**
 * Calls back whenever a scheduled function is due. Times that pass while nothing runs are not made
 * up for, as with the hosted service. Only one that has never run is called at once: on the hosted
 * service it would have, since the project was there long before anybody looks at it.
 *
 * @param hasRun - whether a function was ever called by its schedule
 * @returns stops it
 */
export function startSchedules(
  functions: readonly FunctionSpec[],
  now: () => number,
  due: (name: string) => void,
  hasRun: (name: string) => boolean,
): () => void {
  const timers = new Set<NodeJS.Timeout>()
  for (const {name, on} of functions) {
    if (on.kind !== 'schedule') continue
    let timer: NodeJS.Timeout | undefined
    const sleepUntil = (time: number | null): void => {
      if (timer) timers.delete(timer)
      if (time === null) return
      timer = setTimeout(
        () => {
          if (now() < time) {
            sleepUntil(time)
            return
          }
          due(name)
          sleepUntil(on.schedule.next(now()))
        },
        Math.min(Math.max(0, time - now()), LONGEST_SLEEP_MS),
      )
      timers.add(timer)
    }
    sleepUntil(on.schedule.next(now()))
    if (!hasRun(name)) due(name)
  }
  return () => {
    for (const timer of timers) clearTimeout(timer)
  }
}
