import type {GroqNode} from '../groqNode.ts'
import type {Partition} from '../indexes/indexEntry.ts'
import type {TypePlan} from '../indexes/indexPlan.ts'
import type {NamedConditions} from './namedCondition.ts'
import {sql, type SqlCondition} from './sqlCondition.ts'

/** What a condition is compiled for. */
export interface ConditionScope {
  /** The columns of the documents in question. */
  plan: TypePlan
  /** The partitions of the documents in question. */
  partitions: readonly Partition[]
  /** Columns whose conditions may choose an index; conditions on other columns only check rows. */
  free: ReadonlySet<string>
  /** Compiles a condition on the number of related documents; `null` for any other. */
  counted?: (node: GroqNode, wanted: boolean) => SqlCondition | null
  /** Evaluates conditions on one named value, once per distinct value. */
  named?: NamedConditions
  /** Compiles a condition on columns that has no SQL translation; `null` for any other. */
  evaluated?: (node: GroqNode, wanted: boolean, scope: ConditionScope) => SqlCondition | null
}

/**
 * The rows of a scope's partitions. One partition is a parameter: statements of many are prepared once.
 *
 * @param hasType - whether to name their type too. SQLite can only use the indexes of a type where it is named;
 *   the indexes of all types do not have it, so that every row would be fetched
 */
export function partitionCondition(
  {plan, partitions}: Pick<ConditionScope, 'plan' | 'partitions'>,
  hasType = true,
): SqlCondition {
  const [first] = partitions
  const type = plan.number === 0 || !hasType ? '' : `e.t = ${plan.number} AND `
  return partitions.length === 1 && first
    ? sql(`${type}e.f = ?`, first.f)
    : sql(`${type}e.f IN (${partitions.map(({f}) => f).join(', ')})`)
}

/** Every column whose conditions an index could answer. */
export function everyColumn({plan}: ConditionScope): ReadonlySet<string> {
  return new Set(plan.columns.map(({name}) => name))
}

/** A column in SQL. The `+` keeps SQLite from choosing an index by it, unless the column is free. */
export function columnReference(name: string, {free}: Pick<ConditionScope, 'free'>): string {
  return free.has(name) ? `e.${name}` : `+e.${name}`
}
