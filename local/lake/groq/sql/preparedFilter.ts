import type {GroqNode} from '../groqNode.ts'
import type {QueryDocument} from '../sortedDocuments.ts'
import {compileSql} from './compileCondition.ts'
import {conjunctsOf} from '../groqTree.ts'
import {familiesFor} from './families.ts'
import type {ConditionScope} from './keyColumn.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import type {LakeView} from '../lakeView.ts'
import {createJudgedColumns} from './judgedColumns.ts'
import {createNamedConditions} from './namedCondition.ts'
import {compileRelatedCount} from './relatedCount.ts'
import {simplify} from './simplify.ts'
import {allOf, ALWAYS, sql, UNKNOWN, type SqlCondition} from './sqlText.ts'

/** What a caller may read: a condition, and the same as a function. */
export interface ReadFilter {
  condition: GroqNode
  mayRead: (document: QueryDocument) => boolean
}

/** How many rows are few. */
export interface SearchLimits {
  /** Drivers that find more than this are not worth sorting what they find. */
  few: number
  /** A search that finds so few documents is quicker gathered than met along an order. */
  rare: number
  /** Words that a smaller part of whole documents has are quicker gathered than met. */
  seldom: number
}

export const SEARCH_LIMITS: SearchLimits = {few: 4000, rare: 600, seldom: 0.005}

/** A dataset as one query searches it. */
export interface LakeSearch {
  file: LakeFile
  view: LakeView
  reader: ReadFilter
  limits: SearchLimits
  /** The rows of a statement, as arrays. */
  rows: (text: string, params: readonly unknown[]) => unknown[][]
}

/** Everything that is known of a filter before any row is read. */
export interface PreparedFilter {
  scope: ConditionScope
  /** All of them must hold; those that families have settled are left out. */
  conditions: GroqNode[]
  where: SqlCondition
  /** Published documents that show as something else and so do not count themselves. */
  without: SqlCondition
  /** Whether conditions leave less than everything. */
  isNarrow: boolean
}

/** More than these are not left out by name. */
const MAX_REPLACED = 2000

/**
 * Puts a filter and what the caller may read into conditions of SQL.
 *
 * @param filter - `null` for all documents
 * @returns `null` when no plain document can match
 */
export function prepareFilter(
  filter: GroqNode | null,
  search: Pick<LakeSearch, 'file' | 'view' | 'reader'>,
): PreparedFilter | null {
  const related = (inner: GroqNode | null) => prepareOne(inner, search)
  return prepareOne(filter, search, (node, wanted) =>
    compileRelatedCount(node, wanted, related, search.view),
  )
}

function prepareOne(
  filter: GroqNode | null,
  {file, view, reader}: Pick<LakeSearch, 'file' | 'view' | 'reader'>,
  counted?: ConditionScope['counted'],
): PreparedFilter | null {
  const asked = filter ? [filter] : []
  const all = [reader.condition, ...asked].flatMap((node) => conjunctsOf(simplify(node)))
  const {families, conditions} = familiesFor(all, file.families())
  if (families.length === 0) return null
  const types = new Set(families.map(({type}) => type))
  const [type = ''] = types
  const known = types.size === 1 ? file.plan.types.get(type) : undefined
  const plan = known ?? file.plan.others
  const named = createNamedConditions(plan, (text, params) => file.rows(text, params))
  const judged = createJudgedColumns(file)
  const scope: ConditionScope = {
    plan,
    families,
    free: new Set(),
    named,
    judged,
    ...(counted && {counted}),
  }
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

/** Whether SQL alone decides which rows match. */
export function isExact({where, without}: PreparedFilter): boolean {
  return where.exact && without.exact
}
