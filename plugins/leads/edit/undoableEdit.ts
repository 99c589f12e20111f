import {leadStatusTitle} from '../../../core/people/leadStatus.ts'
import type {Site} from '../../../core/sanity.types.generated.ts'
import type {UndoableChange} from '../undo/undoable.ts'
import type {EditValue} from './cellEdits.ts'
import type {CellOutcome, CellWrite} from './writeCell.ts'

/** What is told about a change in a cell. */
export interface EditTelling {
  /** Whose cell it is, for people. */
  lead: string
  site: Pick<Site, 'leadStatuses'>
  /** Translates the tool's strings. */
  t: (key: string, values?: Record<string, unknown>) => string
  undo: () => Promise<CellOutcome>
}

/** Longest part of a value that a notice repeats, in UTF-16 code units. */
const MOST = 60

function valueText(made: CellWrite, value: EditValue, {site}: EditTelling): string {
  if (typeof value !== 'string') return shortened(value.join(', '))
  return shortened(made.column === 'status' ? leadStatusTitle(site, value) : value)
}

function shortened(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST - 1).trimEnd()}…` : text
}

/** A change that was made in a cell, told for a notice and for undoing it. */
export function undoableEdit(made: CellWrite, telling: EditTelling): UndoableChange {
  const {t, lead} = telling
  const column = t(`column.${made.column}`)
  const tell = (what: 'changed' | 'undone', value: EditValue) => {
    const text = valueText(made, value, telling)
    return t(`undo.${text === '' ? `${what}-empty` : what}`, {column, lead, value: text})
  }
  return {
    said: tell('changed', made.value),
    undo: async () => {
      const outcome = await telling.undo()
      return outcome.kind === 'changed'
        ? {kind: 'undone', said: tell('undone', made.seen)}
        : {kind: 'kept', reason: t('undo.overtaken', {column, value: shortened(outcome.value)})}
    },
  }
}
