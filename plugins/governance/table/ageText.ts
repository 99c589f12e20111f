const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const format = new Intl.RelativeTimeFormat('en', {numeric: 'always', style: 'short'})

/**
 * How long ago something was, such as `3 hr. ago`.
 *
 * @param age - milliseconds
 */
export function ageText(age: number): string {
  if (age < HOUR) return format.format(-Math.floor(age / MINUTE), 'minute')
  if (age < 2 * DAY) return format.format(-Math.floor(age / HOUR), 'hour')
  return format.format(-Math.floor(age / DAY), 'day')
}
