import {TextInput} from '@sanity/ui'
import {useState} from 'react'
import {Field} from './Field.tsx'

/** What a {@link NumberField} edits. */
export interface NumberFieldProps {
  label: string
  hint: string
  value: number
  problem?: string | undefined
  isReadOnly: boolean
  onChange: (value: number) => void
}

/** A whole number. What is no number is kept as it was typed, and counts as 0. */
export function NumberField(props: NumberFieldProps) {
  const {label, hint, value, problem, isReadOnly, onChange} = props
  const [typed, setTyped] = useState(String(value))
  const text = Number(typed) === value ? typed : String(value)
  return (
    <Field hint={hint} label={label} problem={problem}>
      {(input) => (
        <TextInput
          {...input}
          fontSize={1}
          inputMode="numeric"
          onChange={(event) => {
            const next = event.currentTarget.value
            setTyped(next)
            onChange(Number(next) || 0)
          }}
          padding={2}
          readOnly={isReadOnly}
          type="number"
          value={typed.trim() === '' ? typed : text}
        />
      )}
    </Field>
  )
}
