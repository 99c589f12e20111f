import {useDateTimeFormat, useRelativeTime} from 'sanity'
import {isMoment, knownTimeZone} from './timeZone.ts'

/** What a {@link RelativeTime} shows. */
export interface RelativeTimeProps {
  /** ISO 8601, UTC. */
  at: string
  /** IANA zone that the full time in the tooltip is given in; the site's. */
  timeZone: string
}

function KnownRelativeTime(props: RelativeTimeProps) {
  const {at, timeZone} = props
  const relative = useRelativeTime(at, {minimal: true, timeZone, useTemporalPhrase: true})
  const format = useDateTimeFormat({dateStyle: 'medium', timeStyle: 'short', timeZone})
  return (
    <time
      dateTime={at}
      style={{whiteSpace: 'nowrap'}}
      title={`${format.format(new Date(at))} (${timeZone})`}
    >
      {relative}
    </time>
  )
}

/** How long ago something was ("3 hours ago"), with the full time and its zone on hover. */
export function RelativeTime(props: RelativeTimeProps) {
  if (!isMoment(props.at)) return props.at
  return <KnownRelativeTime at={props.at} timeZone={knownTimeZone(props.timeZone)} />
}
