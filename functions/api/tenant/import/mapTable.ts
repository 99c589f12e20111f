import type {CustomFieldDefinition} from '../../../../core/audience/customFields.ts'
import {siteCustomFields} from '../../../../core/audience/siteFields.ts'
import {customFieldName, type NewCustomField} from '../../../../core/changes/createCustomField.ts'
import {diagnostic} from '../../../../core/envelope/diagnostics.ts'
import type {Diagnostic} from '../../../../core/envelope/envelope.ts'
import {checkMapping} from '../../../../core/imports/checkMapping.ts'
import {customFieldOf} from '../../../../core/imports/guessing/customProposal.ts'
import type {ColumnGuess, GuessContext} from '../../../../core/imports/guessColumns.ts'
import {canSubscribe} from '../../../../core/imports/importDraft.ts'
import {
  MAPPING_VERSION,
  type ColumnMapping,
  type ImportMapping,
} from '../../../../core/imports/importMapping.ts'
import type {SourceFile} from '../../../../core/imports/importPlan.ts'
import {parseMatchKey, possibleKey, type MatchKey} from '../../../../core/imports/matchKey.ts'
import {mapColumns} from '../../../../core/imports/mappingOptions.ts'
import type {NamedColumn} from '../../../../core/imports/sheetColumns.ts'
import {
  recognizeFiles,
  type RecognizedFile,
} from '../../../../core/imports/vendors/recognizeFiles.ts'
import {personColumns, type PersonColumns} from '../../../../core/imports/uploadedRow.ts'
import {leadStatuses} from '../../../../core/people/leadStatus.ts'
import {
  describeProblem,
  fieldProblem,
  problem,
  type FieldProblem,
} from '../../../../core/problems/problem.ts'
import {siteTimeZone} from '../../../../core/time/localDate.ts'
import type {WholeSite} from '../../../shared/siteRegistry.ts'
import type {CheckedOptions} from './importOptions.ts'
import type {ArrivingTable} from './openTable.ts'

/** A file with its mapping, and what should be known about it. */
export interface MappedTable {
  file: SourceFile
  /** Which columns say whom a row is about. */
  columns: PersonColumns
  /** What finds the leads of rows without an address. */
  match: MatchKey | null
  /** The mapping by names, as options take it; new custom fields by their titles. */
  mapping: Record<string, Omit<ColumnMapping, 'heading'>>
  guesses: {column: string; confidence: number; reason: ColumnGuess['reason'] | 'given'}[]
  /** Custom fields that the site does not have yet. */
  newFields: NewCustomField[]
  diagnostics: Diagnostic[]
}

/** A mapped file, or what is wrong with the mapping. */
export type TableMapping = {ok: true; table: MappedTable} | {ok: false; problems: FieldProblem[]}

/** Decides what the columns of a file are for, by the options and by what the columns hold. */
export function mapTable(
  {columns, read}: Pick<ArrivingTable, 'columns' | 'read'>,
  name: string,
  options: CheckedOptions,
  site: WholeSite,
): TableMapping {
  const customFields = siteCustomFields(site)
  const statuses = leadStatuses(site)
  const context: GuessContext = {customFields, statuses, members: []}
  const vendor = recognized(columns, name, options, {...context, timeZone: siteTimeZone(site)})
  const others = (options.guess ?? options.mapping === undefined) ? 'guess' : 'ignore'
  const mapped = vendor
    ? ({ok: true, guesses: vendor.guesses} as const)
    : mapColumns(columns, options.mapping ?? {}, others, context)
  if (!mapped.ok) return mapped
  const newFields = new Map<string, NewCustomField>()
  const mappings = mapped.guesses.map(({mapping}): ColumnMapping => {
    const {target} = mapping
    if (target.kind !== 'custom') return mapping
    const own = customFieldOf(target.name, customFields)
    if (own) return {...mapping, target: {...target, name: own.name}}
    const field = customFieldName(target.name)
    if (field === '') return mapping
    newFields.set(field, {title: target.name, type: target.type})
    return {...mapping, target: {...target, name: field}}
  })
  const file: SourceFile = {
    name: name.slice(-300),
    vendor: vendor?.source.vendor ?? null,
    mapping: {version: MAPPING_VERSION, columns: mappings},
    subscription: options.subscription ?? vendor?.source.subscription ?? null,
    timeZone: options.timeZone ?? vendor?.source.timeZone ?? siteTimeZone(site),
  }
  const match = matchOf(options, file.mapping, customFields)
  const found = checkMapping(file.mapping, {
    mayMatch: match !== null,
    customFields,
    statuses: statuses.map(({value}) => value),
    members: null,
    values: columns.map(({samples}) => samples),
  })
  const nameOf = (index: number | undefined) => columns[index ?? -1]?.name
  const problems = found.flatMap((each): FieldProblem[] => {
    if (each.severity !== 'error') return []
    const column = nameOf(each.columns[0])
    const field = column === undefined ? 'mapping' : `mapping.${column}`
    return [fieldProblem(field, each)]
  })
  if (options.match !== undefined && match === null) {
    const why = problem('import-request.match', {key: options.match})
    problems.push(fieldProblem('match', why))
  }
  if (problems.length > 0) return {ok: false, problems}
  const warnings = found.flatMap((each): Diagnostic[] => {
    // The key is named already.
    if (each.code === 'mapping.only-key') return []
    const message = `Column ${nameOf(each.columns[0]) ?? ''}: ${describeProblem(each)}`
    return [{code: each.code.replace('mapping.', 'import.'), level: 'warning', message}]
  })
  return {
    ok: true,
    table: {
      file,
      columns: personColumns(file.mapping, match),
      match,
      mapping: Object.fromEntries(
        mapped.guesses.map(({mapping: {target, dates, decimal}}, index) => [
          nameOf(index) ?? String(index),
          {target, ...(dates ? {dates} : {}), ...(decimal ? {decimal} : {})},
        ]),
      ),
      guesses: mapped.guesses.map(({confidence, reason}, index) => {
        const column = nameOf(index) ?? ''
        const isGiven = Object.hasOwn(options.mapping ?? {}, column)
        return isGiven
          ? {column, confidence: 1, reason: 'given'}
          : {column, confidence: Math.round(confidence * 100) / 100, reason}
      }),
      newFields: [...newFields.values()],
      diagnostics: [...warnings, ...doubts(read, file, options)],
    },
  }
}

/** The key that the options name, by the name that its custom field has; `null` where no column is mapped to it. */
function matchOf(
  {match}: CheckedOptions,
  mapping: ImportMapping,
  customFields: readonly CustomFieldDefinition[],
): MatchKey | null {
  const asked = match === undefined ? null : parseMatchKey(match)
  if (asked?.kind !== 'custom') return possibleKey([mapping], asked)
  const name = customFieldOf(asked.name, customFields)?.name
  return possibleKey([mapping], {...asked, name: name ?? customFieldName(asked.name)})
}

/** The file as a known service exports it; `null` where somebody says what the columns are for. */
function recognized(
  columns: readonly NamedColumn[],
  name: string,
  {mapping, guess}: CheckedOptions,
  context: GuessContext & {timeZone: string},
): RecognizedFile | null {
  if (mapping !== undefined || guess === false) return null
  return recognizeFiles([{name, columns}], context)?.files[0] ?? null
}

/** What a person would be asked about in the Studio. */
function doubts(
  {isSure, encoding, delimiter, header}: ArrivingTable['read'],
  file: SourceFile,
  {consent, sendConfirmation}: CheckedOptions,
): Diagnostic[] {
  const found: Diagnostic[] = []
  if (!isSure) {
    const values = {encoding, delimiter: delimiter ?? '', headings: header ? 1 : 0}
    found.push(diagnostic('import.file-not-sure', 'warning', values))
  }
  if (!consent && !sendConfirmation && canSubscribe(file)) {
    found.push(diagnostic('import.no-consent', 'warning'))
  }
  return found
}
