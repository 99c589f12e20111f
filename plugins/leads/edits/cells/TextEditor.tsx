import {useLayoutEffect, useRef, useState} from 'react'
import {endOnKey, EditorShell, type EditorProps} from './EditorShell.tsx'

/** Edits a line of text in its cell. */
export function TextEditor(props: EditorProps<string>) {
  const {label, value, overtakenBy, onSave, onCancel} = props
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.select(), [])
  return (
    <EditorShell onLeave={() => onSave(text, 'leave')} overtakenBy={overtakenBy}>
      <input
        aria-label={label}
        maxLength={500}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => endOnKey(event, {onSave: (end) => onSave(text, end), onCancel})}
        ref={input}
        value={text}
      />
    </EditorShell>
  )
}
