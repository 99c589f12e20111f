import {type RowLimits, ROW_LIMITS} from './rowLimits.ts'

/** Media type of {@link ndjsonText}. */
export const NDJSON_TYPE = 'application/x-ndjson'

/** A line of NDJSON: a record, or what is wrong with the line. */
export type NdjsonLine =
  | {line: number; record: Readonly<Record<string, unknown>>; problem?: undefined}
  | {line: number; record?: undefined; problem: NdjsonProblem}

export interface NdjsonProblem {
  code: 'invalidJson' | 'notAnObject' | 'lineTooLong'
  line: number
}

/** Formats records as NDJSON, each on a line ended by LF: a whole file, or a part of one. */
export function ndjsonText(records: readonly Readonly<Record<string, unknown>>[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('')
}

/**
 * Reads NDJSON in batches, while the text arrives. Memory does not grow with the text.
 *
 * A line that is no JSON object, or longer than `limits.maxRow`, has a problem, and reading continues with the next
 * line. Blank lines are left out, but counted.
 *
 * @param text - parts of any length
 */
export async function* readNdjson(
  text: AsyncIterable<string>,
  limits: Pick<RowLimits, 'maxRow' | 'batch' | 'batchText'> = ROW_LIMITS,
): AsyncGenerator<NdjsonLine[]> {
  let batch: NdjsonLine[] = []
  let length = 0
  let line = 0
  for await (const lines of splitLines(text, limits.maxRow)) {
    for (const one of lines) {
      line += 1
      if (one.trim() === '') continue
      batch.push(parseLine(one, line, limits.maxRow))
      length += one.length
      if (batch.length < limits.batch && length < limits.batchText) continue
      yield batch
      batch = []
      length = 0
    }
  }
  if (batch.length > 0) yield batch
}

/** Lines without their breaks, each cut behind the limit. */
async function* splitLines(text: AsyncIterable<string>, maxRow: number): AsyncGenerator<string[]> {
  let rest = ''
  let isBegun = false
  for await (const part of text) {
    const lines = (isBegun ? part : part.replace(/^\ufeff/u, '')).split('\n')
    isBegun ||= part !== ''
    lines[0] = rest + (lines[0] ?? '')
    rest = (lines.pop() ?? '').slice(0, maxRow + 1)
    yield lines
  }
  if (rest !== '') yield [rest]
}

function parseLine(text: string, line: number, maxRow: number): NdjsonLine {
  if (text.length > maxRow) return {line, problem: {code: 'lineTooLong', line}}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return {line, problem: {code: 'invalidJson', line}}
  }
  return isRecord(value) ? {line, record: value} : {line, problem: {code: 'notAnObject', line}}
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
