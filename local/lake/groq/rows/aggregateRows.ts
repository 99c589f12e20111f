import type {GroqNode} from '../groqNode.ts'
import {expressionKey, isCall, ownAttribute} from '../groqTree.ts'
import {valueOfKey} from '../indexes/keyValue.ts'
import {uniqueValues} from '../native/nativeValue.ts'
import type {LakeSearch, PreparedFilter} from '../sql/lakeSearch.ts'
import {bestAccessPath} from './accessPathChoice.ts'
import {rowStatement, type Statement} from './rowStatement.ts'

/** An aggregate of the values that an expression has for the matches of a filter. */
export type Aggregate = 'sum' | 'avg' | 'min' | 'max' | 'unique' | 'countUnique'

/** The value that the expression has for a document without an index entry. */
export interface ExtraValue {
  id: string
  value: unknown
}

/** What an aggregate is computed from. */
interface Source {
  prepared: PreparedFilter
  search: LakeSearch
  /** The column that holds the keys of the expression. */
  column: string
  extras: readonly ExtraValue[]
}

/** An access path that finds more rows than this is no faster than reading all. */
const MANY = 50_000
/** More distinct values are not read. */
const MANY_VALUES = 100_000

/**
 * An aggregate over the matches of a filter which SQL alone decides, as groq-js computes it.
 *
 * @param extras - matches among the documents without an index entry
 * @returns `null` where no column holds the expression, or it has too many values
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
  const source = {prepared, search, column, extras}
  if (kind === 'unique' || kind === 'countUnique') {
    const value = kind === 'unique' ? unique(source) : countUnique(source)
    return value === null ? null : {value}
  }
  return {value: ofNumbers(kind, source)}
}

function columnOf(expression: GroqNode, {scope}: PreparedFilter): string | null {
  if (ownAttribute(expression) === '_id') return 'e.id'
  if (isCall(expression, 'global::dateTime')) return null
  const key = expressionKey(expression)
  const column = scope.plan.columns.find((entry) => entry.key === key)
  return column ? `e.${column.name}` : null
}

function statement({prepared, search}: Source, select: string): Statement {
  const path = bestAccessPath(prepared, search, MANY)
  return rowStatement(prepared, path?.isScan ? null : path, select)
}

/** Each distinct value, in the order of the first ids that have it. */
function unique(source: Source): unknown[] | null {
  const {column, search, extras} = source
  const [text, params] = statement(source, `${column} AS k, min(e.id)`)
  const rows = search.rows(`${text} GROUP BY k LIMIT ${MANY_VALUES + 1}`, params)
  if (rows.length > MANY_VALUES) return null
  const firsts: ExtraValue[] = rows.map(([key, id]) => ({value: valueOfKey(key), id: String(id)}))
  const all = [...firsts, ...extras].sort((a, b) => (a.id < b.id ? -1 : 1))
  return uniqueValues(all.map(({value}) => value ?? null))
}

function countUnique(source: Source): number | null {
  if (source.extras.length > 0) return unique(source)?.length ?? null
  const [text, params] = statement(source, `count(DISTINCT ${source.column})`)
  return Number(source.search.rows(text, params)[0]?.[0])
}

function ofNumbers(kind: 'sum' | 'avg' | 'min' | 'max', source: Source): number | null {
  const found = numbersIn(source)
  const more = source.extras.map(({value}) => value ?? null).filter((value) => value !== null)
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
  const sum = isExact && Number.isSafeInteger(exactly) ? exactly : sumInOrder(source)
  if (kind === 'sum') return sum
  return count === 0 ? null : sum / count
}

/** What one statement reads about the numbers of a column. */
interface Numbers {
  count: number
  /** The sum of their whole parts. */
  sum: number
  /** Whether all are whole, and so small that their sum is the same in any order. */
  isExact: boolean
  least: number | null
  greatest: number | null
  /** Whether there is a value that is neither a number nor null: then the aggregate is null. */
  isMixed: boolean
}

/** Keys are ordered by type: numbers, texts, booleans, null; see `keyValue.ts`. */
function numbersIn(source: Source): Numbers {
  const {column, search} = source
  const number = `${column} < ''`
  const whole = `CAST(${column} AS INTEGER)`
  const [text, params] = statement(
    source,
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
    isExact: Number(broken) === 0 && Number(absolute) <= Number.MAX_SAFE_INTEGER,
    least: typeof least === 'number' ? least : null,
    greatest: typeof greatest === 'number' ? greatest : null,
    isMixed: Number(others) > 0,
  }
}

/** Adds fractions in the order of ids, as groq-js does: in another order the sum would differ. */
function sumInOrder(source: Source): number {
  const {column, search, extras} = source
  const [text, params] = statement(source, `${column}, e.id`)
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
