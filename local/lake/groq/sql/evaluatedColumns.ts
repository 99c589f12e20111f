import {evaluateGroq, type GroqNode} from '../groqNode.ts'
import {expressionKey, isCall} from '../groqTree.ts'
import {ALL_TYPES, entryIndexes} from '../indexes/indexSchema.ts'
import {valueOfKey, type KeyValue} from '../indexes/keyValue.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import type {RowFunction} from '../indexes/rowFunctions.ts'
import {compileNative} from '../native/nativeCondition.ts'
import type {NativeCondition} from '../native/nativeValue.ts'
import {columnReference, type ConditionScope} from './conditionScope.ts'
import {dateRange} from './dateRange.ts'
import {replaceDocumentReads} from './documentReads.ts'
import {allOf, amongKeys, sql} from './sqlCondition.ts'

/** A column that begins an index has few values when there are no more than this. */
const FEW_VALUES = 1000
/** Distinct values are read in at most this many partitions. */
const FEW_PARTITIONS = 64
/** Results that are cached for each condition. */
const MAX_RESULTS = 20_000

/**
 * Compiles conditions on columns that have no SQL translation, such as `score % 2 == 0`. A condition on
 * one column of few distinct values is evaluated once per value. For any other, SQL calls a function
 * for each row.
 */
export function createEvaluatedColumns(file: LakeFile): NonNullable<ConditionScope['evaluated']> {
  const valuesOfColumns = new Map<string, readonly KeyValue[] | null>()
  const functions = new Map<string, RowFunction>()

  /** The distinct keys of a column, where an index begins with it and they are few. */
  function readFewKeys(column: string, scope: ConditionScope): readonly KeyValue[] | null {
    const {plan, partitions} = scope
    const index = entryIndexes(file.plan).find(
      ({type, columns}) => type === plan.number && columns[0] === column,
    )
    if (!index || partitions.length > FEW_PARTITIONS || !file.indexes().has(index.name)) return null
    // An index of all types has rows of each.
    const ofType = index.type === ALL_TYPES ? '' : `t = ${index.type} AND `
    const from = `FROM entries INDEXED BY ${index.name} WHERE ${ofType}f = ?`
    const text = `
      WITH RECURSIVE found(key) AS (
        SELECT min(${column}) ${from}
        UNION ALL
        SELECT (SELECT min(${column}) ${from} AND ${column} > found.key)
        FROM found WHERE found.key IS NOT NULL
      )
      SELECT key FROM found WHERE key IS NOT NULL LIMIT ${FEW_VALUES + 1}`
    const keys = new Map<string, KeyValue>()
    for (const {f} of partitions) {
      const rows = file.rows(text, [f, f])
      if (rows.length > FEW_VALUES) return null
      for (const [key] of rows) {
        if (Buffer.isBuffer(key)) keys.set(`blob ${key.toString('hex')}`, key)
        else if (typeof key === 'number' || typeof key === 'string') {
          keys.set(`${typeof key} ${key}`, key)
        }
      }
    }
    return keys.size > FEW_VALUES ? null : [...keys.values()]
  }

  function fewKeys(column: string, scope: ConditionScope): readonly KeyValue[] | null {
    const name = `${column} ${scope.plan.number} ${scope.partitions.map(({f}) => f).join()}`
    let keys = valuesOfColumns.get(name)
    if (keys === undefined) {
      keys = readFewKeys(column, scope)
      valuesOfColumns.set(name, keys)
    }
    return keys
  }

  return (node, wanted, scope) => {
    const read = overColumns(node, scope)
    if (!read) return null
    const references = read.columns.map((name) => columnReference(name, scope))
    const [column = '', ...others] = read.columns
    const [reference = ''] = references
    const name = `${scope.plan.number} ${expressionKey(node)}`
    const keys = others.length === 0 ? fewKeys(column, scope) : null
    if (keys) {
      const evaluate = functions.get(name) ?? rowFunction(read)
      functions.set(name, evaluate)
      return amongKeys(
        reference,
        keys.filter((key) => evaluate([key]) === wanted),
      )
    }
    const holds = sql(
      file.rowFunctions.condition(name, () => rowFunction(read), references, wanted),
    )
    const range = wanted ? dateRange(node) : null
    if (!range || others.length > 0) return holds
    return allOf([sql(`${reference} >= ? AND ${reference} < ?`, range.from, range.to), holds])
  }
}

/** A condition that reads attributes `c0`, `c1` and so on in place of columns. */
interface ColumnCondition {
  rewritten: GroqNode
  /** Names of the columns. */
  columns: string[]
}

function overColumns(condition: GroqNode, {plan}: ConditionScope): ColumnCondition | null {
  const columns: string[] = []
  const rewritten = replaceDocumentReads(condition, (node) => {
    if (isCall(node, 'global::dateTime')) return null
    const key = expressionKey(node)
    const column = plan.columns.find((entry) => entry.key === key)
    if (!column) return null
    if (!columns.includes(column.name)) columns.push(column.name)
    return {type: 'AccessAttribute', name: `c${columns.indexOf(column.name)}`}
  })
  return rewritten && columns.length > 0 ? {rewritten, columns} : null
}

function rowFunction({rewritten, columns}: ColumnCondition): RowFunction {
  const check = compileNative(rewritten) ?? evaluatedCondition(rewritten)
  const known = new Map<unknown, boolean | null>()
  return (keys) => {
    const values = keys.map(valueOfKey)
    const name: unknown = columns.length === 1 ? values[0] : JSON.stringify(values)
    let result = known.get(name)
    if (result === undefined) {
      result = check(Object.fromEntries(values.map((value, index) => [`c${index}`, value])))
      if (known.size < MAX_RESULTS) known.set(name, result)
    }
    return result
  }
}

function evaluatedCondition(node: GroqNode): NativeCondition {
  return (element) => {
    const value = evaluateGroq(node, {root: element})
    return typeof value === 'boolean' ? value : null
  }
}
