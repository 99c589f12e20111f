import {siteCustomFields} from '../../../core/audience/siteFields.ts'
import {guessColumns} from '../../../core/imports/guessColumns.ts'
import {guessOwners} from '../../../core/imports/guessing/valueWords.ts'
import type {DraftFile} from '../../../core/imports/importDraft.ts'
import type {ColumnMapping} from '../../../core/imports/importMapping.ts'
import type {RememberedMapping} from '../../../core/imports/rememberedMapping.ts'
import {sheetColumns} from '../../../core/imports/sheetColumns.ts'
import {recognizeFiles} from '../../../core/imports/vendors/recognizeFiles.ts'
import {siteTimeZone} from '../../../core/time/localDate.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import type {Member} from '../../ui/users/members.ts'
import type {OpenedSheet} from './parsing/fileParser.ts'

/** Columns of a table, and the first values of each. */
export function columnsOf({sample, hasHeader}: OpenedSheet) {
  return sheetColumns(sample, hasHeader)
}

/** A member of the project, as far as guesses need it. */
type NamedMember = Pick<Member, 'id' | 'name'>

/** What guesses of columns know of the site. */
export function guessContext(site: WorkspaceSite, members: readonly NamedMember[]) {
  return {
    customFields: siteCustomFields(site),
    statuses: (site.leadStatuses ?? []).map(({value, title}) => ({value, title})),
    members,
  }
}

/** Whether a column is of owners. */
export function isOwner({target}: ColumnMapping): boolean {
  return target.kind === 'field' && target.field === 'owner'
}

/** A column of owners with the members that values of it are by their names; what was chosen stays. */
export function withOwners(
  column: ColumnMapping,
  values: readonly string[],
  members: readonly NamedMember[],
): ColumnMapping {
  const {target} = column
  if (target.kind !== 'field' || target.field !== 'owner') return column
  const guess = guessOwners(values, members)
  return {...column, target: {...target, values: {...guess.values, ...target.values}}}
}

/**
 * Columns of a file once the members of the project are known, which may be later than the file was opened:
 * columns that nobody changed are guessed again, and owners in the others are found.
 *
 * @param valuesOf - values of a column, by its position
 */
export function withMembers(
  site: WorkspaceSite,
  sheet: OpenedSheet,
  columns: readonly ColumnMapping[],
  members: readonly NamedMember[],
  valuesOf: (index: number) => readonly string[],
): ColumnMapping[] {
  const read = columnsOf(sheet)
  const before = guessColumns(read, guessContext(site, []))
  const after = guessColumns(read, guessContext(site, members))
  return columns.map((column, index) => {
    const isUntouched = JSON.stringify(column) === JSON.stringify(before[index]?.mapping)
    const current = isUntouched ? (after[index]?.mapping ?? column) : column
    return withOwners(current, valuesOf(index), members)
  })
}

/** A file of a draft, its columns guessed. */
export function draftFile(
  site: WorkspaceSite,
  sheet: OpenedSheet,
  members: readonly NamedMember[],
): DraftFile {
  const columns = columnsOf(sheet)
  const guessed = guessColumns(columns, guessContext(site, members)).map(({mapping}) => mapping)
  return {
    key: sheet.key,
    name: sheet.name,
    vendor: null,
    isIncluded: columns.length > 0,
    mapping: {version: 1, columns: guessed},
    subscription: null,
    timeZone: null,
    listName: null,
    listNames: [],
  }
}

/** Files that were opened together: those that a known service exported as it means them, in its order. */
export function draftFiles(
  site: WorkspaceSite,
  sheets: readonly OpenedSheet[],
  members: readonly NamedMember[],
): DraftFile[] {
  const files = sheets.map((sheet) => ({name: sheet.name, columns: columnsOf(sheet)}))
  const context = {...guessContext(site, members), timeZone: siteTimeZone(site)}
  const recognized = recognizeFiles(files, context)
  if (!recognized) return sheets.map((sheet) => draftFile(site, sheet, members))
  const known = recognized.files.flatMap(({index, source, listName, listNames}): DraftFile[] => {
    const sheet = sheets[index]
    if (!sheet) return []
    const {vendor, mapping, subscription, timeZone} = source
    const own = {vendor, mapping, subscription, timeZone, listName, listNames}
    return [{key: sheet.key, name: sheet.name, isIncluded: true, ...own}]
  })
  const others = recognized.others.flatMap((index): DraftFile[] => {
    const sheet = sheets[index]
    return sheet ? [{...draftFile(site, sheet, members), isIncluded: false}] : []
  })
  return [...known, ...others]
}

/** What was used before for a file, and what its columns are guessed to be. */
export interface ProposedColumns {
  remembered: RememberedMapping
  guessed: readonly ColumnMapping[]
}

/** A file with the mapping that was used before for its header row, where it says anything else. */
export function asRemembered(
  file: DraftFile,
  remembered: RememberedMapping | null | undefined,
): {file: DraftFile; proposed: ProposedColumns | null} {
  const guessed = file.mapping.columns
  const isSame = JSON.stringify(remembered?.mapping.columns) === JSON.stringify(guessed)
  if (!remembered || isSame) return {file, proposed: null}
  return {file: {...file, mapping: remembered.mapping}, proposed: {remembered, guessed}}
}
