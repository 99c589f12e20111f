import {Card, Stack, Text} from '@sanity/ui'
import type {ReactNode} from 'react'

/**
 * A field with its label over it, and what there is to say of its value under it. The note has the id
 * `<id>-note`, the problem `<id>-problem`, for the `aria-describedby` of the field.
 */
export function LabelledField(props: {
  id: string
  label: string
  note?: string | null
  /** Why the value cannot be taken. */
  problem?: string | null | undefined
  children: ReactNode
}) {
  const {id, label, note, problem, children} = props
  return (
    <Stack gap={2}>
      <Text as="label" htmlFor={id} size={1} weight="medium">
        {label}
      </Text>
      {children}
      {problem && (
        <Card padding={2} radius={2} tone="critical">
          <Text id={`${id}-problem`} role="alert" size={1}>
            {problem}
          </Text>
        </Card>
      )}
      {note && (
        <Text as="output" id={`${id}-note`} muted size={1}>
          {note}
        </Text>
      )}
    </Stack>
  )
}
