import {DateTime} from 'groq-js'
import {compileCondition as compileNative} from '../nativeCondition.ts'
import type {FuncCallNode, GroqNode, OpCallNode} from '../groqNode.ts'
import {IdPath} from '../idPath.ts'
import {constantValue} from '../outerExpression.ts'
import {isReference, isReferenceList} from '../candidates.ts'
import {parseTextQuery} from '../textQuery.ts'
import {expressionKey, ownAttribute} from './expressionKey.ts'
import {readsFamilyOnly, type FamilyRow} from './families.ts'
import {
  dateKey,
  endOfPrefix,
  FALSE_KEY,
  keyOf,
  keyText,
  memberText,
  NOTHING_KEY,
  TRUE_KEY,
  type KeyValue,
} from './keyValue.ts'
import {patternWords, type PatternWord} from './matchWords.ts'
import type {TypePlan} from './indexPlan.ts'
import {
  ALWAYS,
  allOf,
  anyOf,
  inexact,
  NEVER,
  not,
  sql,
  UNKNOWN,
  type SqlCondition,
} from './sqlText.ts'

/** What a condition is compiled for. */
export interface ConditionScope {
  /** What is kept of the documents in question. */
  plan: TypePlan
  /** The families of documents in question. */
  families: readonly FamilyRow[]
  /** Columns whose conditions may choose an index; conditions on others only check rows. */
  free: ReadonlySet<string>
}

/** Where the key of an expression is. */
interface KeyColumn {
  text: string
  /** Whether it holds dates, as milliseconds, instead of plain values. */
  isDate: boolean
}

function columnOf(node: GroqNode, scope: ConditionScope): KeyColumn | null {
  const reference = (name: string) => (scope.free.has(name) ? `e.${name}` : `+e.${name}`)
  if (ownAttribute(node) === '_id') return {text: reference('id'), isDate: false}
  const key = expressionKey(node)
  const column = scope.plan.columns.find((entry) => entry.key === key)
  if (!column) return null
  const isDate = node.type === 'FuncCall' && node.name === 'dateTime'
  return {text: reference(column.name), isDate}
}

/** The families for which a condition on type and site alone has a value. */
function inFamilies(node: GroqNode, wanted: boolean, scope: ConditionScope): SqlCondition | null {
  if (!readsFamilyOnly(node)) return null
  const holds = compileNative(node)
  if (!holds) return null
  const among = scope.families.filter(({type, site}) => holds({_type: type, site}) === wanted)
  if (among.length === scope.families.length) return ALWAYS
  return among.length === 0 ? NEVER : sql(`e.f IN (${among.map(({f}) => f).join(', ')})`)
}

const COMPARISONS: ReadonlyMap<string, {whenTrue: string; whenFalse: string}> = new Map([
  ['<', {whenTrue: '<', whenFalse: '>='}],
  ['<=', {whenTrue: '<=', whenFalse: '>'}],
  ['>', {whenTrue: '>', whenFalse: '<='}],
  ['>=', {whenTrue: '>=', whenFalse: '<'}],
])

const MIRRORED: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
])

/** Only values of the same type can be compared: a range that never leaves the type of the key. */
function ordered({text}: KeyColumn, operator: string, key: KeyValue): SqlCondition {
  const below = operator.startsWith('<')
  const isBoolean = key === TRUE_KEY || key === FALSE_KEY
  if (Buffer.isBuffer(key)) {
    if (!isBoolean) return NEVER
    return below
      ? sql(`${text} ${operator} ? AND ${text} >= x'00'`, key)
      : sql(`${text} ${operator} ? AND ${text} <= x'01'`, key)
  }
  if (typeof key === 'number') {
    return sql(below ? `${text} ${operator} ?` : `${text} ${operator} ? AND ${text} < ''`, key)
  }
  return below
    ? sql(`${text} ${operator} ? AND ${text} >= ''`, key)
    : sql(`${text} ${operator} ? AND ${text} < x''`, key)
}

/** The key that a column is compared with; `null` when it can equal nothing, `undefined` unknown. */
function comparedKey(column: KeyColumn, value: unknown): KeyValue | null | undefined {
  const isDate = value instanceof DateTime
  if (value === null || value === undefined) return NOTHING_KEY
  if (isDate !== column.isDate) return null
  if (isDate) return dateKey(value) ?? undefined
  if (typeof value === 'object') return null
  return keyOf(value) ?? undefined
}

function compileComparison(
  column: KeyColumn,
  operator: string,
  value: unknown,
  wanted: boolean,
): SqlCondition {
  const key = comparedKey(column, value)
  if (key === undefined) return UNKNOWN
  if (operator === '==' || operator === '!=') {
    const isEqual = key === null ? NEVER : sql(`${column.text} = ?`, key)
    return (operator === '==') === wanted ? isEqual : not(isEqual)
  }
  const pair = COMPARISONS.get(operator)
  if (!pair) return UNKNOWN
  if (key === null || key === NOTHING_KEY) return NEVER
  return ordered(column, wanted ? pair.whenTrue : pair.whenFalse, key)
}

function compileIn(node: OpCallNode, wanted: boolean, scope: ConditionScope): SqlCondition {
  const right = constantValue(node.right)
  const column = columnOf(node.left, scope)
  if (right && column) {
    if (right.value instanceof IdPath) return inPath(node.left, column, right.value, wanted, scope)
    if (!Array.isArray(right.value)) return NEVER
    const keys: KeyValue[] = []
    for (const value of right.value) {
      const key = comparedKey(column, value)
      if (key === undefined) return UNKNOWN
      if (key !== null) keys.push(key)
    }
    if (keys.length > 5000) return UNKNOWN
    const isIn =
      keys.length === 0
        ? NEVER
        : sql(`${column.text} IN (${keys.map(() => '?').join(', ')})`, ...keys)
    return wanted ? isIn : not(isIn)
  }
  const left = constantValue(node.left)
  if (typeof left?.value === 'string' && wanted && isReferenceList(node.right)) {
    return holdsReference(left.value)
  }
  const memberKey = left && expressionKey(node.right)
  const list = scope.plan.members.find(({key}) => key === memberKey)
  if (!left || !list) return UNKNOWN
  const count = columnOf(
    {type: 'FuncCall', namespace: 'global', name: 'count', args: [node.right]},
    scope,
  )
  const key = typeof left.value === 'object' && left.value !== null ? null : keyOf(left.value)
  if (!count || (key === null && typeof left.value === 'string')) return UNKNOWN
  const part = key === null ? '' : memberText(key)
  if (part === null) return UNKNOWN
  const isMember = key === null ? NEVER : sql(`instr(e.${list.name}, ?) > 0`, part)
  // What is not an array has no members, and no lack of them.
  return wanted ? isMember : allOf([not(isMember), sql(`${count.text} < ''`)])
}

function inPath(
  node: GroqNode,
  column: KeyColumn,
  path: IdPath,
  wanted: boolean,
  {families}: ConditionScope,
): SqlCondition {
  if (ownAttribute(node) !== '_id') return UNKNOWN
  const pattern = path.text
  if (pattern === '**') return wanted ? ALWAYS : NEVER
  if (!pattern.includes('*')) {
    const isId = sql(`${column.text} = ?`, pattern)
    return wanted ? isId : not(isId)
  }
  const prefix = pattern.slice(0, pattern.indexOf('*'))
  const isRest = pattern === `${prefix}**` && prefix.endsWith('.')
  if (isRest && families.every(({root}) => root === prefix)) return wanted ? ALWAYS : NEVER
  const inRange = prefix === '' ? ALWAYS : startingWith(column, prefix)
  if (isRest) return wanted ? inRange : not(inRange)
  if (pattern === `${prefix}*` && prefix.endsWith('.')) {
    // One more segment, and not an empty one.
    const rest = `substr(${column.text}, ${prefix.length + 1})`
    const isOne = sql(`(${rest} <> '' AND instr(${rest}, '.') = 0)`)
    return wanted ? allOf([inRange, isOne]) : not(allOf([inRange, isOne]))
  }
  return wanted ? inexact(inRange) : UNKNOWN
}

function startingWith({text}: KeyColumn, prefix: string): SqlCondition {
  return sql(`(${text} >= ? AND ${text} < ?)`, prefix, endOfPrefix(prefix))
}

/** Whether one of the columns of words has a word. */
export function hasWord(word: PatternWord, columns: readonly string[]): SqlCondition {
  const found = anyOf(columns.map((name) => sql(`instr(e.${name}, ?) > 0`, word.part)))
  return word.exact ? found : inexact(found)
}

/** Columns of words that the left side of a `match` names. */
export function wordColumns(node: GroqNode, {plan}: ConditionScope): string[] | null {
  if (node.type === 'Group') return wordColumns(node.base, {plan, families: [], free: new Set()})
  const parts = node.type === 'Array' ? node.elements : [{value: node, isSplat: false}]
  const names: string[] = []
  for (const {value, isSplat} of parts) {
    const key = expressionKey(value)
    const column = plan.texts.find((entry) => entry.key === key)
    if (isSplat || !column) return null
    names.push(column.name)
  }
  return names
}

function compileMatch(node: OpCallNode, wanted: boolean, scope: ConditionScope): SqlCondition {
  if (node.right.type === 'FuncCall' && node.right.namespace === 'text') {
    const text = node.right.args[0] && constantValue(node.right.args[0])
    if (typeof text?.value !== 'string') return UNKNOWN
    const {terms, everything} = parseTextQuery(text.value)
    return terms.length === 0 ? (everything === wanted ? ALWAYS : NEVER) : UNKNOWN
  }
  const pattern = constantValue(node.right)
  if (!pattern) return UNKNOWN
  const words = patternWords(pattern.value)
  if (!words) return wanted ? NEVER : ALWAYS
  const columns = wordColumns(node.left, scope)
  if (!columns) return UNKNOWN
  const found = allOf(words.map((word) => hasWord(word, columns)))
  return wanted ? found : not(found)
}

function compileCall(node: FuncCallNode, wanted: boolean, scope: ConditionScope): SqlCondition {
  const {namespace, name, args} = node
  const [first, second] = args
  if (namespace === 'global' && name === 'references') return compileReferences(args, wanted)
  const column = first && columnOf(first, scope)
  if (!column) return UNKNOWN
  if (namespace === 'global' && name === 'defined') {
    return sql(`${column.text} ${wanted ? '<>' : '='} x'02'`)
  }
  const prefix = second && constantValue(second)
  if (namespace !== 'string' || name !== 'startsWith' || !prefix) return UNKNOWN
  if (typeof prefix.value !== 'string' || column.isDate) return NEVER
  const key = keyText(prefix.value)
  if (key === null) return UNKNOWN
  const starts = startingWith(column, key)
  return wanted
    ? starts
    : allOf([not(starts), sql(`${column.text} >= '' AND ${column.text} < x''`)])
}

/** Documents with a reference to an id, anywhere: more than any one path finds. */
function holdsReference(target: string): SqlCondition {
  return inexact(sql('e.n IN (SELECT n FROM refs WHERE target = ?)', target))
}

function compileReferences(args: readonly GroqNode[], wanted: boolean): SqlCondition {
  const ids = new Set<string>()
  for (const argument of args) {
    const constant = constantValue(argument)
    if (!constant) return UNKNOWN
    for (const id of Array.isArray(constant.value) ? constant.value : [constant.value]) {
      if (typeof id === 'string') ids.add(id)
    }
  }
  ids.delete('')
  if (ids.size === 0) return wanted ? NEVER : ALWAYS
  const marks = [...ids].map(() => '?').join(', ')
  const refers = sql(
    `e.n IN (SELECT n FROM refs WHERE target IN (${marks}) AND nested = 0)`,
    ...ids,
  )
  return wanted ? refers : not(refers)
}

function compileOperator(node: OpCallNode, wanted: boolean, scope: ConditionScope): SqlCondition {
  const {op, left, right} = node
  if (op === 'match') return compileMatch(node, wanted, scope)
  if (op === 'in') return compileIn(node, wanted, scope)
  if (op === '==' && wanted) {
    const pair = isReference(left) ? right : isReference(right) ? left : null
    const target = pair && constantValue(pair)
    if (typeof target?.value === 'string') return holdsReference(target.value)
  }
  const leftColumn = columnOf(left, scope)
  const rightConstant = constantValue(right)
  if (leftColumn && rightConstant) {
    return compileComparison(leftColumn, op, rightConstant.value, wanted)
  }
  const rightColumn = columnOf(right, scope)
  const leftConstant = constantValue(left)
  if (!rightColumn || !leftConstant) return UNKNOWN
  return compileComparison(rightColumn, MIRRORED.get(op) ?? op, leftConstant.value, wanted)
}

/**
 * Compiles a condition to SQL that holds where the condition is `wanted`. GROQ's third value needs
 * no NULL this way: where a condition is null, it is neither true nor false.
 */
export function compileSql(node: GroqNode, wanted: boolean, scope: ConditionScope): SqlCondition {
  const constant = constantValue(node)
  if (constant) return constant.value === wanted ? ALWAYS : NEVER
  switch (node.type) {
    case 'Group':
      return compileSql(node.base, wanted, scope)
    case 'Not':
      return compileSql(node.base, !wanted, scope)
    case 'And':
    case 'Or': {
      const parts = [compileSql(node.left, wanted, scope), compileSql(node.right, wanted, scope)]
      return (node.type === 'And') === wanted ? allOf(parts) : anyOf(parts)
    }
    default: {
      if (!compileNative(node) && !isConstantCondition(node)) return UNKNOWN
      const families = inFamilies(node, wanted, scope)
      if (families) return families
      const settled = settledCondition(node)
      if (settled !== undefined) return settled === wanted ? ALWAYS : NEVER
      if (node.type === 'OpCall') return compileOperator(node, wanted, scope)
      if (node.type === 'FuncCall') return compileCall(node, wanted, scope)
      const column = columnOf(node, scope)
      if (!column) return UNKNOWN
      return sql(`${column.text} = ?`, wanted ? TRUE_KEY : FALSE_KEY)
    }
  }
}

function isConstantCondition(node: GroqNode): boolean {
  return (
    node.type === 'OpCall' &&
    constantValue(node.left) !== null &&
    constantValue(node.right) !== null
  )
}

/** The value of a comparison between constants, such as `$q == ""`; `undefined` for any other. */
function settledCondition(node: GroqNode): boolean | null | undefined {
  if (!isConstantCondition(node)) return undefined
  return compileNative(node)?.(null)
}
