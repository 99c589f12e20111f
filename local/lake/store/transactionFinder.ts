import type Database from 'better-sqlite3'
import {isEverything, type IdRange} from '../access/visibleIds.ts'
import {ROOT_OF_DOCUMENT} from './schema.ts'

/** Numbers of transactions, inclusive. */
export interface NumberRange {
  low: number
  high: number
}

/** Which transactions to find: those that touched one of these documents. */
export type TouchedBy = {ids: readonly string[]} | {ranges: readonly IdRange[]}

/** What one search of the log found. */
export interface Found {
  /** In the requested order. Some may contain nothing that the reader may see. */
  numbers: number[]
  /** Where to search next; `null` at the end. */
  rest: NumberRange | null
}

/**
 * Finds transactions by what they touched, in the order of the log.
 *
 * @param most - how many to find at most in one call
 */
export type TransactionFinder = (
  touched: TouchedBy,
  range: NumberRange,
  reverse: boolean,
  most: number,
) => Found

/** Most transactions that one search covers where no index knows which of them are wanted. */
const WINDOW = 20_000

interface Bounds extends NumberRange {
  most: number
}

/** Reads the numbers of some transactions, at a cost proportional to their count. */
type Source = (bounds: Bounds) => number[]

/** The first segment of an id with its dot; `null` where a range may hold ids of several. */
function rootOf({from, to}: IdRange): string | null {
  const root = from.slice(0, from.indexOf('.') + 1)
  const end = `${root.slice(0, -1)}/`
  return root !== '' && to <= end ? root : null
}

/** Whether a range holds one id only, as `_id == "…"` has it. */
function isSingle({from, to}: IdRange): boolean {
  return to === `${from}\0`
}

export function createTransactionFinder(database: Database.Database): TransactionFinder {
  const order = (reverse: boolean) => (reverse ? 'DESC' : 'ASC')
  const statements = new Map<string, Database.Statement<object[], number>>()
  const prepare = (sql: string): Database.Statement<object[], number> => {
    let statement = statements.get(sql)
    if (!statement) {
      statement = database.prepare<object[], number>(sql).pluck()
      statements.set(sql, statement)
    }
    return statement
  }

  const everything = (reverse: boolean): Source => {
    const statement = prepare(
      `SELECT n FROM transactions WHERE n BETWEEN @low AND @high AND changes > 0
       ORDER BY n ${order(reverse)} LIMIT @most`,
    )
    return (bounds) => statement.all(bounds)
  }

  // The index of documents goes by positions, which grow with the numbers of transactions.
  const ofDocument = (id: string, reverse: boolean): Source => {
    const statement = prepare(
      `SELECT tx FROM changes WHERE document = @id AND seq BETWEEN
         ifnull((SELECT first_seq FROM transactions WHERE n >= @low ORDER BY n LIMIT 1), 0) AND
         ifnull((SELECT first_seq + changes - 1 FROM transactions WHERE n <= @high
                 ORDER BY n DESC LIMIT 1), -1)
       ORDER BY seq ${order(reverse)} LIMIT @most`,
    )
    return (bounds) => statement.all({...bounds, id})
  }

  const ofRange = (range: IdRange, reverse: boolean): Source => {
    const root = rootOf(range)
    const isRoot = root !== null && root === range.from && range.to === `${root.slice(0, -1)}/`
    const inside = isRoot ? '' : 'AND document >= @from AND document < @to'
    const byRoot = root === null ? '' : `${ROOT_OF_DOCUMENT} = @root AND`
    const statement = prepare(
      `SELECT DISTINCT tx FROM changes WHERE ${byRoot} tx BETWEEN @low AND @high ${inside}
       ORDER BY tx ${order(reverse)} LIMIT @most`,
    )
    return (bounds) => statement.all({...bounds, ...range, root})
  }

  const sourcesOf = (touched: TouchedBy, reverse: boolean): Source[] => {
    if ('ids' in touched) return touched.ids.map((id) => ofDocument(id, reverse))
    return touched.ranges.map((range) =>
      isSingle(range) ? ofDocument(range.from, reverse) : ofRange(range, reverse),
    )
  }

  return (touched, {low, high}, reverse, most) => {
    if (low > high) return {numbers: [], rest: null}
    const isEvery = 'ranges' in touched && isEverything(touched.ranges)
    const sources = isEvery ? [everything(reverse)] : sourcesOf(touched, reverse)
    const searched = isEvery
      ? {
          low: reverse ? Math.max(low, high - WINDOW + 1) : low,
          high: reverse ? high : Math.min(high, low + WINDOW - 1),
        }
      : {low, high}
    const all = new Set(sources.flatMap((source) => source({...searched, most})))
    const sorted = [...all].sort((a, b) => (reverse ? b - a : a - b))
    const numbers = sorted.slice(0, most)
    const last = numbers.length === most ? numbers.at(-1) : undefined
    const rest = reverse
      ? {low, high: (last ?? searched.low) - 1}
      : {low: (last ?? searched.high) + 1, high}
    return {numbers, rest: rest.low <= rest.high ? rest : null}
  }
}
