import {z} from 'zod'
import {fieldProblem, problem, type FieldProblem} from '../problems/problem.ts'
import {customFieldOf, customTypeOf} from './guessing/customProposal.ts'
import {HEADING_MEANINGS} from './guessing/headings.ts'
import {samplesOf} from './guessing/samples.ts'
import {targetOf} from './guessing/targets.ts'
import {guessColumns, type ColumnGuess, type GuessContext} from './guessColumns.ts'
import {Column, Target, type ColumnTarget} from './importMapping.ts'
import type {NamedColumn} from './sheetColumns.ts'

const CUSTOM = 'custom.'

/** Names of targets, in words that people type; custom fields are `custom.<name>`. */
export const TARGET_NAMES: readonly string[] = [...HEADING_MEANINGS, 'attributes', 'ignore']

const TargetOption = z.union([z.string().max(250), Target])

/** What somebody says that a column is for: the name of a target, or a whole target. */
export const ColumnOption = z.union([
  TargetOption,
  z.strictObject({
    target: TargetOption,
    dates: Column.shape.dates,
    decimal: Column.shape.decimal,
  }),
])

/** What somebody says that a column is for. */
export type ColumnOption = z.infer<typeof ColumnOption>

/** What somebody says of the columns of a file, by their names. */
export type MappingOptions = Readonly<Record<string, ColumnOption>>

/** A mapping of a file, or what is wrong with the options. */
export type MappedColumns =
  | {ok: true; guesses: readonly ColumnGuess[]}
  | {ok: false; problems: FieldProblem[]}

function settingsOf(option: ColumnOption): Exclude<ColumnOption, z.infer<typeof TargetOption>> {
  return typeof option === 'object' && 'target' in option ? option : {target: option}
}

/** The target that a name means for a column; `null` for a name of none. */
function targetOfName(
  name: string,
  column: NamedColumn,
  context: GuessContext,
): ColumnTarget | null {
  if (name === 'ignore' || name === 'attributes') return {kind: name}
  const samples = samplesOf(column.samples)
  if (name.startsWith(CUSTOM)) {
    const custom = name.slice(CUSTOM.length).trim()
    if (custom === '') return null
    const own = customFieldOf(custom, context.customFields)
    return {
      kind: 'custom',
      name: own?.name ?? custom,
      type: own?.type ?? customTypeOf(column.heading, samples),
    }
  }
  const meaning = HEADING_MEANINGS.find((known) => known === name)
  return meaning === undefined ? null : targetOf(meaning, samples, context).target
}

/**
 * Maps the columns of a file as somebody says.
 *
 * @param others - what becomes of columns that the options do not name
 */
export function mapColumns(
  columns: readonly NamedColumn[],
  options: MappingOptions,
  others: 'guess' | 'ignore',
  context: GuessContext,
): MappedColumns {
  const positions = new Map<string, number>()
  for (const [index, {name, heading}] of columns.entries()) {
    positions.set(name, index)
    if (!positions.has(heading)) positions.set(heading, index)
  }
  const problems: FieldProblem[] = []
  const fixed = new Map<number, ColumnTarget>()
  const given = new Map<number, ColumnOption>()
  for (const [name, option] of Object.entries(options)) {
    const field = `mapping.${name}`
    const index = positions.get(name.trim())
    const column = index === undefined ? undefined : columns[index]
    if (index === undefined || !column) {
      problems.push(fieldProblem(field, problem('import-request.column')))
      continue
    }
    const {target} = settingsOf(option)
    const named = typeof target === 'string' ? targetOfName(target, column, context) : target
    if (named) {
      fixed.set(index, named)
      given.set(index, option)
    } else {
      const targets = TARGET_NAMES.join(', ')
      problems.push(fieldProblem(field, problem('import-request.column-target', {targets})))
    }
  }
  if (problems.length > 0) return {ok: false, problems}
  if (others === 'ignore') {
    for (const index of columns.keys()) if (!fixed.has(index)) fixed.set(index, {kind: 'ignore'})
  }
  const guesses = guessColumns(columns, context, fixed).map((guess, index): ColumnGuess => {
    const option = given.get(index)
    if (option === undefined) return guess
    const {dates, decimal} = settingsOf(option)
    const notation = {...(dates ? {dates} : {}), ...(decimal ? {decimal} : {})}
    return {...guess, mapping: {...guess.mapping, ...notation}}
  })
  return {ok: true, guesses}
}
