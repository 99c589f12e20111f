/** Rows below the first that are compared with it. */
const COMPARED_ROWS = 100

/** Share of a column's cells that must look alike, for the column to be of that kind. */
const MOST = 0.8

/** What a cell looks like; the first pattern that matches counts. */
const KINDS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['e-mail', /^\S+@\S+\.\S+$/u],
  ['address', /^https?:\/\/\S+$/iu],
  ['date', /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[T ].*)?$/u],
  ['number', /^[-+(]?[\p{Sc}]?\s?\d[\d\s.,'’]*\)?\s?[\p{Sc}%]?$/u],
  ['telephone', /^\+?[\d\s()./-]{6,}$/u],
  ['yes or no', /^(?:true|false|yes|no|y|n|ja|nein|oui|non)$/iu],
]

/** Longer cells are texts rather than headings. */
const LONGEST_HEADING = 80

/**
 * Guesses whether the first row has headings.
 *
 * A first row with an e-mail address or a web address has none. Otherwise the columns vote: for, where the cells below
 * are of one kind (e-mail, date, number …) and the first cell is not; against, where it is of that kind too, or is
 * found again below. Without votes the first row has headings if its cells are filled, short and all different.
 *
 * @returns the guess, and whether nothing speaks against it
 */
export function guessHasHeader(rows: readonly (readonly string[])[]): {
  hasHeader: boolean
  isSure: boolean
} {
  const [first, ...others] = rows
  if (first === undefined) return {hasHeader: false, isSure: true}
  const kinds = first.map(kindOf)
  if (kinds.includes('e-mail') || kinds.includes('address')) return {hasHeader: false, isSure: true}
  const below = others.slice(0, COMPARED_ROWS)
  let votesFor = 0
  let votesAgainst = 0
  for (const [index, heading] of first.entries()) {
    const cells = below.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '')
    if (cells.length === 0 || heading.trim() === '') continue
    const kind = mainKind(cells)
    const same = cells.filter((cell) => cell === heading.trim()).length
    if (kind !== undefined && kind === kinds[index]) votesAgainst += 1
    else if (kind !== undefined) votesFor += 1
    else if (same > 0) votesAgainst += 1
  }
  const filled = first.filter((cell) => cell.trim() !== '')
  const isDistinct = new Set(filled.map((cell) => cell.trim().toLowerCase())).size === filled.length
  const isShort = filled.every((cell) => cell.length <= LONGEST_HEADING && !/[\r\n]{2}/u.test(cell))
  const isNamed = (kind: string | undefined) => kind === undefined
  const looksNamed =
    isShort && isDistinct && (below.length > 0 ? kinds.some(isNamed) : kinds.every(isNamed))
  if (votesFor === votesAgainst) {
    const isSure = votesFor === 0 && looksNamed && filled.length === first.length
    return {hasHeader: looksNamed, isSure}
  }
  const hasHeader = votesFor > votesAgainst
  return {hasHeader, isSure: votesFor === 0 || votesAgainst === 0}
}

function kindOf(cell: string): string | undefined {
  const text = cell.trim()
  return KINDS.find(([, pattern]) => pattern.test(text))?.[0]
}

function mainKind(cells: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const cell of cells) {
    const kind = kindOf(cell)
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].find(([, count]) => count >= MOST * cells.length)?.[0]
}
