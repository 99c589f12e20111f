import {mac} from '../crypto/mac.ts'
import {GROUP_PARTS, groupValue, partsOfGroup, type CellName} from './customerTally.ts'

/** What the next snapshot has to know of a cell that was shown once. */
export interface Reference {
  /** The exact number that its figure was made from. */
  basis: number
  /** Whether the last snapshot that made figures anew showed it. */
  isShown: boolean
}

/** References by the key of a cell. They hold exact numbers, and are stored sealed. */
export type References = ReadonlyMap<string, Reference>

/** How figures are made. */
export interface CellRule {
  /** Customers that each figure and each change of one stands for, at least. */
  threshold: number
  /** `siteSecret(master, site, 'snapshot')`: nobody who sees snapshots may know it. */
  secret: string
}

/** A cell with its exact number, and whether it may be shown. */
export interface DecidedCell extends CellName, Reference {
  exact: number
}

/** Key of a cell in {@link References}. */
export function cellKey({dimension, value}: CellName): string {
  return `${dimension}/${value}`
}

/** A secret number below a bound, always the same for a cell. */
function secretBelow(bound: number, secret: string, purpose: string, key: string): number {
  const bytes = mac(secret, `${purpose}\u0000${key}`)
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) % bound
}

/**
 * Decides whether a cell is shown, and from which number its figure is made. How many customers it takes
 * is the cell's own secret, between the threshold and half as many more: whoever knows all customers of a
 * cell but one learns nothing of that one from seeing, or not seeing, its figure.
 */
export function decideCell(
  name: CellName,
  exact: number,
  known: References,
  {threshold, secret}: CellRule,
): DecidedCell {
  const key = cellKey(name)
  const before = known.get(key)
  const isSteady = before !== undefined && Math.abs(exact - before.basis) < threshold
  const bound = threshold + secretBelow(Math.ceil(threshold / 2), secret, 'entry', key)
  return {...name, exact, basis: isSteady ? before.basis : exact, isShown: exact >= bound}
}

/** The figure of a cell that is shown: a multiple of the threshold, at least the threshold. */
export function figureOf(cell: CellName & Reference, {threshold, secret}: CellRule): number {
  const offset = secretBelow(threshold, secret, 'offset', cellKey(cell))
  return Math.max(threshold, Math.floor((cell.basis + offset) / threshold) * threshold)
}

/**
 * Divides customers into groups that may be shown: a group that is too small gives up its last part and
 * is joined with the others that differ in nothing else, until it is large enough. What is too small
 * without any part is not shown. (Samarati and Sweeney, 1998, call this generalisation and suppression.)
 *
 * Every row is decided like any other cell, so it stands for at least the threshold of customers, and so
 * does each change of it.
 *
 * @param counts - exact numbers by `groupValue` of all parts; none where there are no groups
 */
export function decideGroups(
  counts: ReadonlyMap<string, number> | undefined,
  known: References,
  rule: CellRule,
): {cells: DecidedCell[]; isIncomplete: boolean} {
  const cells: DecidedCell[] = []
  let open = new Map(counts)
  for (let length = GROUP_PARTS.length; length > 0; length -= 1) {
    const left = new Map<string, number>()
    for (const [value, exact] of open) {
      const cell = decideCell({dimension: 'group', value}, exact, known, rule)
      if (cell.isShown || known.has(cellKey(cell))) cells.push(cell)
      if (cell.isShown) continue
      const shorter = groupValue(partsOfGroup(value).slice(0, length - 1))
      left.set(shorter, (left.get(shorter) ?? 0) + exact)
    }
    open = left
  }
  return {cells, isIncomplete: open.size > 0}
}
