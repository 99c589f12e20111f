/** The fields of a cron expression, each as the set of values it names. */
export interface CronSchedule {
  minutes: ReadonlySet<number>
  hours: ReadonlySet<number>
  daysOfMonth: ReadonlySet<number>
  months: ReadonlySet<number>
  /** 0 is Sunday. */
  daysOfWeek: ReadonlySet<number>
  everyHour: boolean
  everyDayOfMonth: boolean
  everyDayOfWeek: boolean
}

/** The five fields as `defineScheduledFunction` leaves them. */
export interface CronFields {
  minute: string
  hour: string
  dayOfMonth: string
  month: string
  dayOfWeek: string
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const MINUTE_MS = 60_000
/** Offsets of time zones from UTC are multiples of a quarter of an hour. */
const QUARTER_MS = 15 * MINUTE_MS
const HORIZON_MS = 5 * 366 * 24 * 60 * MINUTE_MS

function parseValue(text: string, names: readonly string[], first: number): number {
  const named = names.indexOf(text.toLowerCase().slice(0, 3))
  if (named >= 0 && /^[a-z]+$/i.test(text)) return named + first
  if (!/^\d{1,2}$/.test(text)) throw new Error(`"${text}" is not a value of a cron field`)
  return Number(text)
}

function parseField(
  field: string,
  low: number,
  high: number,
  names: readonly string[] = [],
): Set<number> {
  const values = new Set<number>()
  for (const part of field.split(',')) {
    const [range = '', step, ...rest] = part.split('/')
    const every = step === undefined ? 1 : Number(step)
    const [from = '', to, ...more] =
      range === '*' || range === '?' ? [`${low}`, `${high}`] : range.split('-')
    const start = parseValue(from, names, low)
    const end = to === undefined ? (step === undefined ? start : high) : parseValue(to, names, low)
    const valid =
      Number.isInteger(every) && every > 0 && start >= low && end <= high && start <= end
    if (!valid || rest.length > 0 || more.length > 0) {
      throw new Error(`"${part}" is not within ${low}-${high} of a cron field`)
    }
    for (let value = start; value <= end; value += every) values.add(value)
  }
  return values
}

/**
 * Reads a cron expression of five fields with lists, ranges, steps and English names.
 *
 * @throws Error that names the part it does not understand
 */
export function parseCron(fields: CronFields): CronSchedule {
  const daysOfWeek = parseField(fields.dayOfWeek, 0, 7, DAYS)
  if (daysOfWeek.delete(7)) daysOfWeek.add(0)
  return {
    minutes: parseField(fields.minute, 0, 59),
    hours: parseField(fields.hour, 0, 23),
    daysOfMonth: parseField(fields.dayOfMonth, 1, 31),
    months: parseField(fields.month, 1, 12, MONTHS),
    daysOfWeek,
    everyHour: fields.hour.startsWith('*'),
    everyDayOfMonth: /^[*?]/.test(fields.dayOfMonth),
    everyDayOfWeek: /^[*?]/.test(fields.dayOfWeek),
  }
}

interface WallClock {
  minute: number
  hour: number
  day: number
  month: number
  weekday: number
}

const FORMATS = new Map<string, Intl.DateTimeFormat>()

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    minute: 'numeric',
    hour: 'numeric',
    day: 'numeric',
    month: 'numeric',
    weekday: 'short',
  })
  FORMATS.set(timeZone, format)
  return format
}

function wallClock(time: number, timeZone: string): WallClock {
  const clock: WallClock = {minute: 0, hour: 0, day: 0, month: 0, weekday: 0}
  for (const {type, value} of formatFor(timeZone).formatToParts(time)) {
    if (type === 'weekday') clock.weekday = DAYS.indexOf(value.toLowerCase())
    else if (type === 'minute' || type === 'hour' || type === 'day' || type === 'month') {
      clock[type] = Number(value)
    }
  }
  return clock
}

function dayMatches(schedule: CronSchedule, clock: WallClock): boolean {
  if (!schedule.months.has(clock.month)) return false
  const ofMonth = schedule.daysOfMonth.has(clock.day)
  const ofWeek = schedule.daysOfWeek.has(clock.weekday)
  // As in crontab(5): where both are restricted, either is enough.
  return schedule.everyDayOfMonth || schedule.everyDayOfWeek ? ofMonth && ofWeek : ofMonth || ofWeek
}

/**
 * The next minute at which a schedule is due.
 *
 * Local times that daylight saving skips are skipped; of those that it repeats the first one
 * counts, unless the schedule runs at every hour.
 *
 * @param after - milliseconds since 1970 UTC; the answer is later than that
 * @param timeZone - IANA name
 * @returns milliseconds since 1970 UTC, or `null` when nothing is due within five years
 * @throws RangeError for an unknown time zone
 */
export function nextRun(schedule: CronSchedule, after: number, timeZone: string): number | null {
  let time = (Math.floor(after / MINUTE_MS) + 1) * MINUTE_MS
  const end = after + HORIZON_MS
  while (time <= end) {
    const clock = wallClock(time, timeZone)
    if (!dayMatches(schedule, clock) || !schedule.hours.has(clock.hour)) {
      time = (Math.floor(time / QUARTER_MS) + 1) * QUARTER_MS
      continue
    }
    if (schedule.minutes.has(clock.minute)) {
      const hourAgo = wallClock(time - 60 * MINUTE_MS, timeZone)
      const repeated = hourAgo.hour === clock.hour && hourAgo.minute === clock.minute
      if (schedule.everyHour || !repeated) return time
    }
    time += MINUTE_MS
  }
  return null
}
