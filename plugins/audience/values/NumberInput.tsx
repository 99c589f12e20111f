import {TextInput} from '@sanity/ui'
import {useState} from 'react'
import type {EditorProps} from './editorProps.ts'
import {numberValue} from './valueShapes.ts'

/** Reads what somebody typed; a comma is a point. `undefined` for what is no number. */
function readNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return undefined
  return numberValue(Number(plain))
}

/** A field for a number. What is half typed stays, and is no number yet. */
export function NumberInput(props: EditorProps) {
  const {label, value, isReadOnly, isInvalid, describedBy, onChange} = props
  const number = numberValue(value)
  const [typed, setTyped] = useState<{text: string; number: number | undefined} | null>(null)
  // What was typed counts as long as it stands for the value; undo, for one, brings another.
  const text = typed && typed.number === number ? typed.text : (number?.toString() ?? '')
  return (
    <TextInput
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      aria-label={label}
      fontSize={1}
      inputMode="decimal"
      onChange={(event) => {
        const next = event.currentTarget.value
        setTyped({text: next, number: readNumber(next)})
        onChange(readNumber(next))
      }}
      padding={2}
      readOnly={isReadOnly}
      value={text}
    />
  )
}
