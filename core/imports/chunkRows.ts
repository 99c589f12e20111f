import type {ConvertedRow, ImportedPerson, ImportMapping} from './importMapping.ts'
import type {RowConverter} from './convertRow.ts'
import {endOf} from './importedHistory.ts'
import type {SourceFile} from './importPlan.ts'
import {stricterSubscription} from './reading/rowDraft.ts'
import {leftColumns, type Claim} from './rowSums.ts'
import type {UploadedRow} from './uploadedChunk.ts'
import {readingProblem} from './uploadedRow.ts'

/** A row of an uploaded chunk. */
export interface ChunkRow {
  converted: ConvertedRow
  /** Line of the file. */
  line: number
  /** Line of an earlier row about the same person. */
  repeats: number | null
  personKey: string
  /** Whether an earlier file has a row about the same person. */
  again: boolean
  /** What the row itself says of the subscription. */
  claim: Claim
  /** Names of the sums of its values in columns that are left behind. */
  left: readonly string[]
}

/** What the rows of a chunk are read with. */
export interface ChunkReading {
  /** Number of the first row in the import, from 0. */
  first: number
  /** Number of the file in the import, from 0. */
  file: number
  /** `null` for a file that the import does not have. */
  source: Pick<SourceFile, 'mapping' | 'subscription'> | null
  convert: RowConverter | null
  /** The key of an address. */
  keyOf: (email: string) => string
}

const NO_COLUMNS: ImportMapping = {version: 1, columns: []}

/**
 * Converts all rows of a chunk, and finds those that are about a person of an earlier row. The first row about
 * a person has the strictest subscription of all of them, and the others none: one transaction creates and
 * changes each document once.
 *
 * @returns rows by their numbers in the import
 */
export function readChunkRows(
  uploaded: readonly UploadedRow[],
  {first, file, source, convert, keyOf}: ChunkReading,
): Map<number, ChunkRow> {
  const leftOf = leftColumns(source?.mapping ?? NO_COLUMNS, file)
  const read = new Map<number, ChunkRow>()
  const known = new Map<string, {row: number; line: number}>()
  for (const [at, {cells, line, repeats, again = false, problem}] of uploaded.entries()) {
    const converted: ConvertedRow =
      problem !== undefined || !convert
        ? {ok: false, problems: [readingProblem(problem ?? '')]}
        : convert(cells)
    const key = converted.ok ? keyOf(converted.person.email) : ''
    const earlier = converted.ok ? known.get(key) : undefined
    read.set(first + at, {
      converted: earlier ? withSubscription(converted, null) : converted,
      line,
      repeats: repeats ?? earlier?.line ?? null,
      personKey: key,
      again,
      claim: converted.ok
        ? (converted.person.subscription ?? 'none')
        : (source?.subscription ?? 'unread'),
      left: leftOf(cells),
    })
    if (!converted.ok) continue
    if (earlier) tighten(read, earlier.row, converted.person)
    else known.set(key, {row: first + at, line})
  }
  return read
}

function withSubscription(
  converted: ConvertedRow,
  subscription: ImportedPerson['subscription'],
): ConvertedRow {
  return converted.ok ? {...converted, person: {...converted.person, subscription}} : converted
}

/** Of several rows about one person the strictest subscription counts: the first row is to have it. */
function tighten(read: Map<number, ChunkRow>, row: number, {subscription}: ImportedPerson): void {
  const first = read.get(row)
  if (endOf(subscription) === null || subscription === null || !first?.converted.ok) return
  const {person} = first.converted
  const strictest = stricterSubscription(person.subscription ?? subscription, subscription)
  read.set(row, {...first, converted: withSubscription(first.converted, strictest)})
}
