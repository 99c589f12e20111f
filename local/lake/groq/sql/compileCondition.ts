import {isReference} from '../candidates.ts'
import {fallbackCondition} from '../native/fallbackCondition.ts'
import type {FuncCallNode, GroqNode, OpCallNode} from '../groqNode.ts'
import {compileCondition as compileNative} from '../native/nativeCondition.ts'
import {compileDomainIs} from './emailDomain.ts'
import {readsFamilyOnly} from './families.ts'
import {
  columnOf,
  comparedKey,
  compileComparison,
  startingWith,
  type ConditionScope,
} from './keyColumn.ts'
import {conjunctsOf, constantValue} from '../groqTree.ts'
import {compareKeys, FALSE_KEY, keyText, TRUE_KEY} from '../indexes/keyValue.ts'
import {compileMatch} from './matchCondition.ts'
import {compileIn, compileReferences, holdsReference} from './membership.ts'
import {compileNamed} from './namedCondition.ts'
import {isComparable} from '../indexes/namedValue.ts'
import {compileNeededTexts} from './neededTexts.ts'
import {isOnScore} from '../plan/scoredFilter.ts'
import {compileTextPart} from './textPart.ts'
import {ALWAYS, allOf, anyOf, NEVER, not, sql, UNKNOWN, type SqlCondition} from './sqlText.ts'

/** The families for which a condition on type and site alone has a value. */
function inFamilies(node: GroqNode, wanted: boolean, scope: ConditionScope): SqlCondition | null {
  if (!readsFamilyOnly(node)) return null
  const holds = compileNative(node)
  if (!holds) return null
  const among = scope.families.filter(({type, site}) => holds({_type: type, site}) === wanted)
  if (among.length === scope.families.length) return ALWAYS
  return among.length === 0 ? NEVER : sql(`e.f IN (${among.map(({f}) => f).join(', ')})`)
}

/** Comparisons by what says the same with the sides exchanged. */
export const MIRRORED: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
])

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

function compileOperator(node: OpCallNode, wanted: boolean, scope: ConditionScope): SqlCondition {
  const {op, left, right} = node
  if (isOnScore(node)) return NEVER
  const part = compileTextPart(node, wanted, scope) ?? compileDomainIs(node, wanted, scope)
  if (part) return part
  if (op === 'match') return compileMatch(node, wanted, scope)
  if (op === 'in') {
    const isIn = compileIn(node, wanted, scope)
    return wanted && isIn === UNKNOWN ? compileNeededTexts(node, scope) : isIn
  }
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
  if (!rightColumn || !leftConstant) return wanted ? compileNeededTexts(node, scope) : UNKNOWN
  return compileComparison(rightColumn, MIRRORED.get(op) ?? op, leftConstant.value, wanted)
}

/** One side of a range: a column compared with a value that is less or greater. */
function boundOf(node: GroqNode, scope: ConditionScope) {
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
 * `value >= a && value < b`. Between values of one type there is nothing of another, so that both
 * ends can be ends of a walk of an index: of more than two, SQLite may take the wrong ones.
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

/** One side of a range, see {@link boundOf}. */
type Bound = NonNullable<ReturnType<typeof boundOf>>

/** Bounds of columns of `entries`, and not of texts that are worked out of one. */
const PLAIN_COLUMN = /^\+?e\.\w+$/

function tightest(bounds: readonly Bound[]): Bound | undefined {
  return bounds.toSorted((a, b) => compareKeys(a.key, b.key)).at(bounds[0]?.isUpper ? 0 : -1)
}

/** Bounds of one column as the two ends of a range; `null` where one end is open. */
function rangeOf(bounds: readonly Bound[]): SqlCondition[] | null {
  const lower = tightest(bounds.filter(({isUpper}) => !isUpper))
  const upper = tightest(bounds.filter(({isUpper}) => isUpper))
  if (!lower || !upper || bounds.some(({key}) => typeof key !== typeof lower.key)) return null
  return bounds.map((bound) => {
    const {column, operator, key} = bound
    // The others hold too, where no index is walked by them.
    const isEnd = bound === lower || bound === upper || column.startsWith('+')
    return sql(`${isEnd ? '' : '+'}${column} ${operator} ?`, key)
  })
}

/**
 * Compiles conditions that all have to hold, for a walk of an index. Bounds of one column that stand
 * in several of them are ends of one range, as in {@link compileRange}: of all bounds SQLite takes the
 * first, and would pass over every row up to the one where a page begins.
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
  // Other conditions have bounds too, such as a prefix that all rows of a walk share.
  const others = [
    ...nodes.filter((node) => bounding.has(node) && !within.has(node)),
    ...nodes.filter((node) => !bounding.has(node)),
  ]
  return allOf([
    ...ranges.flatMap(({range}) => range),
    ...others.map((node) => compileSql(node, true, scope)),
  ])
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
      const range = wanted && node.type === 'And' ? compileRange(node, scope) : null
      if (range) return range
      const parts = [compileSql(node.left, wanted, scope), compileSql(node.right, wanted, scope)]
      return (node.type === 'And') === wanted ? allOf(parts) : anyOf(parts)
    }
    default: {
      const compiled = compileAtom(node, wanted, scope)
      if (compiled.exact) return compiled
      const verdicts = scope.named?.(node)
      const judged = verdicts ? compileNamed(verdicts, wanted) : scope.judged?.(node, wanted, scope)
      return judged ?? compiled
    }
  }
}

function compileAtom(node: GroqNode, wanted: boolean, scope: ConditionScope): SqlCondition {
  const counted = scope.counted?.(node, wanted)
  if (counted) return counted
  if (!compileNative(node) && !isConstantCondition(node)) return UNKNOWN
  const families = inFamilies(node, wanted, scope)
  if (families) return families
  const settled = settledCondition(node)
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
