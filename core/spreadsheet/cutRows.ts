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
  problem?: RowProblem
}

const LF = 10
const CR = 13
const QUOTE = '"'

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
  #widths: number[] = []

  constructor(delimiter: string, limits: RowLimits = ROW_LIMITS) {
    this.#delimiter = delimiter
    this.#limits = limits
    this.#lookahead = limits.lookahead
  }

  /** Takes more text, and gives the rows that are complete. */
  *push(part: string): Generator<CutRow> {
    let text = part.includes('\0') ? part.replaceAll('\0', '') : part
    if (!this.#isBegun && text !== '') {
      this.#isBegun = true
      if (text.startsWith('\ufeff')) text = text.slice(1)
    }
    this.#rest += text
    if (this.#rest.length >= this.#enough) yield* this.#cut(false)
  }

  /** Gives the rows that are left when the text has ended. */
  *end(): Generator<CutRow> {
    yield* this.#cut(true)
  }

  *#cut(isEnd: boolean): Generator<CutRow> {
    const text = this.#rest
    let start = 0
    let lf = text.indexOf('\n')
    let cr = text.indexOf('\r')
    let quote = text.indexOf(QUOTE)
    while (start < text.length) {
      if (lf !== -1 && lf < start) lf = text.indexOf('\n', start)
      if (cr !== -1 && cr < start) cr = text.indexOf('\r', start)
      if (quote !== -1 && quote < start) quote = text.indexOf(QUOTE, start)
      const end = nearest(lf, cr)
      const isPlain = (end !== -1 || isEnd) && (quote === -1 || (end !== -1 && quote > end))
      let row: Scanned | undefined
      if (this.#isSkipping) {
        if (end === -1) {
          start = text.length
          break
        }
        row = endAt(text, end, isEnd)
        if (row === undefined) break
        this.#isSkipping = false
        this.#line += 1
        start = row.next
        continue
      } else if (isPlain && this.#widths.length > 1) {
        row = end === -1 ? {end: text.length, next: text.length, lines: 0} : endAt(text, end, isEnd)
      } else {
        row = this.#scan(text, start, isEnd)
      }
      const isTooLong = (row?.end ?? text.length) - start > this.#limits.lookahead
      if (row === undefined && !isTooLong) break
      if (row === undefined || isTooLong) {
        row = this.#scan(text.slice(start, start + this.#limits.maxRow), 0, true)
        if (row === undefined) break
        const problem: RowProblem = {code: 'rowTooLong', line: this.#line}
        yield {line: this.#line, text: row.text ?? text.slice(start, start + row.end), problem}
        start += row.end
        this.#line += row.lines
        this.#isSkipping = true
        continue
      }
      const line = this.#line
      const isSeparatorLine = line === 1 && /^"?sep=."?$/iu.test(text.slice(start, row.end))
      if (!isSeparatorLine && row.end > start) {
        if (row.cells !== undefined && this.#widths.length < 2) this.#widths.push(row.cells)
        const cut: CutRow = {line, text: row.text ?? text.slice(start, row.end)}
        if (row.problem !== undefined) cut.problem = row.problem
        yield cut
      }
      this.#line += row.lines
      if (row.next > row.end) this.#line += 1
      start = row.next
    }
    this.#rest = text.slice(start)
    this.#enough = this.#rest.length * 2
  }

  /** Finds the end of the row that begins at `start`; undefined if more text is needed for that. */
  #scan(text: string, start: number, isEnd: boolean): Scanned | undefined {
    const delimiter = this.#delimiter
    const code = delimiter.charCodeAt(0)
    let cells = 1
    let lines = 0
    let at = start
    let kept = ''
    let keptTo = start
    let problem: RowProblem | undefined
    /** Where the first cell begins that has a stray quote in it. */
    let doubtful: Place | undefined
    let isLiteral = false
    for (;;) {
      if (text[at] === QUOTE && !isLiteral) {
        const quoted = this.#closeQuote(text, at, isEnd)
        if (quoted === undefined) return undefined
        if (quoted !== 'unclosed') {
          const inside = countBreaks(text, at, quoted.end)
          if (quoted.isStray) doubtful ??= {at, cells, lines, kept, keptTo, problem}
          lines += inside
          at = quoted.end
        } else {
          isLiteral = true
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
      if (text[at] === delimiter) {
        cells += 1
        at += 1
        if (at === text.length && !isEnd) return undefined
        continue
      }
      if (doubtful !== undefined && this.#widths.length > 0 && !this.#widths.includes(cells)) {
        // What stands behind that quote is read again.
        ;({at, cells, lines, kept, keptTo, problem} = doubtful)
        doubtful = undefined
        isLiteral = true
        continue
      }
      const ended: Scanned | undefined =
        at === text.length ? {end: at, next: at, lines} : endAt(text, at, isEnd)
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

  /** Finds the end of the quoted cell that begins at `open`; undefined if more text is needed for that. */
  #closeQuote(text: string, open: number, isEnd: boolean): Quoted | 'unclosed' | undefined {
    let isStray = false
    let at = open + 1
    for (;;) {
      const close = text.indexOf(QUOTE, at)
      if (close === -1 || close - open > this.#lookahead) {
        if (!isEnd && text.length - open <= this.#lookahead) return undefined
        this.#lookahead = Math.max(MIN_LOOKAHEAD, this.#lookahead >> 1)
        return 'unclosed'
      }
      if (close + 1 === text.length && !isEnd) return undefined
      if (text[close + 1] === QUOTE) {
        at = close + 2
        continue
      }
      let end = close + 1
      while (end < text.length && text[end] !== this.#delimiter && isBlank(text.charCodeAt(end)))
        end += 1
      if (end === text.length) return isEnd ? {end, isStray} : undefined
      if (text[end] === this.#delimiter || isBreak(text.charCodeAt(end))) return {end, isStray}
      const before = text[close - 1]
      const isCellStart = before === this.#delimiter || before === '\n' || before === '\r'
      if (isCellStart && close - 1 > open) return 'unclosed'
      isStray = true
      at = close + 1
    }
  }
}

/** Cuts a whole text, or its first rows. */
export function cutText(text: string, delimiter: string, maxRows = Infinity): CutRow[] {
  const cutter = new RowCutter(delimiter)
  const rows: CutRow[] = []
  for (const part of [cutter.push(text), cutter.end()]) {
    for (const row of part) {
      if (rows.push(row) >= maxRows) return rows
    }
  }
  return rows
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

interface Quoted {
  /** Index behind the closing quote, and behind blanks that follow it. */
  end: number
  /** Whether there is a quote in it that is neither doubled nor at the end. */
  isStray: boolean
}

/** The row that ends with the line break at `end`; undefined while it is unknown whether LF follows CR. */
function endAt(text: string, end: number, isEnd: boolean): Scanned | undefined {
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
  if (isBreak(code)) return false
  return code < 128
    ? code === 32 || code === 9 || code === 11 || code === 12
    : /\s/u.test(String.fromCharCode(code))
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}
