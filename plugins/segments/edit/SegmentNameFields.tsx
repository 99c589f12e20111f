import {Stack, Text, TextArea, TextInput} from '@sanity/ui'
import {useEffect, useId, useRef} from 'react'
import {useTranslation} from 'sanity'
import {MAX_SEGMENT_TITLE} from '../../../core/changes/segments/segmentDecisions.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What {@link SegmentNameFields} edit. */
export interface SegmentNameFieldsProps {
  title: string
  description: string
  /** The problem of the name, if any. */
  problem: string | null
  isReadOnly: boolean
  /** Whether to focus the name. */
  takesFocus?: boolean
  onChangeTitle: (title: string) => void
  onChangeDescription: (description: string) => void
}

/** Name and description of a segment. */
export function SegmentNameFields(props: SegmentNameFieldsProps) {
  const {title, description, problem, isReadOnly, takesFocus = false} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
  return (
    <Stack gap={4}>
      <TitleField
        isReadOnly={isReadOnly}
        label={t('edit.name')}
        maxLength={MAX_SEGMENT_TITLE}
        onChange={props.onChangeTitle}
        problem={problem}
        takesFocus={takesFocus}
        title={title}
      />
      <Stack gap={2}>
        <Text as="label" htmlFor={`${id}-description`} size={1} weight="medium">
          {t('edit.description')}
        </Text>
        <TextArea
          fontSize={1}
          id={`${id}-description`}
          maxLength={1000}
          onChange={(event) => props.onChangeDescription(event.currentTarget.value)}
          padding={3}
          readOnly={isReadOnly}
          rows={2}
          value={description}
        />
      </Stack>
    </Stack>
  )
}

/** What a {@link TitleField} edits. */
export interface TitleFieldProps {
  label: string
  title: string
  /** The problem of the title, if any. */
  problem: string | null
  /** In UTF-16 code units. */
  maxLength: number
  isReadOnly?: boolean
  /** Whether to focus it. */
  takesFocus?: boolean
  onChange: (title: string) => void
}

/** An input for a title. */
export function TitleField(props: TitleFieldProps) {
  const {label, title, problem, maxLength, isReadOnly = false, takesFocus = false} = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!takesFocus) return undefined
    // A dialog focuses its close button first.
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
