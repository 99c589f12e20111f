import type {GroqNode} from '../groqNode.ts'
import {expressionKey} from '../groqTree.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import type {LakeView, ReadFilter} from '../lakeView.ts'
import {compileNative} from '../native/nativeCondition.ts'
import type {NativeCondition} from '../native/nativeValue.ts'
import type {QueryDocument} from '../queryDocument.ts'
import {compileSql} from './compileSql.ts'
import type {ConditionScope} from './conditionScope.ts'
import type {SqlCondition} from './sqlCondition.ts'

/** Bounds for the choice between ways to the same rows. */
export interface SearchLimits {
  /** An access path that finds more rows than this is not taken: sorting them would take long. */
  fewRows: number
  /** A word search that finds more documents than this walks the index of the order instead. */
  rareWords: number
  /** Where a condition holds for a smaller share of the documents, its rows are gathered. */
  sparseShare: number
}

export const SEARCH_LIMITS: SearchLimits = {fewRows: 4000, rareWords: 600, sparseShare: 0.005}

/** A dataset as one query of one caller searches it. */
export interface LakeSearch {
  file: LakeFile
  view: LakeView
  reader: ReadFilter
  limits: SearchLimits
  /** The rows of a statement, as arrays. */
  rows: (text: string, params: readonly unknown[]) => unknown[][]
  /** The same, one row after the other. */
  eachRow: (text: string, params: readonly unknown[]) => Iterable<unknown[]>
}

/** A filter with the caller's grants, compiled to SQL. */
export interface PreparedFilter {
  scope: ConditionScope
  /** The conditions that must all hold, without those that hold for whole partitions. */
  conditions: GroqNode[]
  where: SqlCondition
  /** Leaves out published documents in whose place a draft or a version appears. */
  without: SqlCondition
  /** Whether the filter leaves any document out. */
  isNarrow: boolean
}

/** Whether SQL alone decides which rows match. */
export function isExact({where, without}: PreparedFilter): boolean {
  return where.exact && without.exact
}

/** The {@link expressionKey} of each condition that SQL alone decides. */
export function exactConditions({scope, conditions}: PreparedFilter): ReadonlySet<string> {
  const exact = conditions.filter((node) => compileSql(node, true, scope).exact)
  return new Set(exact.map(expressionKey))
}

/**
 * Checks documents for the conditions that SQL does not decide.
 *
 * @returns `null` when only groq-js can evaluate one of them
 */
export function remainingCheck(
  prepared: PreparedFilter,
): ((document: QueryDocument) => boolean) | null {
  const exact = exactConditions(prepared)
  const checks: NativeCondition[] = []
  for (const node of prepared.conditions) {
    if (exact.has(expressionKey(node))) continue
    const check = compileNative(node)
    if (!check) return null
    checks.push(check)
  }
  return (document) => checks.every((check) => check(document) === true)
}
