import type {CustomFieldDefinition} from '../audience/customFields.ts'
import type {DateOrder} from './cells/dateCell.ts'
import {agreement, confidenceOf} from './guessing/agreement.ts'
import {customFieldOf, customNameOf, customTypeOf} from './guessing/customProposal.ts'
import {meaningOfHeading, type HeadingMeaning} from './guessing/headings.ts'
import {settleNames} from './guessing/names.ts'
import {guessDateOrder, guessDecimal} from './guessing/notation.ts'
import {samplesOf, type Samples} from './guessing/samples.ts'
import {targetOf, type TargetGuess} from './guessing/targets.ts'
import type {Member, SiteStatus} from './guessing/valueWords.ts'
import {columnKey} from './columnKey.ts'
import {REASON_HEADING} from './report.ts'
import {MAX_HEADING, type ColumnMapping, type ColumnTarget} from './importMapping.ts'

/** A column of a file. */
export interface FileColumn {
  /** As the file has it; empty for a column without a heading. */
  heading: string
  /** Its first values that are not empty. More make a better guess; 200 are looked at. */
  samples: readonly string[]
}

/** What guesses depend on beside the file. */
export interface GuessContext {
  customFields: readonly CustomFieldDefinition[]
  statuses: readonly SiteStatus[]
  members: readonly Member[]
  /** Order of dates where a file leaves it open, such as that of the site's language. */
  dateOrder?: DateOrder
}

/** Why a column was guessed to be what it is. */
export type GuessReason =
  /** The service that exported the file has such a column. */
  | 'vendor'
  /** The heading is known. */
  | 'heading'
  /** The heading is similar to a known one. */
  | 'similar-heading'
  /** The values have a form that says it. */
  | 'values'
  /** The heading is the name or title of a custom field of the site. */
  | 'custom-field'
  /** Nothing is known of it: a new custom field could keep it. */
  | 'new-field'
  /** Another column fits this field better. */
  | 'taken'
  /** A field of every lead that the product itself keeps, such as the last contact. */
  | 'kept-by-site'
  /** The reasons in a file of rows that were not imported. */
  | 'own-report'
  /** The column has no values. */
  | 'empty'
  /** The column has no heading, and its values have no form that says what they are. */
  | 'no-heading'

/** The guess about a column. */
export interface ColumnGuess {
  mapping: ColumnMapping
  /** From 0 to 1. */
  confidence: number
  reason: GuessReason
  /** Whether the file decides the order of dates and the sign before decimals, and all values are known. */
  isSure: boolean
  /** Values, as the file has them, of which nobody knows which status, subscription or member they mean. */
  unknownValues: readonly string[]
}

interface Candidate {
  meaning: HeadingMeaning
  confidence: number
  reason: GuessReason
}

interface Column extends FileColumn {
  index: number
  looked: Samples
}

/** Least confidence with which a column is mapped; people decide about those below. */
const LEAST_CONFIDENCE = 0.4

/** What else a heading can mean, where the values say so. */
const ALTERNATIVES: Readonly<Partial<Record<HeadingMeaning, HeadingMeaning>>> = {
  status: 'subscription',
  subscription: 'requestedAt',
  optOut: 'endedAt',
}

function byHeading({heading, looked}: Column, context: GuessContext): Candidate[] {
  const match = meaningOfHeading(heading)
  if (match === null) return []
  const other = ALTERNATIVES[match.meaning]
  const hasValues = looked.values.length > 0
  const meanings = other && hasValues ? [match.meaning, other] : [match.meaning]
  return meanings.map((meaning) => ({
    meaning,
    confidence: confidenceOf(match.confidence, agreement(meaning, looked, context), hasValues),
    reason: match.confidence >= 0.9 ? 'heading' : 'similar-heading',
  }))
}

function byValues({heading, looked}: Column): Candidate[] {
  const {values, share} = looked
  // The address of a person's contact is not the person's.
  if (values.length === 0 || meaningOfHeading(heading)?.meaning === 'owner') return []
  const found: readonly [HeadingMeaning, number, boolean][] = [
    ['email', 0.85, share('email') > 0.8],
    ['linkedIn', 0.85, share('linkedIn') > 0.8],
    ['phone', 0.6, share('surePhone') > 0.8],
    ['name', 0.5, heading.trim() === '' && share('name') > 0.8],
  ]
  return found.flatMap(([meaning, confidence, fits]): Candidate[] =>
    fits ? [{meaning, confidence, reason: 'values'}] : [],
  )
}

/** A column that keeps its values in a custom field. */
function customTarget(column: Column, context: GuessContext): ColumnTarget | null {
  const own = customFieldOf(column.heading, context.customFields)
  if (own) return {kind: 'custom', name: own.name, type: own.type}
  const name = customNameOf(column.heading)
  return name === null
    ? null
    : {kind: 'custom', name, type: customTypeOf(column.heading, column.looked)}
}

/** What becomes of a column that is no field of every lead. */
function otherwise(
  column: Column,
  context: GuessContext,
  {isTaken, hadMeaning}: {isTaken: boolean; hadMeaning: boolean},
): {target: ColumnTarget; confidence: number; reason: GuessReason} {
  const {heading, looked} = column
  const target = customTarget(column, context)
  if (target !== null && customFieldOf(heading, context.customFields) !== undefined) {
    return {target, confidence: 0.93, reason: 'custom-field'}
  }
  const ignored: ColumnTarget = {kind: 'ignore'}
  if (heading.trim() === REASON_HEADING) {
    return {target: ignored, confidence: 0.99, reason: 'own-report'}
  }
  if (looked.values.length === 0) return {target: ignored, confidence: 0.9, reason: 'empty'}
  // A part of a name whose whole is in the file, or another column of the same name.
  if (isTaken ? target === null : hadMeaning) {
    return {target: ignored, confidence: 0.8, reason: 'taken'}
  }
  if (target === null) {
    const isNamed = heading.trim() !== ''
    return {target: ignored, confidence: 0.5, reason: isNamed ? 'kept-by-site' : 'no-heading'}
  }
  return {target, confidence: 0.4, reason: isTaken ? 'taken' : 'new-field'}
}

type Choice = {target: ColumnTarget; confidence: number; reason: GuessReason} & Pick<
  TargetGuess,
  'unknown'
>

/** The choice for each column: the best candidates first, each field once. */
function choose(
  columns: readonly Column[],
  context: GuessContext,
  fixed: ReadonlyMap<number, ColumnTarget>,
): Map<number, Choice> {
  const free = columns.filter(({index}) => !fixed.has(index))
  const fixedTargets = [...fixed.values()]
  const all = free.flatMap((column) => {
    const isOwn = customFieldOf(column.heading, context.customFields) !== undefined
    return [...byHeading(column, context), ...byValues(column)]
      .filter(({confidence}) => confidence >= (isOwn ? 0.94 : LEAST_CONFIDENCE))
      .map((candidate) => ({...candidate, column}))
  })
  const settled = settleNames(all)
  const choices = new Map(
    [...fixed].map(([index, target]): [number, Choice] => [
      index,
      {target, confidence: 0.99, reason: 'vendor', unknown: []},
    ]),
  )
  const taken = new Set(fixedTargets.flatMap((target) => columnKey(target) ?? []))
  const ranked = settled.toSorted(
    (a, b) => b.confidence - a.confidence || a.column.index - b.column.index,
  )
  for (const {column, meaning, confidence, reason} of ranked) {
    const {target, unknown} = targetOf(meaning, column.looked, context)
    const key = columnKey(target)
    if (choices.has(column.index) || (key !== null && taken.has(key))) continue
    if (key !== null) taken.add(key)
    choices.set(column.index, {target, unknown, confidence, reason})
  }
  for (const column of free) {
    if (choices.has(column.index)) continue
    const {target, confidence, reason} = otherwise(column, context, {
      isTaken: settled.some((candidate) => candidate.column === column),
      hadMeaning: all.some((candidate) => candidate.column === column),
    })
    const key = columnKey(target)
    const isTaken = key !== null && taken.has(key)
    if (key !== null) taken.add(key)
    choices.set(
      column.index,
      isTaken
        ? {target: {kind: 'ignore'}, confidence: 0.8, reason: 'taken', unknown: []}
        : {target, confidence, reason, unknown: []},
    )
  }
  return choices
}

function hasDates(target: ColumnTarget): boolean {
  if (target.kind === 'custom') return target.type === 'date'
  const moments = ['requestedAt', 'confirmedAt', 'endedAt']
  return (
    target.kind === 'createdAt' || (target.kind === 'evidence' && moments.includes(target.part))
  )
}

function hasNumbers(target: ColumnTarget): boolean {
  if (target.kind === 'custom') return target.type === 'number'
  return target.kind === 'field' && target.field === 'score'
}

/**
 * Guesses what the columns of a file are for, by headings in eleven languages and by values. No two
 * columns get the same field: the better guess gets it. Where one column decides the order of day and
 * month, the others follow it.
 *
 * @param fixed - targets of columns that are known already, by position
 * @returns a guess for each column, in their order
 */
export function guessColumns(
  columns: readonly FileColumn[],
  context: GuessContext,
  fixed: ReadonlyMap<number, ColumnTarget> = new Map(),
): ColumnGuess[] {
  const looked = columns.map((column, index): Column => ({
    ...column,
    index,
    looked: samplesOf(column.samples),
  }))
  const choices = choose(looked, context, fixed)
  const dated = looked.filter(({index}) => hasDates(choices.get(index)?.target ?? {kind: 'ignore'}))
  const ofFile = guessDateOrder(
    dated.flatMap((column) => column.looked.values),
    context.dateOrder,
  )
  return looked.map((column): ColumnGuess => {
    const {target, confidence, reason, unknown} = choices.get(column.index) ?? {
      target: {kind: 'ignore'},
      confidence: 0,
      reason: 'no-heading',
      unknown: [],
    }
    const mapping: ColumnMapping = {heading: column.heading.slice(0, MAX_HEADING), target}
    let isSure = unknown.length === 0
    if (hasDates(target)) {
      const own = guessDateOrder(column.looked.values, context.dateOrder)
      const order = own.isSure ? own : ofFile
      if (order.notation !== undefined) mapping.dates = order.notation
      isSure = order.isSure
    }
    if (hasNumbers(target)) {
      const decimal = guessDecimal(column.looked.values)
      if (decimal.notation !== undefined) mapping.decimal = decimal.notation
      isSure = decimal.isSure
    }
    return {mapping, confidence, reason, isSure, unknownValues: unknown}
  })
}
