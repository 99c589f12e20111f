import type {FieldIssue} from '../../leads/editableFields.ts'
import {wallClock, type WallClock} from '../../time/wallTime.ts'
import type {ConversionContext} from '../convertRow.ts'
import type {RowProblem} from '../importMapping.ts'
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

/** The problem of a cell that does not fit its field. */
export function problemOf(column: number, issue: Pick<FieldIssue, 'code' | 'limit'>): RowProblem {
  const {code, limit} = issue
  return limit === undefined ? {code, column} : {code, column, values: {limit}}
}
