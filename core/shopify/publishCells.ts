import {mac} from '../crypto/mac.ts'
import type {CellName, CustomerTally, Dimension} from './customerTally.ts'

/** Smallest number of customers that a rule may let a figure stand for. */
export const MIN_THRESHOLD = 5

/** What the next snapshot has to know of a cell that was shown once. */
export interface Reference {
  /** The exact number that its figure was made from. */
  basis: number
  /** Whether it was shown the last time. */
  isShown: boolean
}

/** References by the key of a cell. They hold exact numbers, and are kept sealed. */
export type References = ReadonlyMap<string, Reference>

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

/** What figures are made with. */
export interface PublishRule {
  /** Customers that each figure and each change of one stands for, at least; `MIN_THRESHOLD` or more. */
  threshold: number
  /** `siteSecret(master, site, 'snapshot')`: nobody who sees snapshots may know it. */
  secret: string
  /** Dimensions of which everybody knows all values; see `partitions`. */
  partitions: ReadonlyMap<Dimension, readonly string[]>
}

/** Key of a cell in {@link References}. */
export function cellKey({dimension, value}: CellName): string {
  return `${dimension}/${value}`
}

const CUSTOMERS: CellName = {dimension: 'total', value: 'customers'}
const MATCHED: CellName = {dimension: 'total', value: 'matched'}

/** A secret number below a bound, always the same for a cell. */
function secretBelow(bound: number, secret: string, purpose: string, key: string): number {
  const bytes = mac(secret, `${purpose}\u0000${key}`)
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) % bound
}

interface Judged extends CellName, Reference {
  exact: number
}

function judge(name: CellName, exact: number, known: References, rule: PublishRule): Judged {
  const {threshold, secret} = rule
  const key = cellKey(name)
  const before = known.get(key)
  const isKept = before !== undefined && Math.abs(exact - before.basis) < threshold
  // From how many on a hidden cell is shown is a secret, so that nobody learns a number from its showing.
  const entry = secretBelow(Math.ceil(threshold / 2), secret, 'entry', key)
  const enough = before?.isShown ? threshold : threshold + entry
  return {...name, exact, basis: isKept ? before.basis : exact, isShown: exact >= enough}
}

function figure({dimension, value}: CellName, basis: number, {threshold, secret}: PublishRule) {
  const key = cellKey({dimension, value})
  const offset = secretBelow(threshold, secret, 'offset', key)
  return Math.max(threshold, Math.floor((basis + offset) / threshold) * threshold)
}

/** Hides a second cell where a single one is hidden, which the others and the total would give away. */
function withComplement(judged: readonly Judged[], known: References): readonly Judged[] {
  const hidden = judged.filter(({isShown}) => !isShown)
  const shown = judged.filter(({isShown}) => isShown)
  if (hidden.length !== 1 || shown.length === 0) return judged
  // One that was not shown before is not shown now, so that the choice stays the same.
  const byPreference = shown.toSorted((a, b) => {
    const isNew = (each: Judged) => (known.get(cellKey(each))?.isShown ? 1 : 0)
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
  const total = judge(CUSTOMERS, tally.customers, known, rule)
  const matched = judge(MATCHED, tally.matched, known, rule)
  const judged: Judged[] = [total, matched]
  const incomplete = new Set<Dimension>()
  for (const [dimension, counts] of matched.isShown ? tally.cells : []) {
    const values = partitions.get(dimension)
    const names = values ?? [...counts.keys()]
    const each = names.map((value) =>
      judge({dimension, value}, counts.get(value) ?? 0, known, rule),
    )
    const safe = values ? withComplement(each, known) : each
    if (safe.some(({isShown}) => !isShown)) incomplete.add(dimension)
    judged.push(...safe)
  }
  const references = new Map(known)
  const figures = new Map<string, number>()
  for (const each of judged) {
    const {basis, isShown} = each
    const key = cellKey(each)
    if (isShown) figures.set(key, figure(each, basis, rule))
    const before = known.get(key)
    if (isShown) references.set(key, {basis, isShown})
    else if (before) references.set(key, {...before, isShown})
  }
  const cells = judged.slice(2).flatMap(({dimension, value}): PublishedCell[] => {
    const count = figures.get(cellKey({dimension, value}))
    return count === undefined ? [] : [{dimension, value, count}]
  })
  const order = [...tally.cells.keys()]
  return {
    customers: figures.get(cellKey(CUSTOMERS)) ?? null,
    matched: figures.get(cellKey(MATCHED)) ?? null,
    cells: cells.toSorted(
      (a, b) =>
        order.indexOf(a.dimension) - order.indexOf(b.dimension) ||
        b.count - a.count ||
        (a.value < b.value ? -1 : 1),
    ),
    incomplete,
    references,
  }
}
