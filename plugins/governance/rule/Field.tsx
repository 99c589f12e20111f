import {Stack, Text} from '@sanity/ui'
import {useId, type ReactNode} from 'react'

/** Attributes that tie an input to its label, hint and problem. */
export interface FieldInputProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
}

/** What a {@link Field} shows around its input. */
export interface FieldProps {
  label: string
  hint?: string | undefined
  problem?: string | undefined
  children: (input: FieldInputProps) => ReactNode
}

/** A labelled input with a hint, and what is wrong with it. */
export function Field(props: FieldProps) {
  const {label, hint, problem, children} = props
  const id = useId()
  const note = problem ?? hint
  return (
    <Stack gap={2}>
      <Text as="label" htmlFor={id} size={1} weight="medium">
        {label}
      </Text>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': problem !== undefined,
      })}
      {note && (
        <Text id={`${id}-note`} muted={problem === undefined} size={1}>
          {note}
        </Text>
      )}
    </Stack>
  )
}
