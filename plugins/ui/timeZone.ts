/** `Intl` is slow enough to be noticed in a list of dates, and there are few zones. */
const known = new Map<string, string>()

/**
 * A zone that dates can be formatted in: the given one when this browser knows it, else UTC. A site
 * document may hold anything, and an unknown zone makes `Intl` throw.
 *
 * @param zone - IANA name
 */
export function knownTimeZone(zone: string | null | undefined): string {
  if (!zone) return 'UTC'
  const before = known.get(zone)
  if (before) return before
  const found = resolveTimeZone(zone)
  known.set(zone, found)
  return found
}

function resolveTimeZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: zone}).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

/** Whether a text is a point in time that can be formatted. */
export function isMoment(at: string): boolean {
  return !Number.isNaN(Date.parse(at))
}
