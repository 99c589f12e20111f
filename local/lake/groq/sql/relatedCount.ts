import type {GroqNode} from '../groqNode.ts'
import {compileSql, MIRRORED} from './compileCondition.ts'
import {conjunctsOf, expressionKey, constantValue} from '../groqTree.ts'
import type {KeyValue} from '../indexes/keyValue.ts'
import type {LakeSearch, PreparedFilter} from './preparedFilter.ts'
import {everyColumn, familyCondition} from './scopeSql.ts'
import {allOf, not, sql, type SqlCondition} from './sqlText.ts'

/** Puts the filter of a query within a query into conditions; `null` when nothing can match it. */
export type RelatedFilter = (filter: GroqNode | null) => PreparedFilter | null

const EQUALITIES = ['==', '!=']

/** The filter of `count(*[…])`. */
function countedFilter(node: GroqNode): GroqNode | null {
  if (node.type === 'Group') return countedFilter(node.base)
  if (node.type !== 'FuncCall' || node.namespace !== 'global' || node.name !== 'count') return null
  const [argument] = node.args
  return argument?.type === 'Filter' && argument.base.type === 'Everything' ? argument.expr : null
}

/** `count(*[…]) op number`, whichever way round it is written. */
function comparedCount(node: GroqNode): {filter: GroqNode; op: string; number: number} | null {
  if (node.type !== 'OpCall') return null
  const mirrored = EQUALITIES.includes(node.op) ? node.op : MIRRORED.get(node.op)
  if (mirrored === undefined) return null
  const left = countedFilter(node.left)
  const right = countedFilter(node.right)
  const filter = left ?? right
  const constant = constantValue(left ? node.right : node.left)
  if (!filter || typeof constant?.value !== 'number') return null
  return {filter, op: left ? node.op : mirrored, number: constant.value}
}

/** What equals the id of the document around: `leadId == ^._id`. */
function linkedValue(node: GroqNode): GroqNode | null {
  if (node.type !== 'OpCall' || node.op !== '==') return null
  const isOuterId = (side: GroqNode) =>
    side.type === 'AccessAttribute' &&
    side.name === '_id' &&
    side.base?.type === 'Parent' &&
    side.base.n === 1
  if (isOuterId(node.right)) return node.left
  return isOuterId(node.left) ? node.right : null
}

/** Whether a text names rows of `entries` in nothing but columns: no text is written into it. */
function isPlainSql(text: string): boolean {
  return !text.replaceAll(/x'\d*'|''/g, '').includes("'") && !text.includes('SELECT')
}

/**
 * `count(*[_type == "leadActivity" && leadId == ^._id && …]) >= 2`: how many documents name this one.
 *
 * @param related - what the caller may see of the dataset
 * @returns `null` for anything else, and where SQL alone cannot tell
 */
export function compileRelatedCount(
  node: GroqNode,
  wanted: boolean,
  related: RelatedFilter,
  view: LakeSearch['view'],
): SqlCondition | null {
  const compared = comparedCount(node)
  if (!compared) return null
  const {filter, op, number} = compared
  const conditions = conjunctsOf(filter)
  const link = conditions.find((condition) => linkedValue(condition))
  const value = link && linkedValue(link)
  const [first, ...rest] = conditions.filter((condition) => condition !== link)
  if (!value || !first) return null
  const prepared = related(
    rest.reduce<GroqNode>((left, right) => ({type: 'And', left, right}), first),
  )
  const {shown} = view.specials()
  const compare = (counted: string, ...params: KeyValue[]): SqlCondition => {
    const holds = sql(`${counted} ${op} ?`, ...params, number)
    return wanted ? holds : not(holds)
  }
  // There is no such document at all, as long as none is in no index.
  if (!prepared) return shown.length > 0 ? null : compare('0')
  const {scope, without} = prepared
  const {type} = scope.plan
  const column = scope.plan.columns.find(({key}) => key === expressionKey(value))
  const isAnySpecial = shown.some((document) => document._type === type)
  if (!column || type === '' || isAnySpecial || without.text !== '1' || !prepared.where.exact)
    return null
  const free = everyColumn(scope)
  const where = allOf([
    familyCondition(scope),
    ...prepared.conditions.map((condition) => compileSql(condition, true, {...scope, free})),
  ])
  if (!isPlainSql(where.text)) return null
  const inner = where.text.replaceAll(/\be\./g, 'a.')
  const counted = `(SELECT count(*) FROM entries a WHERE ${inner} AND a.${column.name} = e.id)`
  return compare(counted, ...where.params)
}
