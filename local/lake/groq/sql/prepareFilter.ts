import type {GroqNode} from '../groqNode.ts'
import {conjunctsOf, constantValue, expressionKey, isCall} from '../groqTree.ts'
import type {KeyValue} from '../indexes/keyValue.ts'
import {compileSql, MIRRORED} from './compileSql.ts'
import {everyColumn, partitionCondition, type ConditionScope} from './conditionScope.ts'
import {createEvaluatedColumns} from './evaluatedColumns.ts'
import type {LakeSearch, PreparedFilter} from './lakeSearch.ts'
import {createNamedConditions} from './namedCondition.ts'
import {partitionsFor} from './partitions.ts'
import {simplify} from './simplify.ts'
import {allOf, ALWAYS, not, sql, UNKNOWN, type SqlCondition} from './sqlCondition.ts'

type Dataset = Pick<LakeSearch, 'file' | 'view' | 'reader'>

/** More published documents than this are not left out by SQL. */
const MAX_REPLACED = 2000

/**
 * Compiles a filter, and what the caller may read, to SQL.
 *
 * @param filter - `null` for all documents
 * @returns `null` when no document with an index entry can match
 */
export function prepareFilter(filter: GroqNode | null, dataset: Dataset): PreparedFilter | null {
  return prepare(filter, dataset, (node, wanted) => compileRelatedCount(node, wanted, dataset))
}

function prepare(
  filter: GroqNode | null,
  {file, view, reader}: Dataset,
  counted?: ConditionScope['counted'],
): PreparedFilter | null {
  const own = filter ? [filter] : []
  const all = [reader.condition, ...own].flatMap((node) => conjunctsOf(simplify(node)))
  const {partitions, conditions} = partitionsFor(all, file.partitions())
  if (partitions.length === 0) return null
  const types = new Set(partitions.map(({type}) => type))
  const [type = ''] = types
  const known = types.size === 1 ? file.plan.types.get(type) : undefined
  const plan = known ?? file.plan.others
  const scope: ConditionScope = {
    plan,
    partitions,
    free: new Set(),
    named: createNamedConditions(plan, (text, params) => file.rows(text, params)),
    evaluated: createEvaluatedColumns(file),
    ...(counted && {counted}),
  }
  const where = allOf(conditions.map((node) => compileSql(node, true, scope)))
  const {replaced} = view.unindexedDocuments()
  const tooMany = replaced.size > MAX_REPLACED
  const without =
    replaced.size === 0
      ? ALWAYS
      : sql('e.id NOT IN (SELECT value FROM json_each(?))', JSON.stringify([...replaced]))
  const isNarrow = where.text !== '1' || partitions.length < file.partitions().length
  return {scope, conditions, where, without: tooMany ? UNKNOWN : without, isNarrow}
}

/**
 * `count(*[_type == "leadActivity" && leadId == ^._id && …]) >= 2`: compares the number of documents
 * that name this one.
 *
 * @returns `null` for any other condition, and where SQL can't count
 */
function compileRelatedCount(
  node: GroqNode,
  wanted: boolean,
  dataset: Dataset,
): SqlCondition | null {
  const compared = comparedCount(node)
  if (!compared) return null
  const {filter, op, number} = compared
  const conditions = conjunctsOf(filter)
  const link = conditions.find((condition) => linkedValue(condition))
  const value = link && linkedValue(link)
  const [first, ...rest] = conditions.filter((condition) => condition !== link)
  if (!value || !first) return null
  const related = rest.reduce<GroqNode>((left, right) => ({type: 'And', left, right}), first)
  const prepared = prepare(related, dataset)
  const {shown} = dataset.view.unindexedDocuments()
  const compare = (count: string, ...params: KeyValue[]): SqlCondition => {
    const holds = sql(`${count} ${op} ?`, ...params, number)
    return wanted ? holds : not(holds)
  }
  // No document with an index entry matches.
  if (!prepared) return shown.length > 0 ? null : compare('0')
  const {scope, without} = prepared
  const {type} = scope.plan
  const column = scope.plan.columns.find(({key}) => key === expressionKey(value))
  const isAnyUnindexed = shown.some((document) => document._type === type)
  if (!column || type === '' || isAnyUnindexed || without.text !== '1' || !prepared.where.exact) {
    return null
  }
  const free = everyColumn(scope)
  const where = allOf([
    partitionCondition(scope),
    ...prepared.conditions.map((condition) => compileSql(condition, true, {...scope, free})),
  ])
  if (!readsColumnsOnly(where.text)) return null
  const inner = where.text.replaceAll(/\be\./g, 'a.')
  const count = `(SELECT count(*) FROM entries a WHERE ${inner} AND a.${column.name} = e.id)`
  return compare(count, ...where.params)
}

const EQUALITIES = ['==', '!=']

/** `count(*[…]) op number`, or the same with the sides exchanged. */
function comparedCount(node: GroqNode): {filter: GroqNode; op: string; number: number} | null {
  if (node.type !== 'OpCall') return null
  const mirrored = EQUALITIES.includes(node.op) ? node.op : MIRRORED.get(node.op)
  if (mirrored === undefined) return null
  const left = countedFilter(node.left)
  const filter = left ?? countedFilter(node.right)
  const constant = constantValue(left ? node.right : node.left)
  if (!filter || typeof constant?.value !== 'number') return null
  return {filter, op: left ? node.op : mirrored, number: constant.value}
}

/** The filter of `count(*[…])`. */
function countedFilter(node: GroqNode): GroqNode | null {
  if (node.type === 'Group') return countedFilter(node.base)
  const [argument] = isCall(node, 'global::count') ? node.args : []
  return argument?.type === 'Filter' && argument.base.type === 'Everything' ? argument.expr : null
}

/** What equals the id of the document around the count: `leadId == ^._id`. */
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

/** Whether `e.` in a text can only be the table: no statement and no text literal is in it. */
function readsColumnsOnly(text: string): boolean {
  return !text.replaceAll(/x'\d*'|''/g, '').includes("'") && !text.includes('SELECT')
}
