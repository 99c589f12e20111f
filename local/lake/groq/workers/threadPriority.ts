import {readlinkSync} from 'node:fs'
import {setPriority} from 'node:os'

/** A thread of this niceness gets about a tenth of the time of a normal one. */
const NICE = 10

/** The operating system's id of the current thread; `null` where it gives none. */
export function currentThread(): number | null {
  try {
    const id = Number(/\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1])
    return Number.isInteger(id) ? id : null
  } catch {
    return null
  }
}

/** Makes a thread give way to all others; without effect where threads have no priorities. */
export function lowerPriority(thread: number | null): void {
  if (thread === null) return
  try {
    setPriority(thread, NICE)
  } catch {
    // The thread has ended, or the system does not allow it.
  }
}
