import type {SyncSchedule} from './syncRule.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The first Monday of 1970, from which weeks are counted. */
const FIRST_MONDAY_MS = 4 * DAY_MS

/** The hour of the day, UTC, at which a site is refreshed: sites are spread over the day. */
function hourOf(site: string): number {
  let hash = 7
  for (const letter of site) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 24
  return hash
}

/**
 * The time since which a site's refresh is due: the beginning of its day, or of its week from Monday, in
 * whole hours, UTC. It is the same for every call until the next refresh is due.
 *
 * @param nowMs - milliseconds since 1970
 * @returns milliseconds since 1970; `null` for a manual schedule
 */
export function dueSince(schedule: SyncSchedule, site: string, nowMs: number): number | null {
  const shift = hourOf(site) * HOUR_MS
  switch (schedule) {
    case 'daily':
      return Math.floor((nowMs - shift) / DAY_MS) * DAY_MS + shift
    case 'weekly': {
      const start = FIRST_MONDAY_MS + shift
      const week = 7 * DAY_MS
      return Math.floor((nowMs - start) / week) * week + start
    }
    default:
      return null
  }
}
