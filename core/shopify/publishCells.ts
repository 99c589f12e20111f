import {
  cellKey,
  decideCell,
  decideGroups,
  figureOf,
  type CellRule,
  type DecidedCell,
  type Reference,
  type References,
} from './cells.ts'
import {DIMENSIONS, type CellName, type CustomerTally, type Dimension} from './customerTally.ts'

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

/** The last time that the figures of a dimension were made anew. */
export interface Release {
  /** Number of the snapshot; those of one rule are counted from 1. */
  snapshot: number
  /** Whether something of the dimension was not shown. */
  isIncomplete: boolean
}

/** What the next snapshot of the same customers has to know. It has exact numbers, and is stored sealed. */
export interface ReleaseState {
  cells: References
  /**
   * Exact numbers of totals, and of dimensions whose values everybody knows, at their last release; by
   * the key of a cell. They tell how many customers moved since then.
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

/** How figures are made, and which values everybody knows. */
export interface PublishRule extends CellRule {
  /** Dimensions of which everybody knows all values; see `partitions`. */
  partitions: ReadonlyMap<Dimension, readonly string[]>
}

/**
 * Turns exact numbers into figures that may be seen. `docs/redaction.md` says what that guarantees, and
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
  const now = countMarks(tally, partitions)
  const snapshot = 1 + Math.max(0, ...[...known.releases.values()].map((each) => each.snapshot))
  const releases = new Map(known.releases)
  const decided: DecidedCell[] = []
  const incomplete = new Set<Dimension>()
  const addDimension = (dimension: Dimension, decide: () => DecidedDimension): DecidedDimension => {
    const last = known.releases.get(dimension)
    const isHeld = last !== undefined && movedSince(last, known, now) < threshold
    const result = isHeld
      ? {cells: cellsShownLast(dimension, known.cells), isIncomplete: last.isIncomplete}
      : decide()
    if (!isHeld) releases.set(dimension, {snapshot, isIncomplete: result.isIncomplete})
    if (result.isIncomplete) incomplete.add(dimension)
    decided.push(...result.cells)
    return result
  }

  const totals = addDimension('total', () => ({
    cells: [
      decideCell(CUSTOMERS, tally.customers, known.cells, rule),
      decideCell(MATCHED, tally.matched, known.cells, rule),
    ],
    // Everybody sees whether a total is there.
    isIncomplete: false,
  }))
  if (totals.cells.some(({value, isShown}) => value === MATCHED.value && isShown)) {
    for (const [dimension, counts] of tally.cells) {
      addDimension(dimension, () => decideDimension(dimension, counts, known.cells, rule))
    }
  }

  const figures = new Map(
    decided.filter(({isShown}) => isShown).map((each) => [cellKey(each), figureOf(each, rule)]),
  )
  const isNew = (key: string) => releases.get(dimensionOf(key))?.snapshot === snapshot
  const marks = new Map([...known.marks, ...[...now].filter(([key]) => isNew(key))])
  const cells = decided.flatMap(({dimension, value}): PublishedCell[] => {
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
    state: {cells: nextReferences(known.cells, decided, isNew), marks, releases},
  }
}

/** What is known of cells after a snapshot: cells of held dimensions, and cells once shown, are kept. */
function nextReferences(
  known: References,
  decided: readonly DecidedCell[],
  isNew: (key: string) => boolean,
): References {
  const references = new Map(
    [...known].map(([key, each]): [string, Reference] => [
      key,
      isNew(key) ? {...each, isShown: false} : each,
    ]),
  )
  for (const each of decided) {
    if (each.isShown) references.set(cellKey(each), {basis: each.basis, isShown: true})
  }
  return references
}

const CUSTOMERS: CellName = {dimension: 'total', value: 'customers'}
const MATCHED: CellName = {dimension: 'total', value: 'matched'}

function dimensionOf(key: string): Dimension {
  const name = key.slice(0, key.indexOf('/'))
  return DIMENSIONS.find((dimension) => dimension === name) ?? 'total'
}

/** The exact numbers that tell how many customers of a store moved; see `ReleaseState.marks`. */
function countMarks(
  tally: CustomerTally,
  partitions: PublishRule['partitions'],
): Map<string, number> {
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
 * The least number of customers that came, went or changed since a release: each moves a total by one, or
 * leaves one cell of a dimension for another. Marks from before that release do not count.
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
    // A move within a dimension changes two of its cells.
    if (dimension === 'total') most = Math.max(most, by)
    else moved.set(dimension, (moved.get(dimension) ?? 0) + by / 2)
  }
  return Math.max(most, ...[...moved.values()].map(Math.ceil))
}

/** The cells of a dimension as the last snapshot showed them. */
function cellsShownLast(dimension: Dimension, cells: References): DecidedCell[] {
  const prefix = cellKey({dimension, value: ''})
  return [...cells].flatMap(([key, reference]) =>
    key.startsWith(prefix)
      ? [{dimension, value: key.slice(prefix.length), exact: reference.basis, ...reference}]
      : [],
  )
}

interface DecidedDimension {
  cells: readonly DecidedCell[]
  isIncomplete: boolean
}

function decideDimension(
  dimension: Dimension,
  counts: ReadonlyMap<string, number>,
  known: References,
  rule: PublishRule,
): DecidedDimension {
  if (dimension === 'group') return decideGroups(counts, known, rule)
  const values = rule.partitions.get(dimension)
  const each = [...(values ?? counts.keys())].map((value) =>
    decideCell({dimension, value}, counts.get(value) ?? 0, known, rule),
  )
  const cells = values ? withComplement(each, known) : each
  return {cells, isIncomplete: cells.some(({isShown}) => !isShown)}
}

/** Hides a second cell where a single one is hidden, which the others and the total would give away. */
function withComplement(cells: readonly DecidedCell[], known: References): readonly DecidedCell[] {
  const hidden = cells.filter(({isShown}) => !isShown)
  const shown = cells.filter(({isShown}) => isShown)
  if (hidden.length !== 1 || shown.length === 0) return cells
  // Prefers one that was not shown before, so that the choice stays the same.
  const byPreference = shown.toSorted((a, b) => {
    const wasShown = (each: DecidedCell) => (known.get(cellKey(each))?.isShown ? 1 : 0)
    return wasShown(a) - wasShown(b) || a.exact - b.exact || (a.value < b.value ? -1 : 1)
  })
  return cells.map((each) => (each === byPreference[0] ? {...each, isShown: false} : each))
}
