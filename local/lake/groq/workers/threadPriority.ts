import {readlinkSync} from 'node:fs'
import {setPriority} from 'node:os'

/** How much a thread gives way: about a tenth of the time of one that does not. */
const NICE = 10

/** The operating system's id of the thread that asks; `null` where it tells none. */
export function ownThread(): number | null {
  try {
    const id = Number(/\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1])
    return Number.isInteger(id) ? id : null
  } catch {
    return null
  }
}

/** Lets a thread give way to all others; without effect where threads have no priorities. */
export function giveWay(thread: number | null): void {
  if (thread === null) return
  try {
    setPriority(thread, NICE)
  } catch {
    // It ended, or may not be told.
  }
}
