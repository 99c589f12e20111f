import {createContext, useEffect, useMemo, useState} from 'react'
import {useCurrentLocale} from 'sanity'
import {isMoment, knownTimeZone} from '../../ui/timeZone.ts'

/** A time relative to now, and in full for the tooltip. */
interface ShownTime {
  text: string
  title: string
}

type DescribeTime = (at: string) => ShownTime

/** Passes one description of times to all cells. */
export const TimesContext = createContext<DescribeTime>((at) => ({text: at, title: at}))

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_556_952_000],
  ['month', 2_629_746_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/**
 * Describes times relative to `now`.
 *
 * @param now - milliseconds since the epoch
 * @param locale - BCP 47
 * @param timeZone - IANA name; the full time is given in it
 */
export function describeTimes(now: number, locale: string, timeZone: string): DescribeTime {
  const relative = new Intl.RelativeTimeFormat(locale, {numeric: 'auto', style: 'short'})
  const zone = knownTimeZone(timeZone)
  const full = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  })
  return (at) => {
    if (!isMoment(at)) return {text: at, title: at}
    const time = Date.parse(at)
    const difference = time - now
    const [unit, length] = STEPS.find(([, size]) => Math.abs(difference) >= size) ?? [
      'minute',
      60_000,
    ]
    return {
      text: relative.format(Math.trunc(difference / length), unit),
      title: `${full.format(time)} (${zone})`,
    }
  }
}

/** Describes times for the cells; the result changes every minute. */
export function useDescribeTimes(timeZone: string): DescribeTime {
  const {id: locale} = useCurrentLocale()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return useMemo(() => describeTimes(now, locale, timeZone), [locale, now, timeZone])
}
