import type {GroqNode} from '../groqNode.ts'
import {contains} from '../mapNode.ts'
import {constantValue} from '../outerExpression.ts'
import {inLayer} from '../layeredDocument.ts'
import type {Perspective} from '../perspective.ts'
import {byId, type QueryDocument} from '../sortedDocuments.ts'
import {compileSql} from './compileCondition.ts'
import {driverOf, type Driver} from './drivers.ts'
import {branchesOf, conjunctsOf, expressionKey, ownAttribute} from './expressionKey.ts'
import type {QueryExplanation} from './explain.ts'
import {familiesFor} from './families.ts'
import {entryIndexes, type EntryIndex} from './indexSchema.ts'
import type {ConditionScope} from './keyColumn.ts'
import type {KeyValue} from './keyValue.ts'
import type {LakeFile} from './lakeFile.ts'
import type {LakeView} from './lakeView.ts'
import {patternWords} from './matchWords.ts'
import {orderedRows, type OrderKey} from './orderedRows.ts'
import {familyCondition} from './scopeSql.ts'
import {simplify} from './simplify.ts'
import {allOf, ALWAYS, sql, UNKNOWN, type SqlCondition} from './sqlText.ts'

/** What a query wants of a filter's matches. */
export interface Wanted {
  /** Arguments of `order()`, in the order written. */
  order: readonly GroqNode[]
  /** The first match that is wanted. */
  from: number
  /** The first match that is not wanted any more; `null` for all. */
  to: number | null
}

/** Documents among which the answer is. */
export interface Candidates {
  /** In the order of ids. */
  documents: QueryDocument[]
  /** Whether these are exactly the (first) matches, without any other. */
  exact: boolean
  /** How many of the first matches in the wanted order were left out, because nobody wants them. */
  skipped: number
}

/** Answers parts of queries from a dataset's indexes, with one caller's eyes. */
export interface LakeAccess {
  /**
   * The matches of a filter, perhaps with others.
   *
   * @param filter - `null` for all documents
   * @param passes - holds for every match; checked on documents that SQL cannot judge
   */
  candidates(
    filter: GroqNode | null,
    wanted: Wanted,
    passes: (document: QueryDocument) => boolean,
  ): Candidates
  /** How many documents match; `null` when SQL cannot tell. `decides` is the whole filter. */
  count(
    filter: GroqNode | null,
    decides: ((document: QueryDocument) => boolean) | null,
  ): number | null
}

/** What a caller may read: a condition, and the same as a function. */
export interface ReadFilter {
  condition: GroqNode
  mayRead: (document: QueryDocument) => boolean
}

/** Drivers that find more than this are not worth sorting what they find. */
const FEW = 4000
/** Drivers that find more than this are not worth counting through. */
const MANY = 50_000
/** Documents that tell how common a word is. */
const SAMPLE = 400
/** Walks of an index are made for at most so many families each. */
const MAX_WALKS = 24
/** More than these are not left out by name. */
const MAX_REPLACED = 2000

/** Everything that is known of a filter before any row is read. */
interface Prepared {
  scope: ConditionScope
  conditions: GroqNode[]
  where: SqlCondition
  /** Published documents that show as something else and so do not count themselves. */
  without: SqlCondition
  /** Whether conditions leave less than everything. */
  isNarrow: boolean
}

/** Makes the access of one caller to a dataset, inside a read transaction. */
export function createLakeAccess(
  file: LakeFile,
  view: LakeView,
  perspective: Perspective,
  reader: ReadFilter,
  explain: QueryExplanation,
): LakeAccess {
  const shownAs = (document: QueryDocument) =>
    perspective.kind === 'layered' ? inLayer(document) : document

  const rows = (text: string, params: readonly unknown[]) => {
    explain.statement(text)
    return file.rows(text, params)
  }

  function prepare(filter: GroqNode | null): Prepared | null {
    const asked = filter ? [filter] : []
    const all = [reader.condition, ...asked].flatMap((node) => conjunctsOf(simplify(node)))
    const {families, conditions} = familiesFor(all, file.families())
    if (families.length === 0) return null
    const types = new Set(families.map(({type}) => type))
    const [type = ''] = types
    const known = types.size === 1 ? file.plan.types.get(type) : undefined
    const plan = known ?? file.plan.others
    const scope: ConditionScope = {plan, families, free: new Set()}
    const where = allOf(conditions.map((node) => compileSql(node, true, scope)))
    const {replaced} = view.specials()
    const tooMany = replaced.size > MAX_REPLACED
    const without =
      replaced.size === 0
        ? ALWAYS
        : sql('e.id NOT IN (SELECT value FROM json_each(?))', JSON.stringify([...replaced]))
    const isNarrow = where.text !== '1' || families.length < file.families().length
    return {scope, conditions, where, without: tooMany ? UNKNOWN : without, isNarrow}
  }

  function everyColumn({plan}: ConditionScope): ReadonlySet<string> {
    return new Set(plan.columns.map(({name}) => name))
  }

  function found({text, params}: Driver, most: number): number {
    const limited = `SELECT count(*) FROM (SELECT n FROM (${text}) LIMIT ${most + 1})`
    return Number(rows(limited, params)[0]?.[0])
  }

  /** Whether a condition holds for many of the first documents: ids are as good as random. */
  function isBroad({scope}: Prepared, condition: SqlCondition): boolean {
    const base = familyCondition(scope)
    const sample = `SELECT * FROM entries e WHERE ${base.text} LIMIT ${SAMPLE}`
    const hits = `SELECT count(*) FROM (${sample}) e WHERE ${condition.text}`
    return Number(rows(hits, [...base.params, ...condition.params])[0]?.[0]) >= SAMPLE / 200
  }

  /**
   * The driver that finds the fewest rows, if one finds few enough.
   *
   * @param order - what will be walked along otherwise
   */
  function bestDriver(
    prepared: Prepared,
    most: number,
    order: readonly OrderKey[] = [],
  ): Driver | null {
    const {scope, conditions} = prepared
    let best: Driver | null = null
    let fewest = most
    for (const condition of conditions) {
      // Gathering what a search finds takes long where it finds much: then it is not worth asking.
      const isSearch = contains(condition, (part) => part.type === 'OpCall' && part.op === 'match')
      const isRelated = isSearch && order.some(({key}) => isOfTexts(key, scope))
      if (isSearch && !isRelated && most === FEW) {
        if (isBroad(prepared, compileSql(condition, true, scope))) continue
      }
      const driver = driverOf(condition, scope, file.plan, (word) => isBroad(prepared, word))
      if (!driver) continue
      const size = found(driver, fewest)
      // All that is found may be at the far end of an order by the same texts.
      if (size > fewest && !(isRelated && !best)) continue
      best = driver
      fewest = Math.min(size, fewest)
    }
    return best
  }

  function statement(
    prepared: Prepared,
    driver: Driver | null,
    select: string,
  ): [string, KeyValue[]] {
    const {scope, conditions, without} = prepared
    const free = driver
      ? new Set(driver.column === null ? [] : [driver.column])
      : everyColumn(scope)
    const where = allOf(conditions.map((node) => compileSql(node, true, {...scope, free})))
    const base = familyCondition(scope)
    const parts = [base, where, without]
    const params = parts.flatMap((part) => part.params)
    const text = parts.map((part) => part.text).join(' AND ')
    if (!driver || driver.column !== null)
      return [`SELECT ${select} FROM entries e WHERE ${text}`, params]
    // Left to itself SQLite would rather walk the index that has the order.
    const among = `(SELECT DISTINCT n FROM (${driver.text})) d CROSS JOIN entries e ON e.n = d.n`
    return [`SELECT ${select} FROM ${among} WHERE ${text}`, [...driver.params, ...params]]
  }

  function orderKeys(order: readonly GroqNode[], {plan}: ConditionScope): OrderKey[] | null {
    const keys: OrderKey[] = []
    for (const argument of order) {
      const descending = argument.type === 'Desc'
      const node = argument.type === 'Desc' || argument.type === 'Asc' ? argument.base : argument
      const key = expressionKey(node)
      if (ownAttribute(node) === '_id') {
        keys.push({column: 'id', key, descending})
        return keys
      }
      const column = plan.columns.find((entry) => entry.key === key)
      if (!column) return null
      if (!keys.some((known) => known.key === key)) {
        keys.push({column: column.name, key, descending})
      }
    }
    const id: GroqNode = {type: 'AccessAttribute', name: '_id'}
    return [...keys, {column: 'id', key: expressionKey(id), descending: false}]
  }

  /** The index that ends with an order and begins with the most columns that must equal something. */
  function indexFor(keys: readonly OrderKey[], {scope, conditions}: Prepared): EntryIndex | null {
    const order = keys.slice(0, -1).map(({column}) => column)
    const free = everyColumn(scope)
    const equal = new Set(
      conditions.flatMap((node) => {
        if (node.type !== 'OpCall' || node.op !== '==') return []
        return /^e\.(\w+) = \?$/.exec(compileSql(node, true, {...scope, free}).text)?.[1] ?? []
      }),
    )
    const existing = file.indexes()
    const fitting = entryIndexes(file.plan).filter(({name, columns, type}) => {
      if (!existing.has(name) || (type !== 0 && type !== scope.plan.number)) return false
      const start = columns.length - order.length
      return (
        start >= 0 &&
        columns.slice(start).join(' ') === order.join(' ') &&
        columns.slice(0, start).every((column) => equal.has(column))
      )
    })
    return fitting.sort((a, b) => b.columns.length - a.columns.length)[0] ?? null
  }

  /** Positions of matches in an order, from one place to before another. */
  function firstRows(
    prepared: Prepared,
    keys: readonly OrderKey[],
    from: number,
    to: number,
  ): number[] {
    const {scope, conditions} = prepared
    const index = indexFor(keys, prepared)
    const driver = bestDriver(prepared, FEW, keys)
    const {column = null} = driver ?? {}
    // A range of the very index that has the order is found by walking that.
    const isWalk = !driver || (column !== null && index?.columns.includes(column))
    if (index && isWalk && scope.families.length <= MAX_WALKS) {
      const {replaced} = view.specials()
      const search = {scope, conditions, order: keys, index, rows}
      if (replaced.size === 0) return orderedRows({...search, from, to}).map(({n}) => n)
      const walked = orderedRows({...search, from: 0, to: to + replaced.size})
      const plain = walked.filter((row) => !replaced.has(String(row.keys.at(-1))))
      return plain.slice(from, to).map(({n}) => n)
    }
    const [text, params] = statement(prepared, driver, 'e.n')
    const ordering = keys.map(
      ({column, descending}) => `e.${column} ${descending ? 'DESC' : 'ASC'}`,
    )
    const limited = `${text} ORDER BY ${ordering.join(', ')} LIMIT ? OFFSET ?`
    return rows(limited, [...params, to - from, from]).map(([n]) => Number(n))
  }

  function* stored(positions: readonly unknown[][]): Generator<QueryDocument> {
    for (const [n] of positions) {
      const document = file.document(Number(n))
      if (document) yield document
    }
  }

  /** All rows for which the compiled conditions hold; where those are not exact, what passes. */
  function allRows(
    prepared: Prepared,
    passes: (document: QueryDocument) => boolean,
  ): QueryDocument[] {
    const driver = bestDriver(prepared, FEW)
    const [text, params] = statement(prepared, driver, 'e.n')
    if (isExact(prepared)) return [...stored(rows(text, params))].map(shownAs)
    explain.statement(text)
    const {replaced} = view.specials()
    // What is read to be thrown away must not push out of memory what is wanted again.
    const all = driver
      ? stored(file.rows(text, params))
      : file.each(`SELECT json FROM documents WHERE n IN (${text})`, params)
    const kept: QueryDocument[] = []
    let read = 0
    for (const document of all) {
      read += 1
      const shown = shownAs(document)
      if (reader.mayRead(document) && !replaced.has(shown._id) && passes(shown)) kept.push(shown)
    }
    explain.looked(read, driver !== null || prepared.isNarrow)
    return kept
  }

  /** How many match a condition that full text search alone decides; `null` for any other. */
  function countWords(node: GroqNode, {scope}: Prepared): number | null {
    const driver = isDecidedByWords(node) ? driverOf(node, scope, file.plan) : null
    if (!driver || driver.words === null) return null
    return Number(rows('SELECT count(*) FROM words WHERE words MATCH ?', driver.params)[0]?.[0])
  }

  function countRows(prepared: Prepared): number {
    const {conditions, without} = prepared
    const [only] = conditions
    const branches = conditions.length === 1 && only && without.text === '1' ? branchesOf(only) : []
    for (const branch of branches) {
      const count = countWords(branch, prepared)
      if (count === null) continue
      const others = branches.filter((other) => other !== branch)
      const [first, ...rest] = others
      if (!first) return count
      // Of the other branches, those that the words have not found already.
      const either = rest.reduce<GroqNode>((left, right) => ({type: 'Or', left, right}), first)
      return count + countRows({...prepared, conditions: [either, {type: 'Not', base: branch}]})
    }
    const driver = bestDriver(prepared, MANY)
    const [text, params] = statement(prepared, driver, 'count(*)')
    return Number(rows(text, params)[0]?.[0])
  }

  return {
    candidates(filter, {order, from, to}, passes) {
      const extras = view.specials().shown.filter(passes)
      const prepared = prepare(filter)
      if (!prepared) {
        return {documents: extras.sort(byId), exact: extras.length === 0, skipped: 0}
      }
      const exact = isExact(prepared)
      const keys = exact && to !== null ? orderKeys(order, prepared.scope) : null
      if (!keys || to === null) {
        const plain = allRows(prepared, passes)
        const documents = [...plain, ...extras].sort(byId)
        return {documents, exact: exact && extras.length === 0, skipped: 0}
      }
      const skipped = extras.length === 0 ? Math.min(from, to) : 0
      const positions = firstRows(prepared, keys, skipped, to)
      const plain = [...stored(positions.map((n) => [n]))].map(shownAs)
      const documents = [...plain, ...extras].sort(byId)
      return {documents, exact: extras.length === 0, skipped}
    },
    count(filter, decides) {
      const {shown} = view.specials()
      if (shown.length > 0 && !decides) return null
      const extras = decides ? shown.filter(decides).length : 0
      const prepared = prepare(filter)
      if (!prepared) return extras
      return isExact(prepared) ? countRows(prepared) + extras : null
    },
  }
}

/** Whether an order is by something that a search looks for words in. */
function isOfTexts(key: string, {plan}: ConditionScope): boolean {
  return plan.texts.some((text) => key.includes(text.key))
}

function isExact({where, without}: Prepared): boolean {
  return where.exact && without.exact
}

/** Whether a `match` asks for whole words and beginnings of words only. */
function isDecidedByWords(node: GroqNode): boolean {
  if (node.type !== 'OpCall' || node.op !== 'match') return false
  const pattern = constantValue(node.right)
  const words = pattern && patternWords(pattern.value)
  return (words ?? []).every(
    ({exact, start, part}) =>
      exact && start && part === ` ${start.text}${start.isWhole ? ' ' : ''}`,
  )
}
