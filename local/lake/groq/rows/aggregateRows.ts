import type {GroqNode} from '../groqNode.ts'
import {uniqueValues} from '../native/uniqueValues.ts'
import {bestDriver} from './driverChoice.ts'
import {expressionKey, ownAttribute} from '../groqTree.ts'
import {valueOfKey} from '../indexes/keyValue.ts'
import type {LakeSearch, PreparedFilter} from '../sql/preparedFilter.ts'
import {rowStatement} from './rowStatement.ts'

/** What is asked of the values that an expression has for the matches of a filter. */
export type Aggregate = 'sum' | 'avg' | 'min' | 'max' | 'unique' | 'countUnique'

/** A document that SQL cannot judge, with the value of the expression. */
export interface ExtraValue {
  id: string
  value: unknown
}

/** Drivers that find more than this are not worth going by. */
const MANY = 50_000
/** So many different values are told apart one by one. */
const MANY_VALUES = 100_000
/** Sums of whole numbers are the same in any order up to here. */
const EXACT = Number.MAX_SAFE_INTEGER

/** The column that holds the keys of an expression; `null` when none does. */
function columnOf(expression: GroqNode, {scope}: PreparedFilter): string | null {
  if (ownAttribute(expression) === '_id') return 'e.id'
  if (expression.type === 'FuncCall' && expression.name === 'dateTime') return null
  const key = expressionKey(expression)
  const column = scope.plan.columns.find((entry) => entry.key === key)
  return column ? `e.${column.name}` : null
}

function statement(prepared: PreparedFilter, search: LakeSearch, select: string) {
  const driver = bestDriver(prepared, search, MANY)
  return rowStatement(prepared, driver?.isScan ? null : driver, select)
}

/** What can be told of numbers in any order. */
interface Numbers {
  count: number
  /** Of their whole parts. */
  sum: number
  /** Whether they are whole, and few and small enough for their sum to be exact. */
  isExact: boolean
  least: number | null
  greatest: number | null
  /** Whether there is a value that is neither a number nor null: then there is no answer. */
  isMixed: boolean
}

/** Keys are ordered by type: numbers, texts, booleans, null; see `keyValue.ts`. */
function numbersIn(prepared: PreparedFilter, search: LakeSearch, column: string): Numbers {
  const number = `${column} < ''`
  const whole = `CAST(${column} AS INTEGER)`
  const [text, params] = statement(
    prepared,
    search,
    `count(*) FILTER (WHERE ${number}),
     total(${whole}) FILTER (WHERE ${number}),
     total(abs(${column})) FILTER (WHERE ${number}),
     count(*) FILTER (WHERE ${number} AND ${column} <> ${whole}),
     min(${column}) FILTER (WHERE ${number}),
     max(${column}) FILTER (WHERE ${number}),
     count(*) FILTER (WHERE ${column} >= '' AND ${column} <> x'02')`,
  )
  const [row = []] = search.rows(text, params)
  const [count, sum, absolute, broken, least, greatest, others] = row
  return {
    count: Number(count),
    sum: Number(sum),
    isExact: Number(broken) === 0 && Number(absolute) <= EXACT,
    least: typeof least === 'number' ? least : null,
    greatest: typeof greatest === 'number' ? greatest : null,
    isMixed: Number(others) > 0,
  }
}

/** Adds what is not whole up in the order in which groq-js would. */
function sumInOrder(
  prepared: PreparedFilter,
  search: LakeSearch,
  column: string,
  extras: readonly ExtraValue[],
): number {
  const [text, params] = statement(prepared, search, `${column}, e.id`)
  const waiting = [...extras].sort((a, b) => (a.id < b.id ? -1 : 1))
  let sum = 0
  const addExtras = (isBefore: (id: string) => boolean) => {
    const end = waiting.findIndex(({id}) => !isBefore(id))
    for (const {value} of waiting.splice(0, end === -1 ? waiting.length : end)) {
      if (typeof value === 'number') sum += value
    }
  }
  const sorted = `${text} AND ${column} < '' ORDER BY e.id`
  for (const [value, id] of search.file.eachRow(sorted, params)) {
    if (waiting.length > 0) addExtras((extra) => extra < String(id))
    sum += Number(value)
  }
  addExtras(() => true)
  return sum
}

function ofNumbers(
  kind: 'sum' | 'avg' | 'min' | 'max',
  prepared: PreparedFilter,
  search: LakeSearch,
  column: string,
  extras: readonly ExtraValue[],
): number | null {
  const found = numbersIn(prepared, search, column)
  const more = extras.map(({value}) => value ?? null).filter((value) => value !== null)
  const numbers = more.filter((value) => typeof value === 'number')
  if (found.isMixed || numbers.length < more.length) return null
  const count = found.count + numbers.length
  if (kind === 'min' || kind === 'max') {
    const ends = [kind === 'min' ? found.least : found.greatest, ...numbers]
    const known = ends.filter((value) => value !== null)
    if (known.length === 0) return null
    return known.reduce((one, other) =>
      kind === 'min' ? Math.min(one, other) : Math.max(one, other),
    )
  }
  const isExact = found.isExact && numbers.every((value) => Number.isSafeInteger(value))
  const exactly = numbers.reduce((sum, value) => sum + value, found.sum)
  const sum =
    isExact && Number.isSafeInteger(exactly)
      ? exactly
      : sumInOrder(prepared, search, column, extras)
  if (kind === 'sum') return sum
  return count === 0 ? null : sum / count
}

/** Each different value in the order of the first ids that have it. */
function unique(
  prepared: PreparedFilter,
  search: LakeSearch,
  column: string,
  extras: readonly ExtraValue[],
): unknown[] | null {
  const [text, params] = statement(prepared, search, `${column} AS k, min(e.id)`)
  const rows = search.rows(`${text} GROUP BY k LIMIT ${MANY_VALUES + 1}`, params)
  if (rows.length > MANY_VALUES) return null
  const firsts: ExtraValue[] = rows.map(([key, id]) => ({value: valueOfKey(key), id: String(id)}))
  const all = [...firsts, ...extras].sort((a, b) => (a.id < b.id ? -1 : 1))
  return uniqueValues(all.map(({value}) => value ?? null))
}

function countUnique(
  prepared: PreparedFilter,
  search: LakeSearch,
  column: string,
  extras: readonly ExtraValue[],
): number | null {
  if (extras.length > 0) return unique(prepared, search, column, extras)?.length ?? null
  const [text, params] = statement(prepared, search, `count(DISTINCT ${column})`)
  return Number(search.rows(text, params)[0]?.[0])
}

/**
 * An aggregate over the matches of a filter that SQL decides, as groq-js has it.
 *
 * @param extras - matches among the documents that SQL cannot judge
 * @returns `null` when SQL cannot tell
 */
export function aggregateRows(
  kind: Aggregate,
  expression: GroqNode,
  prepared: PreparedFilter,
  search: LakeSearch,
  extras: readonly ExtraValue[],
): {value: unknown} | null {
  const column = columnOf(expression, prepared)
  if (column === null) return null
  if (kind === 'unique' || kind === 'countUnique') {
    const answer = kind === 'unique' ? unique : countUnique
    const value = answer(prepared, search, column, extras)
    return value === null ? null : {value}
  }
  return {value: ofNumbers(kind, prepared, search, column, extras)}
}
