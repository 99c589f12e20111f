import {siteTimeZone} from '../../core/time/localDate.ts'

/**
 * A zone that dates can be formatted in: the given one where this browser knows it, else UTC. A site
 * document may hold anything, and an unknown zone makes `Intl` throw.
 *
 * @param zone - IANA name
 */
export function knownTimeZone(zone: string | null | undefined): string {
  return siteTimeZone({timeZone: zone ?? null})
}

/** Whether a text is a point in time that can be formatted. */
export function isMoment(at: string): boolean {
  return !Number.isNaN(Date.parse(at))
}
