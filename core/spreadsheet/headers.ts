/** A column as the header row names it. */
export interface Column {
  /** From 0. */
  index: number
  /** Unique in the file, never empty. Names compare without regard to case. */
  name: string
  /** The heading as in the file, without blanks around it. */
  heading: string
  /** Whether the heading was blank or not unique, so that `name` differs from it. */
  isGenerated: boolean
}

/**
 * Names the columns of a header row. A blank heading becomes `Column 3`; the second `Email` becomes `Email (2)`.
 *
 * The first column of several with one heading keeps it. A name that the file uses itself is not given to another column.
 *
 * @param cells - the header row; or the width of the file in blank cells, where it has none
 */
export function nameColumns(cells: readonly string[]): Column[] {
  const headings = cells.map(cleanHeading)
  const own = new Set(headings.map(keyOf))
  const taken = new Set<string>()
  return headings.map((heading, index) => {
    const isOwn = heading !== '' && !taken.has(keyOf(heading))
    const name = isOwn ? heading : freeName(heading, index, own, taken)
    taken.add(keyOf(name))
    return {index, name, heading, isGenerated: !isOwn}
  })
}

function freeName(
  heading: string,
  index: number,
  own: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): string {
  const base = heading === '' ? `Column ${index + 1}` : heading
  let name = base
  for (let count = 2; own.has(keyOf(name)) || taken.has(keyOf(name)); count += 1) {
    name = `${base} (${count})`
  }
  return name
}

/** A heading on one line, without invisible characters. */
function cleanHeading(cell: string): string {
  return cell
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
