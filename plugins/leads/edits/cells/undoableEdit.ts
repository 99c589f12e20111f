import type {UndoableChange} from '../undo/undoable.ts'
import type {EditValue} from './cellEdits.ts'
import type {CellOutcome} from './writeCell.ts'

/** What is told about a change of a field. */
export interface EditTelling {
  /** What the field is called. */
  column: string
  /** Whose field it is, for people. */
  lead: string
  /** A value as people read it; the value itself where it is left out. */
  textOf?: ((value: EditValue) => string) | undefined
  /** Translates the tool's strings. */
  t: (key: string, values?: Record<string, unknown>) => string
  undo: () => Promise<CellOutcome>
}

/** Longest part of a value that a notice repeats, in UTF-16 code units. */
const MOST = 60

function shortened(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST - 1).trimEnd()}…` : text
}

function plain(value: EditValue): string {
  return typeof value === 'string' ? value : value.join(', ')
}

/**
 * A change that was made in a field, told for a notice and for undoing it.
 *
 * @param made - what was there, and what was written
 */
export function undoableEdit(
  made: {seen: EditValue; value: EditValue},
  telling: EditTelling,
): UndoableChange {
  const {t, lead, column, textOf = plain} = telling
  const tell = (what: 'changed' | 'undone', value: EditValue) => {
    const text = plain(value) === '' ? '' : shortened(textOf(value))
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
