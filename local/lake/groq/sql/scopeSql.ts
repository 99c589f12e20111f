import type {ConditionScope} from './keyColumn.ts'
import {sql, type SqlCondition} from './sqlText.ts'

/** The rows of a scope's families. Says their type too, which makes indexes of that type usable. */
export function familyCondition({plan, families}: Pick<ConditionScope, 'plan' | 'families'>) {
  const [first] = families
  const type = plan.number === 0 ? '' : `e.t = ${plan.number} AND `
  const numbers =
    families.length === 1 && first
      ? `e.f = ${first.f}`
      : `e.f IN (${families.map(({f}) => f).join(', ')})`
  const condition: SqlCondition = sql(`${type}${numbers}`)
  return condition
}

/** Every column whose conditions an index could answer. */
export function everyColumn({plan}: ConditionScope): ReadonlySet<string> {
  return new Set(plan.columns.map(({name}) => name))
}
