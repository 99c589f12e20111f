/** How a workbook shows a number, as far as it decides what the number means. */
export type NumberFormat =
  | {kind: 'number'}
  | {kind: 'date'}
  | {kind: 'time'}
  /** Hours that go on beyond 24, such as `[h]:mm`. */
  | {kind: 'duration'}
  /** Whole numbers with zeros in front, such as postal codes. */
  | {kind: 'digits'; digits: number}

const NUMBER: NumberFormat = {kind: 'number'}

/** Formats that files do not spell out (ECMA-376 part 1, 18.8.30); those of East Asian languages included. */
const BUILT_IN: readonly (readonly [
  from: number,
  to: number,
  kind: 'date' | 'time' | 'duration',
])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 45, 'time'],
  [46, 46, 'duration'],
  [47, 47, 'time'],
  [50, 54, 'date'],
  [55, 56, 'time'],
  [57, 58, 'date'],
]

/**
 * Tells what a number format makes of a number.
 *
 * @param code - the format, such as `yyyy-mm-dd`, where the file spells it out
 */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) {
    const kind = BUILT_IN.find(([from, to]) => from <= id && id <= to)?.[2]
    return kind === undefined ? NUMBER : {kind}
  }
  const [positive = ''] = code.replaceAll(/"[^"]*"|\\.|[_*]./gu, '').split(';')
  if (/\[(?:h+|m+|s+)\]/iu.test(positive)) return {kind: 'duration'}
  const plain = positive.replaceAll(/\[[^\]]*\]|general|am\/pm/giu, '')
  if (/^0{2,}$/u.test(plain)) return {kind: 'digits', digits: plain.length}
  if (/[yd]/iu.test(plain) || (/m/iu.test(plain) && !/[hs]/iu.test(plain))) return {kind: 'date'}
  return /[hms]/iu.test(plain) ? {kind: 'time'} : NUMBER
}

const DAY = 24 * 60 * 60

/** The last day that Excel knows, 9999-12-31. */
const LAST_DAY = 2_958_465

/**
 * The text of a number: dates as `2024-12-31`, with a time as `2024-12-31T13:30:00`, times as `13:30:00`, durations in
 * hours as `30:15:00`, other numbers with at most 15 digits, which is what Excel shows.
 *
 * @param is1904 - whether the workbook counts days from 1904
 */
export function numberText(value: number, format: NumberFormat, is1904: boolean): string {
  const plain = plainNumber(value)
  if (format.kind === 'number' || value < 0) return plain
  if (format.kind === 'digits') {
    return Number.isInteger(value) ? plain.padStart(format.digits, '0') : plain
  }
  const isClock = format.kind === 'duration' || (format.kind === 'time' && value < 1)
  if (isClock) return clock(Math.round(value * DAY))
  return value >= LAST_DAY + 1 ? plain : dateTime(value, is1904)
}

function plainNumber(value: number): string {
  const rounded = Number(value.toPrecision(15))
  const text = String(rounded)
  if (!text.includes('e')) return text
  return Math.abs(rounded) >= 1
    ? BigInt(rounded).toString()
    : rounded.toFixed(20).replace(/\.?0+$/u, '')
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

function dateTime(serial: number, is1904: boolean): string {
  // Excel believes that 1900 was a leap year, so until then its days are one behind.
  const day0 = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  const seconds = Math.round(serial * DAY)
  const text = new Date(day0 + seconds * 1000).toISOString()
  return seconds % DAY === 0 ? text.slice(0, 10) : text.slice(0, 19)
}
