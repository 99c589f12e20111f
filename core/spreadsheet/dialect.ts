import {cutText} from './cutRows.ts'
import {guessHasHeader} from './guessHasHeader.ts'
import {isBlankRow, parseCells} from './parseCells.ts'

/** Characters that are recognised between cells. */
export const DELIMITERS = [',', ';', '\t', '|', '^', '~'] as const

export type Delimiter = (typeof DELIMITERS)[number]

export type LineBreak = '\r\n' | '\n' | '\r'

/** How a text is divided into rows and cells. */
export interface Dialect {
  delimiter: Delimiter
  quote: '"'
  /** The most frequent one. {@link readRows} accepts all of them in one file. */
  lineBreak: LineBreak
  /** Whether the first row has headings. */
  hasHeader: boolean
  /** Whether delimiter and header row are beyond doubt; otherwise a person should look at the rows. */
  isSure: boolean
}

/** Excel's own first line, such as `sep=;`, which names the delimiter. */
const SEPARATOR_LINE = /^\ufeff?"?sep=([^\r\n])"?(?:\r\n|\n|\r|$)/iu

/** Between equals, the one that is rarer within texts comes first. */
const BY_RARITY: readonly Delimiter[] = ['\t', '|', '^', '~', ';', ',']

/** Rows to judge by. */
const JUDGED_ROWS = 200

/** Share of the rows that must have as many cells as most have, for a delimiter to be one. */
const MIN_CONSISTENCY = 0.5

interface Candidate {
  delimiter: Delimiter
  rows: string[][]
  /** Number of cells that most rows have. */
  width: number
  /** Number of rows that have more or fewer cells. */
  misfits: number
}

/**
 * Recognises delimiter, line breaks and header row.
 *
 * The delimiter is the one by which most rows have the same number of cells, at least two; delimiters within quotes
 * do not count. A first line `sep=;` alone decides. A text without any delimiter has one column.
 *
 * @param sample - the beginning of the text; 64,000 characters are plenty. Its last row may be incomplete.
 */
export function detectDialect(sample: string): Dialect {
  const named = DELIMITERS.find((delimiter) => delimiter === SEPARATOR_LINE.exec(sample)?.[1])
  const candidates = (named === undefined ? BY_RARITY : [named])
    .map((delimiter) => judge(sample, delimiter))
    .sort((a, b) => score(b) - score(a))
  const [best, second] = candidates
  const isColumns = best !== undefined && (named !== undefined || score(best) > 0)
  const chosen = isColumns ? best : judge(sample, absentDelimiter(sample))
  const header = guessHasHeader(chosen.rows)
  return {
    delimiter: chosen.delimiter,
    quote: '"',
    lineBreak: mostFrequentBreak(sample),
    hasHeader: header.hasHeader,
    isSure:
      header.isSure &&
      (named !== undefined || (isColumns ? isClear(best, second) : candidates.every(hasOneColumn))),
  }
}

function judge(sample: string, delimiter: Delimiter): Candidate {
  const cut = cutText(sample, delimiter).slice(0, JUDGED_ROWS + 1)
  // The sample may end within a row.
  const judged = cut.length > 5 ? cut.slice(0, -1) : cut
  const rows = parseCells(judged, delimiter).filter((cells) => !isBlankRow(cells))
  const counts = new Map<number, number>()
  for (const {length} of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width, count] = [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0] ?? [1, 0]
  return {delimiter, rows, width, misfits: rows.length - count}
}

/** Share of the rows that have the same number of cells; 0 if there is one column, or none fits most rows. */
function score({rows, width, misfits}: Candidate): number {
  const consistency = 1 - misfits / rows.length
  return width < 2 || consistency < MIN_CONSISTENCY ? 0 : consistency
}

function hasOneColumn(candidate: Candidate): boolean {
  return candidate.width === 1 && candidate.misfits === 0
}

/** Whether no other delimiter divides the rows nearly as well; tabs are rare in texts. */
function isClear(best: Candidate, second: Candidate | undefined): boolean {
  if (best.misfits > Math.max(1, 0.1 * best.rows.length)) return false
  return second === undefined || best.delimiter === '\t' || score(second) < 0.8 * score(best)
}

/** A delimiter that leaves every line whole. */
function absentDelimiter(sample: string): Delimiter {
  return DELIMITERS.find((delimiter) => !sample.includes(delimiter)) ?? '\t'
}

function mostFrequentBreak(sample: string): LineBreak {
  const counts = {'\r\n': 0, '\n': 0, '\r': 0}
  for (const [lineBreak] of sample.matchAll(/\r\n|\n|\r(?!$)/gu)) {
    if (lineBreak === '\r\n' || lineBreak === '\n' || lineBreak === '\r') counts[lineBreak] += 1
  }
  if (counts['\r\n'] >= counts['\n'] && counts['\r\n'] >= counts['\r']) {
    return counts['\r\n'] > 0 ? '\r\n' : '\n'
  }
  return counts['\n'] >= counts['\r'] ? '\n' : '\r'
}
