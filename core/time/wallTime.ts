import {toWallTime} from './localDate.ts'

const DAY_MS = 86_400_000

/** Finds the moment at which clocks of a zone show a wall time, both in milliseconds. */
export type WallClock = (wallTime: number) => number

function offsetAt(time: number, timeZone: string): number {
  return toWallTime(time, timeZone) - time
}

/** The offset of all moments around a day of the wall, `null` where clocks are changed around it. */
function offsetAround(day: number, timeZone: string): number | null {
  const before = offsetAt((day - 1) * DAY_MS, timeZone)
  return before === offsetAt((day + 2) * DAY_MS, timeZone) ? before : null
}

function exactMoment(wallTime: number, timeZone: string): number {
  const before = offsetAt(wallTime - DAY_MS, timeZone)
  const earlier = wallTime - before
  if (toWallTime(earlier, timeZone) === wallTime) return earlier
  const later = wallTime - offsetAt(wallTime + DAY_MS, timeZone)
  return toWallTime(later, timeZone) === wallTime ? later : earlier
}

/**
 * Turns what clocks of a zone showed into moments, for many values: it keeps the offset of each day that
 * was asked for. Of two moments at which clocks show the same, it takes the earlier; a time that clocks
 * skip counts as if they had not been changed yet.
 *
 * @throws RangeError for a zone that does not exist
 */
export function wallClock(timeZone: string): WallClock {
  const offsets = new Map<number, number | null>()
  toWallTime(0, timeZone)
  return (wallTime) => {
    const day = Math.floor(wallTime / DAY_MS)
    let offset = offsets.get(day)
    if (offset === undefined) {
      offset = offsetAround(day, timeZone)
      if (offsets.size > 100_000) offsets.clear()
      offsets.set(day, offset)
    }
    return offset === null ? exactMoment(wallTime, timeZone) : wallTime - offset
  }
}
