import {useRef} from 'react'
import type {LeadValue} from '../../../../core/changes/leadEdit.ts'
import type {EditableColumn, EditedCell} from './cellEdits.ts'
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
  if (column === 'tags') {
    const tags = typeof seen === 'string' ? [] : seen
    return <TagsEditor {...shared} onSave={onSave} value={tags} />
  }
  const text = typeof seen === 'string' ? seen : ''
  return column === 'status' ? (
    <StatusEditor {...shared} onSave={onSave} value={text} />
  ) : (
    <TextEditor {...shared} onSave={onSave} value={text} />
  )
}
