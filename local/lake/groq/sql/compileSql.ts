import type {FuncCallNode, GroqNode, OpCallNode} from '../groqNode.ts'
import {conjunctsOf, constantValue, ownAttribute} from '../groqTree.ts'
import {compareKeys, FALSE_KEY, keyText, TRUE_KEY} from '../indexes/keyValue.ts'
import {isComparable} from '../indexes/namedValue.ts'
import {compileNative, fallbackCondition} from '../native/nativeCondition.ts'
import type {ConditionScope} from './conditionScope.ts'
import {columnOf, comparedKey, compileComparison, startingWith} from './keyColumn.ts'
import {compileMatch} from './matchCondition.ts'
import {compileIn, compileReferenceIs, compileReferences} from './membership.ts'
import {compileNamed} from './namedCondition.ts'
import {compileNeededTexts} from './neededTexts.ts'
import {readsPartitionOnly} from './partitions.ts'
import {constantComparison, isConstantComparison} from './simplify.ts'
import {allOf, ALWAYS, anyOf, NEVER, not, sql, UNKNOWN, type SqlCondition} from './sqlCondition.ts'
import {compileTextPart} from './textPart.ts'

/**
 * Compiles a condition to SQL that holds where the condition is `wanted`: true or false. So SQL needs
 * no NULL for GROQ's third value, which is neither.
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
      const range = wanted && node.type === 'And' ? compileRange(node, scope) : null
      if (range) return range
      const parts = [compileSql(node.left, wanted, scope), compileSql(node.right, wanted, scope)]
      return (node.type === 'And') === wanted ? allOf(parts) : anyOf(parts)
    }
    default: {
      const compiled = compileAtom(node, wanted, scope)
      if (compiled.exact) return compiled
      const results = scope.named?.(node)
      const evaluated = results
        ? compileNamed(results, wanted)
        : scope.evaluated?.(node, wanted, scope)
      return evaluated ?? compiled
    }
  }
}

/** Compiles a condition without `&&`, `||` and `!`. */
function compileAtom(node: GroqNode, wanted: boolean, scope: ConditionScope): SqlCondition {
  const counted = scope.counted?.(node, wanted)
  if (counted) return counted
  if (!compileNative(node) && !isConstantComparison(node)) return UNKNOWN
  const partitions = inPartitions(node, wanted, scope)
  if (partitions) return partitions
  const settled = constantComparison(node)
  if (settled !== undefined) return settled === wanted ? ALWAYS : NEVER
  const decided = fallbackCondition(node)
  if (decided) {
    const otherwise = compileSql(decided.condition, !decided.fallback, scope)
    return wanted === decided.fallback ? not(otherwise) : otherwise
  }
  if (node.type === 'OpCall') return compileOperator(node, wanted, scope)
  if (node.type === 'FuncCall') return compileCall(node, wanted, scope)
  const column = columnOf(node, scope)
  if (!column) return UNKNOWN
  return sql(`${column.text} = ?`, wanted ? TRUE_KEY : FALSE_KEY)
}

/** A condition on type and site alone, as the partitions for which it is `wanted`. */
function inPartitions(node: GroqNode, wanted: boolean, scope: ConditionScope): SqlCondition | null {
  if (!readsPartitionOnly(node)) return null
  const check = compileNative(node)
  if (!check) return null
  const among = scope.partitions.filter(({type, site}) => check({_type: type, site}) === wanted)
  if (among.length === scope.partitions.length) return ALWAYS
  return among.length === 0 ? NEVER : sql(`e.f IN (${among.map(({f}) => f).join(', ')})`)
}

/** Comparisons, and the same with the sides exchanged. */
export const MIRRORED: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
])

function compileOperator(node: OpCallNode, wanted: boolean, scope: ConditionScope): SqlCondition {
  const {op, left, right} = node
  if (isScoreCondition(node)) return NEVER
  const part = compileTextPart(node, wanted, scope)
  if (part) return part
  if (op === 'match') return compileMatch(node, wanted, scope)
  if (op === 'in') {
    const isIn = compileIn(node, wanted, scope)
    return wanted && isIn === UNKNOWN ? compileNeededTexts(node, scope) : isIn
  }
  const reference = op === '==' && wanted ? compileReferenceIs(node) : null
  if (reference) return reference
  const leftColumn = columnOf(left, scope)
  const rightConstant = constantValue(right)
  if (leftColumn && rightConstant) {
    return compileComparison(leftColumn, op, rightConstant.value, wanted)
  }
  const rightColumn = columnOf(right, scope)
  const leftConstant = constantValue(left)
  if (!rightColumn || !leftConstant) return wanted ? compileNeededTexts(node, scope) : UNKNOWN
  return compileComparison(rightColumn, MIRRORED.get(op) ?? op, leftConstant.value, wanted)
}

/** `_score > 0`: of the stored documents, only some without an index entry can have a `_score`. */
export function isScoreCondition(node: GroqNode): boolean {
  if (node.type !== 'OpCall' || node.op !== '>') return false
  return ownAttribute(node.left) === '_score' && constantValue(node.right)?.value === 0
}

function compileCall(node: FuncCallNode, wanted: boolean, scope: ConditionScope): SqlCondition {
  const {namespace, name, args} = node
  const [first, second] = args
  if (namespace === 'global' && name === 'references') return compileReferences(args, wanted)
  const column = first && columnOf(first, scope)
  if (!column) return wanted ? compileNeededTexts(node, scope) : UNKNOWN
  if (namespace === 'global' && name === 'defined') {
    return sql(`${column.text} ${wanted ? '<>' : '='} x'02'`)
  }
  const prefix = second && constantValue(second)
  if (namespace !== 'string' || name !== 'startsWith' || !prefix) return UNKNOWN
  if (typeof prefix.value !== 'string' || column.isDate) return NEVER
  if (column.isCut && !isComparable(prefix.value)) return UNKNOWN
  const key = keyText(prefix.value)
  if (key === null) return UNKNOWN
  const starts = startingWith(column, key)
  return wanted
    ? starts
    : allOf([not(starts), sql(`${column.text} >= '' AND ${column.text} < x''`)])
}

/** A comparison of a column with a constant, as one end of a range. */
interface Bound {
  column: string
  operator: string
  key: string | number
  isUpper: boolean
}

function boundOf(node: GroqNode, scope: ConditionScope): Bound | null {
  if (node.type === 'Group') return boundOf(node.base, scope)
  if (node.type !== 'OpCall' || !MIRRORED.has(node.op)) return null
  const {op, left, right} = node
  const isMirrored = columnOf(left, scope) === null
  const column = columnOf(isMirrored ? right : left, scope)
  const constant = constantValue(isMirrored ? left : right)
  const key = column && constant && comparedKey(column, constant.value)
  if (!column || (typeof key !== 'string' && typeof key !== 'number')) return null
  const operator = isMirrored ? (MIRRORED.get(op) ?? op) : op
  return {column: column.text, operator, key, isUpper: operator.startsWith('<')}
}

/**
 * `value >= a && value < b`. Between two values of one type there is no value of another type, so both
 * ends can bound a walk of an index. With more than two bounds, SQLite may choose the wrong ones.
 */
function compileRange(
  {left, right}: GroqNode & {type: 'And' | 'Or'},
  scope: ConditionScope,
): SqlCondition | null {
  const first = boundOf(left, scope)
  const second = first && boundOf(right, scope)
  if (!second || first.column !== second.column || first.isUpper === second.isUpper) return null
  if (typeof first.key !== typeof second.key) return null
  const parts = [first, second].map(({column, operator, key}) =>
    sql(`${column} ${operator} ?`, key),
  )
  return allOf(parts)
}

/**
 * Conditions on ids that leave a range of them, as {@link compileAll} has them.
 *
 * @param isOpen - whether a range with one end counts too
 * @returns `null` where there is none
 */
export function compileIdRange(
  conditions: readonly GroqNode[],
  scope: ConditionScope,
  isOpen: boolean,
): SqlCondition | null {
  const own = {...scope, free: new Set(['id'])}
  const nodes = conditions.flatMap(conjunctsOf)
  const ends = nodes.filter((node) => boundOf(node, own)?.column === 'e.id')
  const isClosed = new Set(ends.map((node) => boundOf(node, own)?.isUpper)).size === 2
  return ends.length > 0 && (isOpen || isClosed) ? compileAll(ends, own) : null
}

/** A column of `entries`, not a text that is cut from one. */
const PLAIN_COLUMN = /^\+?e\.\w+$/

/**
 * Compiles conditions that must all hold, for a walk of an index. Bounds of one column from several
 * conditions become the ends of one range, as in {@link compileRange}: of all bounds SQLite takes the
 * first, and would read every row up to the one where a page begins.
 */
export function compileAll(conditions: readonly GroqNode[], scope: ConditionScope): SqlCondition {
  const nodes = conditions.flatMap(conjunctsOf)
  const bounds = nodes.flatMap((node) => {
    const bound = boundOf(node, scope)
    return bound && PLAIN_COLUMN.test(bound.column) ? [{...bound, node}] : []
  })
  const ranges = [...Map.groupBy(bounds, ({column}) => column).values()].flatMap((group) => {
    const range = rangeOf(group)
    return range ? [{range, nodes: group.map(({node}) => node)}] : []
  })
  const within = new Set(ranges.flatMap((each) => each.nodes))
  const bounding = new Set(bounds.map(({node}) => node))
  // Single bounds come before other conditions with bounds, such as a prefix that all rows share.
  const others = [
    ...nodes.filter((node) => bounding.has(node) && !within.has(node)),
    ...nodes.filter((node) => !bounding.has(node)),
  ]
  return allOf([
    ...ranges.flatMap(({range}) => range),
    ...others.map((node) => compileSql(node, true, scope)),
  ])
}

/** Bounds of one column as the two ends of a range; `null` where one end is open. */
function rangeOf(bounds: readonly Bound[]): SqlCondition[] | null {
  const lower = tightest(bounds.filter(({isUpper}) => !isUpper))
  const upper = tightest(bounds.filter(({isUpper}) => isUpper))
  if (!lower || !upper || bounds.some(({key}) => typeof key !== typeof lower.key)) return null
  return bounds.map((bound) => {
    const {column, operator, key} = bound
    // The other bounds only check rows.
    const isEnd = bound === lower || bound === upper || column.startsWith('+')
    return sql(`${isEnd ? '' : '+'}${column} ${operator} ?`, key)
  })
}

function tightest(bounds: readonly Bound[]): Bound | undefined {
  return bounds.toSorted((a, b) => compareKeys(a.key, b.key)).at(bounds[0]?.isUpper ? 0 : -1)
}
