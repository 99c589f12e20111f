import type {CustomFieldType} from '../audience/customFields.ts'
import {valueProblem} from '../leads/editableFields.ts'
import {LEAD_FIELDS} from '../leads/leadFields.ts'
import {cleanLine} from '../people/cleanText.ts'
import {cellText} from './cells/cellText.ts'
import type {
  ConvertedRow,
  ImportedPerson,
  ImportedSubscription,
  ImportMapping,
  RowProblem,
} from './importMapping.ts'
import {problemOf, readerContext, type CellReader} from './reading/cellReader.ts'
import {cellReader} from './reading/readCell.ts'
import {emptyDraft, stricterSubscription, type RowDraft} from './reading/rowDraft.ts'

/** What the conversion of rows depends on beside the mapping. */
export interface ConversionContext {
  /** Statuses that the site's leads may have. */
  statuses: readonly string[]
  /** Ids of lists by their names in the file, in lower case. */
  lists: Readonly<Record<string, string>>
  /** Ids of lists that all people of the file are added to. */
  fileLists?: readonly string[]
  /** IANA name of the zone of moments without an offset. */
  timeZone: string
  /**
   * Subscription of people for whom no column has it. One that allows no mail applies to all people of the
   * file, whatever a column says.
   */
  subscription: ImportedSubscription | null
  /** Ids of the project's members, who can own leads; `null` when they are not known. */
  members: ReadonlySet<string> | null
  /** ISO 8601: no sign-up and no consent is later than this. */
  now: string
  /** Types of the site's custom fields by name; other fields have the type that the mapping gives. */
  customTypes: ReadonlyMap<string, CustomFieldType>
}

/** Converts the cells of a row. */
export type RowConverter = (cells: readonly string[]) => ConvertedRow

interface ColumnReader {
  column: number
  read: CellReader
}

const NO_PROBLEMS: readonly RowProblem[] = []

/** Refuses a row as a whole. */
function refused(code: 'empty-row' | 'no-email' | 'too-many-cells'): ConvertedRow {
  return {ok: false, problems: [{code, column: null}]}
}

/** The name of a person: its own column, else its parts, else the text beside the address. */
function nameOf({fields, firstName, lastName, emailName}: RowDraft): string {
  if (fields.name !== undefined) return fields.name
  const joined =
    lastName === '' || firstName === '' ? firstName + lastName : `${firstName} ${lastName}`
  return joined === '' ? cleanLine(emailName, LEAD_FIELDS.name.maxLength + 1) : joined
}

function subscriptionOf(
  own: ImportedSubscription | null,
  ofFile: ImportedSubscription | null,
): ImportedSubscription | null {
  if (own === null || ofFile === null) return own ?? ofFile
  const mayBeMailed = ofFile === 'subscribed' || ofFile === 'pending' || ofFile === 'none'
  return mayBeMailed ? own : stricterSubscription(own, ofFile)
}

/** When a person asked or confirmed, whichever was first. */
function signedUpAt({evidence}: RowDraft): string | null {
  const {requestedAt, confirmedAt} = evidence
  if (requestedAt === undefined || confirmedAt === undefined)
    return requestedAt ?? confirmedAt ?? null
  return requestedAt < confirmedAt ? requestedAt : confirmedAt
}

function personOf(
  draft: RowDraft,
  email: string,
  {subscription: ofFile, fileLists = []}: ConversionContext,
): ImportedPerson {
  const name = nameOf(draft)
  const found = valueProblem('name', name)
  if (found) draft.problems.push(problemOf(null, found))
  else if (name !== '') draft.fields.name = name
  const {fields, score, status, tags, lists, custom, evidence} = draft
  return {
    email,
    fields,
    score,
    status,
    tags,
    lists: fileLists.length === 0 ? lists : [...new Set([...lists, ...fileLists])],
    custom,
    createdAt: draft.createdAt ?? signedUpAt(draft),
    subscription: subscriptionOf(draft.subscription, ofFile),
    evidence,
  }
}

/** Whether cells behind the last column hold anything: then values are in the wrong columns. */
function hasMore(cells: readonly string[], columns: number): boolean {
  for (let index = columns; index < cells.length; index += 1) {
    if (cellText(cells[index] ?? '') !== '') return true
  }
  return false
}

/**
 * Prepares a mapping for many rows. The converter cleans and checks each cell by the rules of its field. It
 * leaves out an optional cell that is not valid, and says so; without a valid e-mail address, or with more
 * values than there are columns, the row is refused. It never throws.
 *
 * @throws RangeError for a time zone that does not exist
 */
export function compileMapping(mapping: ImportMapping, context: ConversionContext): RowConverter {
  const shared = readerContext(context)
  const columns = mapping.columns.length
  const readers = mapping.columns.flatMap((entry, column): ColumnReader[] => {
    const read = cellReader(entry, column, shared)
    return read ? [{column, read}] : []
  })
  return (cells) => {
    if (cells.length > columns && hasMore(cells, columns)) return refused('too-many-cells')
    const draft = emptyDraft()
    for (const {column, read} of readers) {
      const text = cellText(cells[column] ?? '')
      if (text !== '') read(text, draft)
    }
    const {email, problems} = draft
    if (email !== null) {
      const person = personOf(draft, email, context)
      return {ok: true, person, problems: problems.length === 0 ? NO_PROBLEMS : problems}
    }
    if (problems.some(({code}) => code === 'not-email')) return {ok: false, problems}
    if (!hasMore(cells, 0)) return refused('empty-row')
    const unaddressed = personOf(draft, '', context)
    return {ok: false, problems: [{code: 'no-email', column: null}, ...problems], unaddressed}
  }
}

/** Converts a single row; {@link compileMapping} is for many. */
export function convertRow(
  cells: readonly string[],
  mapping: ImportMapping,
  context: ConversionContext,
): ConvertedRow {
  return compileMapping(mapping, context)(cells)
}
