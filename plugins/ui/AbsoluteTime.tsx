import {useDateTimeFormat} from 'sanity'
import {isMoment, knownTimeZone} from './timeZone.ts'

/** What an {@link AbsoluteTime} shows. */
export interface AbsoluteTimeProps {
  /** ISO 8601, UTC. */
  at: string
  /** IANA zone to give it in. */
  timeZone: string
  /** Whether the zone is written behind the time; for evidence it always is. */
  showZone?: boolean
}

/** A point in time in full, in a given zone. */
export function AbsoluteTime(props: AbsoluteTimeProps) {
  const {at, showZone = false} = props
  const timeZone = knownTimeZone(props.timeZone)
  const format = useDateTimeFormat({dateStyle: 'medium', timeStyle: 'short', timeZone})
  if (!isMoment(at)) return at
  return (
    <time dateTime={at} title={timeZone}>
      {format.format(new Date(at))}
      {showZone && ` (${timeZone})`}
    </time>
  )
}
