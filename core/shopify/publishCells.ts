import {DIMENSIONS, type CellName, type CustomerTally, type Dimension} from './customerTally.ts'
import {
  cellKey,
  figureOf,
  judgeCell,
  type CellRule,
  type JudgedCell,
  type References,
} from './judgeCell.ts'
import {judgeGroups} from './customerGroups.ts'

/** Smallest number of customers that a rule may let a figure stand for. */
export const MIN_THRESHOLD = 5

/** A figure of a snapshot. */
export interface PublishedCell extends CellName {
  /**
   * A multiple of the threshold, at least the threshold. Each is rounded by itself, so a part may exceed
   * the whole by up to a step.
   */
  count: number
}

/** What a snapshot shows. */
export interface PublishedCells {
  /** `null` when there are too few to say how many. */
  customers: number | null
  matched: number | null
  /** By dimension in their order, the largest first. */
  cells: readonly PublishedCell[]
  /** Dimensions of which something is not shown. */
  incomplete: ReadonlySet<Dimension>
  /** For the next snapshot of the same rule. */
  references: References
}

/** What figures are made with, and what is known of their dimensions. */
export interface PublishRule extends CellRule {
  /** Dimensions of which everybody knows all values; see `partitions`. */
  partitions: ReadonlyMap<Dimension, readonly string[]>
}

const CUSTOMERS: CellName = {dimension: 'total', value: 'customers'}
const MATCHED: CellName = {dimension: 'total', value: 'matched'}

/** Hides a second cell where a single one is hidden, which the others and the total would give away. */
function withComplement(judged: readonly JudgedCell[], known: References): readonly JudgedCell[] {
  const hidden = judged.filter(({isShown}) => !isShown)
  const shown = judged.filter(({isShown}) => isShown)
  if (hidden.length !== 1 || shown.length === 0) return judged
  // One that was not shown before is not shown now, so that the choice stays the same.
  const byPreference = shown.toSorted((a, b) => {
    const isNew = (each: JudgedCell) => (known.get(cellKey(each))?.isShown ? 1 : 0)
    return isNew(a) - isNew(b) || a.exact - b.exact || (a.value < b.value ? -1 : 1)
  })
  return judged.map((each) => (each === byPreference[0] ? {...each, isShown: false} : each))
}

/**
 * Turns exact numbers into those that may be seen. `docs/redaction.md` says what that guarantees, and
 * what it does not.
 *
 * - A figure is shown of at least `threshold` customers, and is rounded to a multiple of it with an offset
 *   that is secret and always the same for a cell. So all differences of figures are multiples too.
 * - A figure stays as it is until at least `threshold` more, or fewer, customers are in its cell.
 * - Of a dimension whose values are known, never exactly one is hidden.
 *
 * @param tally - exact numbers
 * @param known - `references` of the snapshot before, of the same rule; empty for the first
 * @throws RangeError for a threshold below {@link MIN_THRESHOLD}
 */
export function publishCells(
  tally: CustomerTally,
  known: References,
  rule: PublishRule,
): PublishedCells {
  const {threshold, partitions} = rule
  if (!Number.isInteger(threshold) || threshold < MIN_THRESHOLD) {
    throw new RangeError(`The smallest group must be a whole number of ${MIN_THRESHOLD} or more.`)
  }
  const total = judgeCell(CUSTOMERS, tally.customers, known, rule)
  const matched = judgeCell(MATCHED, tally.matched, known, rule)
  const judged: JudgedCell[] = [total, matched]
  const incomplete = new Set<Dimension>()
  for (const [dimension, counts] of matched.isShown ? tally.cells : []) {
    if (dimension === 'group') continue
    const values = partitions.get(dimension)
    const names = values ?? [...counts.keys()]
    const each = names.map((value) =>
      judgeCell({dimension, value}, counts.get(value) ?? 0, known, rule),
    )
    const safe = values ? withComplement(each, known) : each
    if (safe.some(({isShown}) => !isShown)) incomplete.add(dimension)
    judged.push(...safe)
  }
  const groups = judgeGroups(matched.isShown ? tally.cells.get('group') : undefined, known, rule)
  if (groups.isIncomplete) incomplete.add('group')
  judged.push(...groups.cells)
  const references = new Map(known)
  const figures = new Map<string, number>()
  for (const each of judged) {
    const {basis, isShown} = each
    const key = cellKey(each)
    if (isShown) figures.set(key, figureOf(each, rule))
    const before = known.get(key)
    if (isShown) references.set(key, {basis, isShown})
    else if (before) references.set(key, {...before, isShown})
  }
  const cells = judged.slice(2).flatMap(({dimension, value}): PublishedCell[] => {
    const count = figures.get(cellKey({dimension, value}))
    return count === undefined ? [] : [{dimension, value, count}]
  })
  return {
    customers: figures.get(cellKey(CUSTOMERS)) ?? null,
    matched: figures.get(cellKey(MATCHED)) ?? null,
    cells: cells.toSorted(
      (a, b) =>
        DIMENSIONS.indexOf(a.dimension) - DIMENSIONS.indexOf(b.dimension) ||
        b.count - a.count ||
        (a.value < b.value ? -1 : 1),
    ),
    incomplete,
    references,
  }
}
