import {DIMENSIONS, type CellName, type CustomerTally, type Dimension} from './customerTally.ts'
import {
  cellKey,
  figureOf,
  judgeCell,
  type CellRule,
  type JudgedCell,
  type Reference,
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

/** When a dimension was made anew the last time, and how it was shown then. */
export interface Release {
  /** Number of the snapshot; those of one rule are counted from 1. */
  snapshot: number
  /** Whether something of the dimension was not shown. */
  isIncomplete: boolean
}

/** What the next snapshot of the same customers has to know. It has exact numbers, and is kept sealed. */
export interface ReleaseState {
  cells: References
  /**
   * Exact numbers of totals, and of dimensions whose values everybody knows, from when they were made
   * anew; by the key of a cell.
   */
  marks: ReadonlyMap<string, number>
  releases: ReadonlyMap<Dimension, Release>
}

/** Before the first snapshot. */
export const NO_RELEASE: ReleaseState = {cells: new Map(), marks: new Map(), releases: new Map()}

/** What a snapshot shows. */
export interface PublishedCells {
  /** `null` when there are too few to say how many. */
  customers: number | null
  matched: number | null
  /** By dimension in their order, the largest first. */
  cells: readonly PublishedCell[]
  /** Dimensions of which something is not shown. */
  incomplete: ReadonlySet<Dimension>
  /** For the next snapshot of the same customers. */
  state: ReleaseState
}

/** What figures are made with, and what is known of their dimensions. */
export interface PublishRule extends CellRule {
  /** Dimensions of which everybody knows all values; see `partitions`. */
  partitions: ReadonlyMap<Dimension, readonly string[]>
}

const CUSTOMERS: CellName = {dimension: 'total', value: 'customers'}
const MATCHED: CellName = {dimension: 'total', value: 'matched'}

function dimensionOf(key: string): Dimension {
  const name = key.slice(0, key.indexOf('/'))
  return DIMENSIONS.find((dimension) => dimension === name) ?? 'total'
}

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

/** Exact numbers by which it is told how much a store has changed. */
function marksOf(tally: CustomerTally, partitions: PublishRule['partitions']): Map<string, number> {
  const marks = new Map([
    [cellKey(CUSTOMERS), tally.customers],
    [cellKey(MATCHED), tally.matched],
  ])
  for (const [dimension, values] of partitions) {
    const counts = tally.cells.get(dimension)
    if (!counts) continue
    for (const value of values) marks.set(cellKey({dimension, value}), counts.get(value) ?? 0)
  }
  return marks
}

/**
 * So many customers, at least, came, went or changed since a dimension was made anew: each moves a total
 * by one, or leaves one cell of a dimension for another. Marks that are older say nothing of that time.
 */
function movedSince(
  {snapshot}: Release,
  {marks, releases}: ReleaseState,
  now: ReadonlyMap<string, number>,
): number {
  const moved = new Map<Dimension, number>()
  let most = 0
  for (const [key, exact] of now) {
    const dimension = dimensionOf(key)
    const before = marks.get(key)
    if (before === undefined || (releases.get(dimension)?.snapshot ?? 0) < snapshot) continue
    const by = Math.abs(exact - before)
    // Of a total it is the number itself; a move within a dimension counts in two of its cells.
    if (dimension === 'total') most = Math.max(most, by)
    else moved.set(dimension, (moved.get(dimension) ?? 0) + by / 2)
  }
  return Math.max(most, ...[...moved.values()].map(Math.ceil))
}

/** Cells of a dimension as they were shown the last time. */
function asBefore(dimension: Dimension, cells: References): JudgedCell[] {
  const prefix = cellKey({dimension, value: ''})
  return [...cells].flatMap(([key, reference]) =>
    key.startsWith(prefix)
      ? [{dimension, value: key.slice(prefix.length), exact: reference.basis, ...reference}]
      : [],
  )
}

interface JudgedDimension {
  cells: readonly JudgedCell[]
  isIncomplete: boolean
}

/** Judges all cells of a dimension. */
function judgeDimension(
  dimension: Dimension,
  counts: ReadonlyMap<string, number>,
  known: References,
  rule: PublishRule,
): JudgedDimension {
  if (dimension === 'group') return judgeGroups(counts, known, rule)
  const values = rule.partitions.get(dimension)
  const each = [...(values ?? counts.keys())].map((value) =>
    judgeCell({dimension, value}, counts.get(value) ?? 0, known, rule),
  )
  const cells = values ? withComplement(each, known) : each
  return {cells, isIncomplete: cells.some(({isShown}) => !isShown)}
}

/**
 * Turns exact numbers into those that may be seen. `docs/redaction.md` says what that guarantees, and
 * what it does not.
 *
 * - A figure is shown of at least `threshold` customers, and is rounded to a multiple of it with an offset
 *   that is secret and always the same for a cell. So all differences of figures are multiples too.
 * - All figures stay as they are until at least `threshold` customers of the store came, went or changed.
 *   Then a figure still stays until at least `threshold` more, or fewer, customers are in its cell.
 * - Of a dimension whose values are known, never exactly one is hidden.
 *
 * @param tally - exact numbers
 * @param known - `state` of the snapshot before, of the same customers at any level
 * @throws RangeError for a threshold below {@link MIN_THRESHOLD}
 */
export function publishCells(
  tally: CustomerTally,
  known: ReleaseState,
  rule: PublishRule,
): PublishedCells {
  const {threshold, partitions} = rule
  if (!Number.isInteger(threshold) || threshold < MIN_THRESHOLD) {
    throw new RangeError(`The smallest group must be a whole number of ${MIN_THRESHOLD} or more.`)
  }
  const now = marksOf(tally, partitions)
  const snapshot = 1 + Math.max(0, ...[...known.releases.values()].map((each) => each.snapshot))
  const releases = new Map(known.releases)
  const judged: JudgedCell[] = []
  const incomplete = new Set<Dimension>()
  const addDimension = (dimension: Dimension, judge: () => JudgedDimension): JudgedDimension => {
    const last = known.releases.get(dimension)
    const isHeld = last !== undefined && movedSince(last, known, now) < threshold
    const result = isHeld
      ? {cells: asBefore(dimension, known.cells), isIncomplete: last.isIncomplete}
      : judge()
    if (!isHeld) releases.set(dimension, {snapshot, isIncomplete: result.isIncomplete})
    if (result.isIncomplete) incomplete.add(dimension)
    judged.push(...result.cells)
    return result
  }

  const totals = addDimension('total', () => ({
    cells: [
      judgeCell(CUSTOMERS, tally.customers, known.cells, rule),
      judgeCell(MATCHED, tally.matched, known.cells, rule),
    ],
    // Of totals everybody sees whether they are there.
    isIncomplete: false,
  }))
  if (totals.cells.some(({value, isShown}) => value === MATCHED.value && isShown)) {
    for (const [dimension, counts] of tally.cells) {
      addDimension(dimension, () => judgeDimension(dimension, counts, known.cells, rule))
    }
  }

  const figures = new Map(
    judged.filter(({isShown}) => isShown).map((each) => [cellKey(each), figureOf(each, rule)]),
  )
  const isFresh = (key: string) => releases.get(dimensionOf(key))?.snapshot === snapshot
  // What was shown once is remembered, and what was not made anew stays as it was.
  const references = new Map(
    [...known.cells].map(([key, each]): [string, Reference] => [
      key,
      isFresh(key) ? {...each, isShown: false} : each,
    ]),
  )
  for (const each of judged) {
    if (each.isShown) references.set(cellKey(each), {basis: each.basis, isShown: true})
  }
  const marks = new Map([...known.marks, ...[...now].filter(([key]) => isFresh(key))])
  const cells = judged.flatMap(({dimension, value}): PublishedCell[] => {
    const count = dimension === 'total' ? undefined : figures.get(cellKey({dimension, value}))
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
    state: {cells: references, marks, releases},
  }
}
