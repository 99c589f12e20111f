import type {GridRow} from '../data/leadPages.ts'
import {CellEditor} from '../edits/cells/CellEditor.tsx'
import {isSameValue} from '../../../core/changes/leadEdit.ts'
import {valueInRow} from '../edits/cells/cellEdits.ts'
import {useGridActions} from './gridActions.ts'
import {useGridContext} from './gridContext.ts'
import {useGridLabels} from '../columns/columnLabels.ts'

/** The cell of a row that is being edited. */
export function EditingCell(props: {row: GridRow}) {
  const {row} = props
  const {edits} = useGridContext()
  const {onSave, onCancelEdit} = useGridActions()
  const labels = useGridLabels()
  const cell = edits.editing
  if (!cell) return null
  const inRow = valueInRow(row, cell.column)
  const isOvertaken = cell.seen !== null && inRow !== null && !isSameValue(cell.seen, inRow)
  const text = typeof inRow === 'string' ? inRow : (inRow ?? []).join(', ')
  return (
    <CellEditor
      cell={cell}
      label={labels.edit(labels.column(cell.column))}
      onCancel={() => onCancelEdit(row)}
      onSave={(column, value, end) => onSave(row, column, value, end)}
      overtakenBy={isOvertaken ? text : null}
    />
  )
}
