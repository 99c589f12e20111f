import {useRef} from 'react'
import type {LeadValue} from '../../../../core/changes/leadEdit.ts'
import {columnOf, type EditableColumn} from '../../columns/columns.tsx'
import type {EditedCell} from './cellEdits.ts'
import type {EditEnd} from './EditorShell.tsx'
import {StatusEditor} from './StatusEditor.tsx'
import {TagsEditor} from './TagsEditor.tsx'
import {TextEditor} from './TextEditor.tsx'

/** What a {@link CellEditor} needs. */
export interface CellEditorProps {
  cell: EditedCell
  label: string
  /** What the row holds now, as text, when that is not what the editor was given. */
  overtakenBy: string | null
  onSave: (column: EditableColumn, value: LeadValue, end: EditEnd) => void
  onCancel: () => void
}

/** The editor of a cell, by its column. */
export function CellEditor(props: CellEditorProps) {
  const {cell, label, overtakenBy} = props
  const {column, seen} = cell
  // Closing takes the focus away, and leaving an editor saves: only the first way out counts.
  const hasEnded = useRef(false)
  const once = (end: () => void) => {
    if (hasEnded.current) return
    hasEnded.current = true
    end()
  }
  const onCancel = () => once(props.onCancel)
  const onSave = (value: LeadValue, end: EditEnd) => once(() => props.onSave(column, value, end))
  if (seen === null) return null
  const shared = {label, overtakenBy, onCancel}
  const text = typeof seen === 'string' ? seen : ''
  switch (columnOf(column).editor) {
    case 'tags':
      return <TagsEditor {...shared} onSave={onSave} value={typeof seen === 'string' ? [] : seen} />
    case 'status':
      return <StatusEditor {...shared} onSave={onSave} value={text} />
    default:
      return <TextEditor {...shared} onSave={onSave} value={text} />
  }
}
