import {compileSql} from '../sql/compileCondition.ts'
import type {Driver} from './rowFinders.ts'
import type {KeyValue} from '../indexes/keyValue.ts'
import type {PreparedFilter} from '../sql/preparedFilter.ts'
import {everyColumn, familyCondition} from '../sql/scopeSql.ts'
import {allOf} from '../sql/sqlText.ts'

/**
 * The statement that gives every row for which a filter's conditions hold, with its parameters.
 *
 * @param driver - finds the rows; without one SQLite chooses an index, or reads the families
 * @param select - what it selects of `entries`, called `e`
 * @param inOrder - without a driver, whether the table is read as it lies: where it is mostly what is
 *   asked for that is several times as quick as fetching one row after the other by some index
 */
export function rowStatement(
  {scope, conditions, without}: PreparedFilter,
  driver: Driver | null,
  select: string,
  inOrder = false,
): [string, KeyValue[]] {
  const free = driver ? new Set(driver.column === null ? [] : [driver.column]) : everyColumn(scope)
  const where = allOf(conditions.map((node) => compileSql(node, true, {...scope, free})))
  const parts = [familyCondition(scope), where, without]
  const params = parts.flatMap((part) => part.params)
  const text = parts.map((part) => part.text).join(' AND ')
  if (!driver || driver.column !== null) {
    const table = !driver && inOrder ? 'entries e NOT INDEXED' : 'entries e'
    return [`SELECT ${select} FROM ${table} WHERE ${text}`, params]
  }
  // Left to itself SQLite would rather walk the index that has the order.
  const among = `(SELECT DISTINCT n FROM (${driver.text})) d CROSS JOIN entries e ON e.n = d.n`
  return [`SELECT ${select} FROM ${among} WHERE ${text}`, [...driver.params, ...params]]
}
