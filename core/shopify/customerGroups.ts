import {groupValue, GROUP_PARTS, partsOfGroup} from './groupValue.ts'
import {cellKey, judgeCell, type CellRule, type JudgedCell, type References} from './judgeCell.ts'

/** A row of the table of customer groups. */
export interface CustomerGroup {
  /**
   * Values by `GROUP_PARTS`; those that a row does not tell apart are left out at its end. Such a row
   * stands for all customers with its values who are in no longer row.
   */
  parts: readonly (string | null)[]
  /** A multiple of the threshold. */
  count: number
}

/**
 * Divides customers into groups that may be shown: a group that is too small gives up its last part and
 * is joined with the others that differ in nothing else, until it is large enough. What is too small
 * without any part is not shown. (Samarati and Sweeney, 1998, call this generalisation and suppression.)
 *
 * Every row is judged as any other cell, so that it stands for at least the threshold of customers, and so
 * does each change of it.
 *
 * @param counts - exact numbers by `groupValue` of all parts; none where there are no groups
 */
export function judgeGroups(
  counts: ReadonlyMap<string, number> | undefined,
  known: References,
  rule: CellRule,
): {cells: JudgedCell[]; isIncomplete: boolean} {
  const cells: JudgedCell[] = []
  let open = new Map(counts)
  for (let length = GROUP_PARTS.length; length > 0; length -= 1) {
    const left = new Map<string, number>()
    for (const [value, exact] of open) {
      const cell = judgeCell({dimension: 'group', value}, exact, known, rule)
      if (cell.isShown || known.has(cellKey(cell))) cells.push(cell)
      if (cell.isShown) continue
      const shorter = groupValue(partsOfGroup(value).slice(0, length - 1))
      left.set(shorter, (left.get(shorter) ?? 0) + exact)
    }
    open = left
  }
  return {cells, isIncomplete: open.size > 0}
}

/** The rows of a table, from figures that are shown. */
export function groupsOf(cells: readonly {value: string; count: number}[]): CustomerGroup[] {
  return cells.map(({value, count}) => ({parts: partsOfGroup(value), count}))
}
