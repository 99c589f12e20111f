import {Stack, Text, TextInput} from '@sanity/ui'
import {useEffect, useId, useRef} from 'react'

/** What a {@link TitleField} edits. */
export interface TitleFieldProps {
  label: string
  title: string
  /** What is wrong with it. */
  problem: string | null
  /** In UTF-16 code units. */
  maxLength: number
  isReadOnly?: boolean
  /** Whether it gets the focus as soon as it is there. */
  takesFocus?: boolean
  onChange: (title: string) => void
}

/** The title of something that is made or edited. */
export function TitleField(props: TitleFieldProps) {
  const {label, title, problem, maxLength, isReadOnly = false, takesFocus = false} = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!takesFocus) return undefined
    // A dialog gives the focus to its close button first.
    const frame = requestAnimationFrame(() => input.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [takesFocus])
  return (
    <Stack gap={2}>
      <Text as="label" htmlFor={id} size={1} weight="medium">
        {label}
      </Text>
      <TextInput
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        aria-invalid={problem !== null}
        customValidity={problem ?? ''}
        fontSize={1}
        id={id}
        maxLength={maxLength}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        padding={3}
        readOnly={isReadOnly}
        ref={input}
        value={title}
      />
      {problem !== null && (
        <Text id={`${id}-problem`} role="alert" size={1}>
          {problem}
        </Text>
      )}
    </Stack>
  )
}
