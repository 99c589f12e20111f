import {Stack, Text} from '@sanity/ui'
import type {ReactNode} from 'react'

/** A field with its label over it, and what there is to say of its value under it. */
export function LabelledField(props: {
  id: string
  label: string
  note?: string | null
  children: ReactNode
}) {
  const {id, label, note, children} = props
  return (
    <Stack gap={2}>
      <Text as="label" htmlFor={id} size={1} weight="medium">
        {label}
      </Text>
      {children}
      {note && (
        <Text as="output" id={`${id}-note`} muted size={1}>
          {note}
        </Text>
      )}
    </Stack>
  )
}
