import {mac} from '../crypto/mac.ts'
import type {CellName} from './customerTally.ts'

/** What the next snapshot has to know of a cell that was shown once. */
export interface Reference {
  /** The exact number that its figure was made from. */
  basis: number
  /** Whether it was shown the last time. */
  isShown: boolean
}

/** References by the key of a cell. They hold exact numbers, and are kept sealed. */
export type References = ReadonlyMap<string, Reference>

/** What figures are made with. */
export interface CellRule {
  /** Customers that each figure and each change of one stands for, at least. */
  threshold: number
  /** `siteSecret(master, site, 'snapshot')`: nobody who sees snapshots may know it. */
  secret: string
}

/** A cell with its exact number, and whether it may be shown. */
export interface JudgedCell extends CellName, Reference {
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
export function judgeCell(
  name: CellName,
  exact: number,
  known: References,
  {threshold, secret}: CellRule,
): JudgedCell {
  const key = cellKey(name)
  const before = known.get(key)
  const isKept = before !== undefined && Math.abs(exact - before.basis) < threshold
  const bound = threshold + secretBelow(Math.ceil(threshold / 2), secret, 'entry', key)
  return {...name, exact, basis: isKept ? before.basis : exact, isShown: exact >= bound}
}

/** The figure of a cell that is shown: a multiple of the threshold, at least the threshold. */
export function figureOf(cell: CellName & Reference, {threshold, secret}: CellRule): number {
  const offset = secretBelow(threshold, secret, 'offset', cellKey(cell))
  return Math.max(threshold, Math.floor((cell.basis + offset) / threshold) * threshold)
}
