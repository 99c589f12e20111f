/** Rows below the first that are compared with it. */
const COMPARED_ROWS = 100

/** Share of a column's cells that must look alike, for the column to be of that kind. */
const MOST = 0.8

/** What a cell looks like; the first pattern that matches counts. */
const KINDS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['e-mail', /^(?:[^<>]*<)?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>?$/u],
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
  // Files that were put together have the header row several times.
  const below = others.filter((row) => !isSame(row, first)).slice(0, COMPARED_ROWS)
  const votes = voteByColumns(first, kinds, below)
  const filled = first.filter(isFilled)
  // A title stands above the header row.
  const wider = below.filter((row) => row.filter(isFilled).length >= 2 * filled.length)
  if (wider.length > below.length / 2) return {hasHeader: votes.for >= votes.against, isSure: false}
  if (votes.for !== votes.against) {
    const hasHeader = votes.for > votes.against
    return {hasHeader, isSure: votes.for === 0 || votes.against === 0}
  }
  const isDistinct = new Set(filled.map((cell) => cell.trim().toLowerCase())).size === filled.length
  const isShort = filled.every((cell) => cell.length <= LONGEST_HEADING)
  const isName = (kind: string | undefined) => kind === undefined
  const hasNames = below.length > 0 ? kinds.some(isName) : kinds.every(isName)
  const hasHeader = isDistinct && isShort && hasNames
  return {hasHeader, isSure: hasHeader && votes.for === 0 && filled.length === first.length}
}

function isSame(row: readonly string[], other: readonly string[]): boolean {
  return row.length === other.length && row.every((cell, at) => cell === other[at])
}

function voteByColumns(
  first: readonly string[],
  kinds: readonly (string | undefined)[],
  below: readonly (readonly string[])[],
): {for: number; against: number} {
  const votes = {for: 0, against: 0}
  for (const [index, heading] of first.entries()) {
    const cells = below.map((row) => row[index]?.trim() ?? '').filter(isFilled)
    if (cells.length === 0 || !isFilled(heading)) continue
    const kind = mainKind(cells)
    const isAgainst = kind === undefined ? cells.includes(heading.trim()) : kind === kinds[index]
    if (isAgainst) votes.against += 1
    else if (kind !== undefined) votes.for += 1
  }
  return votes
}

function isFilled(cell: string): boolean {
  return cell.trim() !== ''
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
