import {type RowLimits, ROW_LIMITS} from './rowLimits.ts'

/** What is wrong with a row; its cells are then the best that can be made of it. */
export interface RowProblem {
  code: 'unclosedQuote' | 'cellTooLong' | 'tooManyColumns' | 'rowTooLong'
  /** Line of the text where the problem is, from 1. */
  line: number
  /** Column of the cell, from 0, where one cell is at fault. */
  column?: number
}

/** A row that is not divided into cells yet. */
export interface CutRow {
  /** Line of the text where the row begins, from 1. */
  line: number
  /** Without the line break at its end. Every quote that begins a cell is closed. */
  text: string
  /** Whether there may be quotes in it; if not, its cells are what stands between the delimiters. */
  hasQuote: boolean
  problem: RowProblem | undefined
}

const LF = 10
const CR = 13
const QUOTE = '"'
const QUOTE_CODE = 34

const UNCLOSED = -1
const MORE = -2

/** Excel's own first line, which names the delimiter. */
const SEPARATOR = /^"?sep=."?$/iu

/** The smallest lookahead for the end of a quote, in characters. */
const MIN_LOOKAHEAD = 2048

/**
 * Cuts text into rows at the line breaks outside of quotes, and closes quotes that are not closed.
 *
 * A quote is taken for unclosed, and read as a character of its cell, if
 * - the text ends, or more than `limits.lookahead` characters follow, before it is closed;
 * - the next quote stands at the beginning of a cell and is not followed by a delimiter or line break;
 * - the quoted cell has a quote that is neither doubled nor at its end, and the row has another number of cells than
 *   the first two rows.
 *
 * So one forgotten quote costs its own row and none of the following. After each quote that was looked for in vain the
 * lookahead is halved, which bounds the work for a text with many of them.
 */
export class RowCutter {
  readonly #delimiter: string
  readonly #limits: RowLimits
  #lookahead: number
  #rest = ''
  #line = 1
  #isBegun = false
  /** Whether a row was too long, and the rest of its line is left out. */
  #isSkipping = false
  /** The rest is not worth cutting again before it is that long. */
  #enough = 0
  /** Numbers of cells of the first two rows. */
  readonly #widths: number[] = []
  /** Whether the quoted cell that was read last has a quote that is neither doubled nor at its end. */
  #isStray = false

  constructor(delimiter: string, limits: RowLimits = ROW_LIMITS) {
    this.#delimiter = delimiter
    this.#limits = limits
    this.#lookahead = limits.lookahead
  }

  /** Takes more text, and gives the rows that are complete. */
  push(part: string): CutRow[] {
    let text = part.includes('\0') ? part.replaceAll('\0', '') : part
    if (!this.#isBegun && text !== '') {
      this.#isBegun = true
      if (text.startsWith('\ufeff')) text = text.slice(1)
    }
    this.#rest += text
    return this.#rest.length < this.#enough ? [] : this.#cut(false)
  }

  /** Gives the rows that are left when the text has ended. */
  end(): CutRow[] {
    return this.#cut(true)
  }

  #cut(isEnd: boolean): CutRow[] {
    const text = this.#rest
    const rows: CutRow[] = []
    let start = 0
    let lf = text.indexOf('\n')
    let cr = text.indexOf('\r')
    let quote = text.indexOf(QUOTE)
    while (start < text.length) {
      if (lf !== -1 && lf < start) lf = text.indexOf('\n', start)
      if (cr !== -1 && cr < start) cr = text.indexOf('\r', start)
      if (quote !== -1 && quote < start) quote = text.indexOf(QUOTE, start)
      const lineEnd = nearest(lf, cr)
      if (this.#isSkipping) {
        const skipped = lineEnd === -1 ? undefined : endAt(text, lineEnd, isEnd)
        start = skipped?.next ?? nearest(lineEnd, text.length)
        if (skipped === undefined) break
        this.#isSkipping = false
        this.#line += 1
        continue
      }
      const end = lineEnd === -1 ? text.length : lineEnd
      const hasQuote = quote !== -1 && quote < end
      const isCounted = this.#widths.length > 1
      const row =
        hasQuote || !isCounted ? this.#scan(text, start, end, isEnd) : endAt(text, end, isEnd)
      if ((row?.end ?? text.length) - start > this.#limits.lookahead) {
        start += this.#cutTooLong(text.slice(start, start + this.#limits.maxRow), rows)
        continue
      }
      if (row === undefined) break
      if (row.end > start && !(this.#line === 1 && SEPARATOR.test(text.slice(start, row.end)))) {
        if (row.cells !== undefined && !isCounted) this.#widths.push(row.cells)
        rows.push({
          line: this.#line,
          text: row.text ?? text.slice(start, row.end),
          hasQuote,
          problem: row.problem,
        })
      }
      this.#line += row.lines + (row.next > row.end ? 1 : 0)
      start = row.next
    }
    this.#rest = text.slice(start)
    this.#enough = this.#rest.length * 2
    return rows
  }

  /** Keeps the beginning of a row that has no end within the lookahead; the rest of its line is passed over. */
  #cutTooLong(text: string, rows: CutRow[]): number {
    const row = this.#scan(text, 0, 0, true) ?? {end: text.length, next: text.length, lines: 0}
    const problem: RowProblem = {code: 'rowTooLong', line: this.#line}
    rows.push({line: this.#line, text: row.text ?? text.slice(0, row.end), hasQuote: true, problem})
    this.#line += row.lines
    this.#isSkipping = true
    return row.end
  }

  /** Finds the end of the row that begins at `start`; undefined if more text is needed for that. */
  #scan(text: string, start: number, firstBreak: number, isEnd: boolean): Scanned | undefined {
    const code = this.#delimiter.charCodeAt(0)
    let cells = 1
    let lines = 0
    let at = start
    let kept = ''
    let keptTo = start
    let problem: RowProblem | undefined
    /** Where the first cell begins that has a stray quote in it. */
    let doubtful: Place | undefined
    /** Whether cells with stray quotes are not taken for quoted ones, since the row would not fit. */
    let isRejected = false
    let isLiteral = false
    for (;;) {
      if (text.charCodeAt(at) === QUOTE_CODE && !isLiteral) {
        const end = this.#closeQuote(text, at, isEnd)
        if (end === MORE) return undefined
        if (end === UNCLOSED) {
          isLiteral = true
        } else if (this.#isStray && isRejected) {
          this.#lookedInVain(end - at)
          isLiteral = true
        } else {
          if (this.#isStray) doubtful ??= {at, cells, lines, kept, keptTo, problem}
          if (end > firstBreak) lines += countBreaks(text, at, end)
          at = end
        }
      }
      if (isLiteral) {
        const end = cellEnd(text, at, code)
        if (end === text.length && !isEnd) return undefined
        kept += `${text.slice(keptTo, at)}${quote(text.slice(at, end))}`
        problem ??= {code: 'unclosedQuote', line: this.#line + lines, column: cells - 1}
        keptTo = end
        at = end
        isLiteral = false
      } else {
        at = cellEnd(text, at, code)
      }
      if (at === text.length && !isEnd) return undefined
      if (text.charCodeAt(at) === code) {
        cells += 1
        at += 1
        if (at === text.length && !isEnd) return undefined
        continue
      }
      if (doubtful !== undefined && this.#widths.length > 0 && !this.#widths.includes(cells)) {
        // The text after that quote is read again, once.
        this.#lookedInVain(at - doubtful.at)
        ;({at, cells, lines, kept, keptTo, problem} = doubtful)
        isRejected = true
        doubtful = undefined
        isLiteral = true
        continue
      }
      const ended = endAt(text, at, isEnd)
      if (ended === undefined) return undefined
      ended.lines = lines
      ended.cells = cells
      if (problem !== undefined) {
        ended.problem = problem
        ended.text = kept + text.slice(keptTo, at)
      }
      return ended
    }
  }

  /**
   * Finds the end of the quoted cell that begins at `open`, behind blanks that follow its closing quote; or
   * {@link UNCLOSED}, or {@link MORE} if more text is needed. Sets `#isStray`.
   */
  #closeQuote(text: string, open: number, isEnd: boolean): number {
    const code = this.#delimiter.charCodeAt(0)
    let at = open + 1
    this.#isStray = false
    for (;;) {
      const close = text.indexOf(QUOTE, at)
      if (close === -1 || close - open > this.#lookahead) {
        if (!isEnd && text.length - open <= this.#lookahead) return MORE
        this.#lookedInVain(text.length - open)
        return UNCLOSED
      }
      let end = close + 1
      if (end === text.length) return isEnd ? end : MORE
      let next = text.charCodeAt(end)
      if (next === code || isBreak(next)) return end
      if (next === QUOTE_CODE) {
        at = close + 2
        continue
      }
      while (next !== code && isBlank(next)) next = text.charCodeAt(++end)
      if (end === text.length) return isEnd ? end : MORE
      if (next === code || isBreak(next)) return end
      const before = text.charCodeAt(close - 1)
      if (close - 1 > open && (before === code || isBreak(before))) {
        this.#lookedInVain(close - open)
        return UNCLOSED
      }
      this.#isStray = true
      at = close + 1
    }
  }

  /** Bounds the work for texts with many unclosed quotes, in each of which a long way is looked through. */
  #lookedInVain(length: number): void {
    if (length > MIN_LOOKAHEAD) this.#lookahead = Math.max(MIN_LOOKAHEAD, this.#lookahead >> 1)
  }
}

/** Cuts a whole text. */
export function cutText(text: string, delimiter: string, limits: RowLimits = ROW_LIMITS): CutRow[] {
  const cutter = new RowCutter(delimiter, limits)
  return [...cutter.push(text), ...cutter.end()]
}

/** How far a row was read, and what became of it until there. */
interface Place {
  at: number
  cells: number
  lines: number
  kept: string
  keptTo: number
  problem: RowProblem | undefined
}

interface Scanned {
  /** Index of the row's end, before its line break. */
  end: number
  /** Index of the next row. */
  next: number
  /** Line breaks within the row. */
  lines: number
  /** Number of cells, where they were counted. */
  cells?: number
  /** The row's text, where it differs from what was read. */
  text?: string
  problem?: RowProblem
}

/** The row that ends at `end`, with a line break or the text; undefined while it is unknown what follows. */
function endAt(text: string, end: number, isEnd: boolean): Scanned | undefined {
  if (end === text.length) return isEnd ? {end, next: end, lines: 0} : undefined
  if (text.charCodeAt(end) === LF) return {end, next: end + 1, lines: 0}
  if (end + 1 === text.length && !isEnd) return undefined
  return {end, next: text.charCodeAt(end + 1) === LF ? end + 2 : end + 1, lines: 0}
}

function cellEnd(text: string, from: number, delimiter: number): number {
  let at = from
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === delimiter || code === LF || code === CR) break
  }
  return at
}

function countBreaks(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at)
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count += 1
  }
  return count
}

function nearest(a: number, b: number): number {
  if (a === -1) return b
  return b === -1 ? a : Math.min(a, b)
}

function isBreak(code: number): boolean {
  return code === LF || code === CR
}

/** Whether Papa Parse overlooks the character between a closing quote and the end of the cell. */
function isBlank(code: number): boolean {
  return code < 128
    ? code === 32 || code === 9 || code === 11 || code === 12
    : /\s/u.test(String.fromCharCode(code))
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}
