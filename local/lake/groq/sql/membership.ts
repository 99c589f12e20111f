import {isReferenceList} from '../candidates.ts'
import type {GroqNode, OpCallNode} from '../groqNode.ts'
import {amongKeys} from './amongKeys.ts'
import {expressionKey, ownAttribute, constantValue} from '../groqTree.ts'
import {
  columnOf,
  comparedKey,
  startingWith,
  type ConditionScope,
  type KeyColumn,
} from './keyColumn.ts'
import {keyOf, memberText, type KeyValue} from '../indexes/keyValue.ts'
import {ALWAYS, allOf, inexact, NEVER, not, sql, UNKNOWN, type SqlCondition} from './sqlText.ts'
import {IdPath} from '../../../../core/tenancy/idPath.ts'

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
  const matched = plainSegments(pattern, column.text)
  if (matched) return wanted ? allOf([inRange, matched]) : not(allOf([inRange, matched]))
  return wanted ? inexact(inRange) : UNKNOWN
}

const SEGMENT = /^(?:\*|[\w-]+)$/

/** `*.lead.*`: as many segments, none of them empty; `null` for other patterns. */
function plainSegments(pattern: string, column: string): SqlCondition | null {
  const segments = pattern.split('.')
  if (!segments.every((segment) => SEGMENT.test(segment))) return null
  // With as many dots as the pattern has, nothing that stands for a segment can hold one.
  const dots = `length(${column}) - length(replace(${column}, '.', ''))`
  const glob = segments.map((segment) => (segment === '*' ? '?*' : segment)).join('.')
  return sql(`(${column} GLOB ? AND ${dots} = ${segments.length - 1})`, glob)
}

/** Documents with a reference to an id, anywhere: more than any one path finds. */
export function holdsReference(target: string): SqlCondition {
  return inexact(sql('e.n IN (SELECT n FROM refs WHERE target = ?)', target))
}

export function compileReferences(args: readonly GroqNode[], wanted: boolean): SqlCondition {
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
  const refers = sql(
    'e.n IN (SELECT n FROM refs WHERE target IN (SELECT value FROM json_each(?)) AND nested = 0)',
    JSON.stringify([...ids]),
  )
  return wanted ? refers : not(refers)
}
