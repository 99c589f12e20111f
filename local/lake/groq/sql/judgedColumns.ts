import {evaluateGroq, type GroqNode} from '../groqNode.ts'
import {mapChildren, expressionKey} from '../groqTree.ts'
import {compileCondition} from '../native/nativeCondition.ts'
import type {NativeCondition} from '../native/nativeValue.ts'
import {ALL_TYPES, entryIndexes} from '../indexes/indexSchema.ts'
import {amongKeys} from './amongKeys.ts'
import {dateRange} from './dateRange.ts'
import {referenceTo, type ConditionScope} from './keyColumn.ts'
import {valueOfKey, type KeyValue} from '../indexes/keyValue.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import {readsElsewhere} from './readsElsewhere.ts'
import type {RowJudge} from './rowJudges.ts'
import {allOf, sql, type SqlCondition} from './sqlText.ts'

/** Compiles a condition that looks at nothing but columns; `null` for any other condition. */
export type JudgedColumns = (
  node: GroqNode,
  wanted: boolean,
  scope: ConditionScope,
) => SqlCondition | null

/** A column whose index begins with it has few values when they are no more than this. */
const FEW_VALUES = 1000
/** Families whose values are looked through. */
const FEW_FAMILIES = 12
/** Verdicts on values that are remembered. */
const MAX_VERDICTS = 20_000

/** A condition with an attribute, `c0`, `c1` and so on, in place of each column. */
interface ColumnCondition {
  rewritten: GroqNode
  /** Names of the columns. */
  columns: string[]
}

function overColumns(condition: GroqNode, {plan}: ConditionScope): ColumnCondition | null {
  const columns: string[] = []
  let readsMore = false
  const look = (node: GroqNode, isDocument: boolean): GroqNode => {
    const key = isDocument ? expressionKey(node) : ''
    const isDate = node.type === 'FuncCall' && node.name === 'dateTime'
    const column = isDocument && !isDate && plan.columns.find((entry) => entry.key === key)
    if (column) {
      if (!columns.includes(column.name)) columns.push(column.name)
      return {type: 'AccessAttribute', name: `c${columns.indexOf(column.name)}`}
    }
    if (readsElsewhere(node, isDocument)) readsMore = true
    return mapChildren(node, (child, scope) => look(child, isDocument && scope === 'same'))
  }
  const rewritten = look(condition, true)
  return readsMore || columns.length === 0 ? null : {rewritten, columns}
}

/** A condition as a function; what is no function of ours is left to groq-js. */
function functionOf(node: GroqNode): NativeCondition {
  const native = compileCondition(node)
  if (native) return native
  return (element) => {
    const value = evaluateGroq(node, {root: element})
    return typeof value === 'boolean' ? value : null
  }
}

function judgeOf({rewritten, columns}: ColumnCondition): RowJudge {
  const holds = functionOf(rewritten)
  const known = new Map<unknown, boolean | null>()
  return (keys) => {
    const values = keys.map(valueOfKey)
    const name: unknown = columns.length === 1 ? values[0] : JSON.stringify(values)
    let verdict = known.get(name)
    if (verdict === undefined) {
      verdict = holds(Object.fromEntries(values.map((value, index) => [`c${index}`, value])))
      if (known.size < MAX_VERDICTS) known.set(name, verdict)
    }
    return verdict
  }
}

/**
 * Compiles conditions that look at columns in ways of which SQL knows nothing: those on one column
 * of few different values by judging each of these once, others by a function that SQL calls for
 * each row.
 */
export function createJudgedColumns(file: LakeFile): JudgedColumns {
  const known = new Map<string, readonly KeyValue[] | null>()
  const judged = new Map<string, RowJudge>()

  /** The different keys of a column, where an index begins with it and they are few. */
  function keysOf(column: string, {plan, families}: ConditionScope): readonly KeyValue[] | null {
    const index = entryIndexes(file.plan).find(
      ({type, columns}) => type === plan.number && columns[0] === column,
    )
    if (!index || families.length > FEW_FAMILIES || !file.indexes().has(index.name)) return null
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
    for (const {f} of families) {
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

  function fewKeysOf(column: string, scope: ConditionScope): readonly KeyValue[] | null {
    const name = `${column} ${scope.plan.number} ${scope.families.map(({f}) => f).join()}`
    let keys = known.get(name)
    if (keys === undefined) {
      keys = keysOf(column, scope)
      known.set(name, keys)
    }
    return keys
  }

  /** Those of the keys for which a condition is as wanted. */
  function keysWith(
    read: ColumnCondition,
    keys: readonly KeyValue[],
    wanted: boolean,
    name: string,
  ): readonly KeyValue[] {
    let verdicts = judged.get(name)
    if (!verdicts) {
      verdicts = judgeOf(read)
      judged.set(name, verdicts)
    }
    const judge = verdicts
    return keys.filter((key) => judge([key]) === wanted)
  }

  return (node, wanted, scope) => {
    const read = overColumns(node, scope)
    if (!read) return null
    const references = read.columns.map((name) => referenceTo(name, scope))
    const [column = '', ...others] = read.columns
    const [reference = ''] = references
    const name = `${scope.plan.number} ${expressionKey(node)}`
    const keys = others.length === 0 ? fewKeysOf(column, scope) : null
    if (keys) return amongKeys(reference, keysWith(read, keys, wanted, name))
    const holds = sql(file.judges.condition(name, () => judgeOf(read), references, wanted))
    const range = wanted ? dateRange(node) : null
    if (!range || others.length > 0) return holds
    return allOf([sql(`${reference} >= ? AND ${reference} < ?`, range.from, range.to), holds])
  }
}
