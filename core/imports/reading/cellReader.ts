import type {ValueProblem} from '../../leads/editableFields.ts'
import {wallClock, type WallClock} from '../../time/wallTime.ts'
import type {ConversionContext} from '../convertRow.ts'
import type {RowProblem, RowProblemCode} from '../importMapping.ts'
import type {RowDraft} from './rowDraft.ts'

/** Puts what a cell says into the draft. The cell is cleaned and not empty. */
export type CellReader = (text: string, draft: RowDraft) => void

/** What all columns of a mapping need. */
export interface ReaderContext extends ConversionContext {
  clock: WallClock
  /** Milliseconds of `now`. */
  nowTime: number
}

/** Adds what the columns of a mapping need to a context. */
export function readerContext(context: ConversionContext): ReaderContext {
  return {...context, clock: wallClock(context.timeZone), nowTime: Date.parse(context.now)}
}

const ROW_CODES: Readonly<Record<ValueProblem['code'], RowProblemCode>> = {
  'field.too-long': 'too-long',
  'field.not-phone': 'not-phone',
  'field.not-linkedin': 'not-linkedin',
  'field.not-user': 'not-user',
  'field.not-member': 'not-member',
  'field.not-number': 'not-number',
  'field.not-yes-no': 'not-yes-no',
  'field.not-date': 'not-date',
}

/** The problem of a cell that does not fit its field. */
export function problemOf(column: number | null, {code, values}: ValueProblem): RowProblem {
  const limit = values?.['limit']
  const cell = {code: ROW_CODES[code], column}
  return typeof limit === 'number' ? {...cell, values: {limit}} : cell
}
