import {IdPath} from '../../../../core/tenancy/idPath.ts'
import type {GroqNode, OpCallNode} from '../groqNode.ts'
import {constantValue, expressionKey, ownAttribute} from '../groqTree.ts'
import {keyOf, memberText, type KeyValue} from '../indexes/keyValue.ts'
import {referenceTargets} from '../native/nativeCondition.ts'
import type {ConditionScope} from './conditionScope.ts'
import {columnOf, comparedKey, startingWith, type KeyColumn} from './keyColumn.ts'
import {
  allOf,
  ALWAYS,
  amongKeys,
  inexact,
  NEVER,
  not,
  sql,
  UNKNOWN,
  type SqlCondition,
} from './sqlCondition.ts'

/** Compiles `value in [constants]`, `_id in path(…)`, `$id in list[]._ref` and `$value in list`. */
export function compileIn(node: OpCallNode, wanted: boolean, scope: ConditionScope): SqlCondition {
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
    const isIn = amongKeys(column.text, keys)
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
  // `in` is null, not false, for a value that is not an array; its count is null then.
  return wanted ? isMember : allOf([not(isMember), sql(`${count.text} < ''`)])
}

function inPath(
  node: GroqNode,
  column: KeyColumn,
  path: IdPath,
  wanted: boolean,
  {partitions}: ConditionScope,
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
  if (isRest && partitions.every(({root}) => root === prefix)) return wanted ? ALWAYS : NEVER
  const inRange = prefix === '' ? ALWAYS : startingWith(column, prefix)
  if (isRest) return wanted ? inRange : not(inRange)
  if (pattern === `${prefix}*` && prefix.endsWith('.')) {
    // One more segment, which is not empty.
    const rest = `substr(${column.text}, ${prefix.length + 1})`
    const isOne = allOf([inRange, sql(`(${rest} <> '' AND instr(${rest}, '.') = 0)`)])
    return wanted ? isOne : not(isOne)
  }
  const segments = plainSegments(pattern, column.text)
  if (!segments) return wanted ? inexact(inRange) : UNKNOWN
  const matched = allOf([inRange, segments])
  return wanted ? matched : not(matched)
}

const SEGMENT = /^(?:\*|[\w-]+)$/

/** `*.lead.*`: as many segments as the pattern, none of them empty; `null` for other patterns. */
function plainSegments(pattern: string, column: string): SqlCondition | null {
  const segments = pattern.split('.')
  if (!segments.every((segment) => SEGMENT.test(segment))) return null
  // With as many dots as in the pattern, no `?*` can match a dot.
  const dots = `length(${column}) - length(replace(${column}, '.', ''))`
  const glob = segments.map((segment) => (segment === '*' ? '?*' : segment)).join('.')
  return sql(`(${column} GLOB ? AND ${dots} = ${segments.length - 1})`, glob)
}

/** Compiles `references($id, $ids)`. */
export function compileReferences(args: readonly GroqNode[], wanted: boolean): SqlCondition {
  const ids = referenceTargets(args)
  if (!ids) return UNKNOWN
  ids.delete('')
  if (ids.size === 0) return wanted ? NEVER : ALWAYS
  const refers = sql(
    'e.n IN (SELECT n FROM refs WHERE target IN (SELECT value FROM json_each(?)) AND nested = 0)',
    JSON.stringify([...ids]),
  )
  return wanted ? refers : not(refers)
}

/** Compiles `a.b._ref == $id`; `null` for any other condition. */
export function compileReferenceIs({left, right}: OpCallNode): SqlCondition | null {
  const value = isReference(left) ? right : isReference(right) ? left : null
  const target = value && constantValue(value)
  return typeof target?.value === 'string' ? holdsReference(target.value) : null
}

/** Documents with a reference to an id, at any path: more than one path finds. */
function holdsReference(target: string): SqlCondition {
  return inexact(sql('e.n IN (SELECT n FROM refs WHERE target = ?)', target))
}

/** `a._ref`, `a.b._ref` */
function isReference(node: GroqNode): boolean {
  return node.type === 'AccessAttribute' && node.name === '_ref' && !!node.base && isPath(node.base)
}

/** `a[]._ref` */
function isReferenceList(node: GroqNode): boolean {
  if (node.type !== 'Map' || node.base.type !== 'ArrayCoerce') return false
  return ownAttribute(node.expr) === '_ref' && isPath(node.base.base)
}

/** `@`, `a`, `a.b` */
function isPath(node: GroqNode): boolean {
  if (node.type !== 'AccessAttribute') return node.type === 'This'
  return !node.base || isPath(node.base)
}
