import {Stack, Text, TextArea, TextInput} from '@sanity/ui'
import {useEffect, useId, useRef} from 'react'
import {useTranslation} from 'sanity'
import {MAX_SEGMENT_TITLE} from '../../../core/changes/segments/segmentParts.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What {@link SegmentNameFields} edit. */
export interface SegmentNameFieldsProps {
  title: string
  description: string
  /** What is wrong with the name. */
  problem: string | null
  isReadOnly: boolean
  /** Whether the focus goes to the name as soon as the fields are there. */
  takesFocus?: boolean
  onChangeTitle: (title: string) => void
  onChangeDescription: (description: string) => void
}

/** Name and description of a segment. */
export function SegmentNameFields(props: SegmentNameFieldsProps) {
  const {title, description, problem, isReadOnly, takesFocus = false} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
  const name = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!takesFocus) return undefined
    // A dialog gives the focus to its close button first.
    const frame = requestAnimationFrame(() => name.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [takesFocus])
  return (
    <Stack gap={4}>
      <Stack gap={2}>
        <Text as="label" htmlFor={`${id}-title`} size={1} weight="medium">
          {t('edit.name')}
        </Text>
        <TextInput
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          aria-invalid={problem !== null}
          customValidity={problem ?? ''}
          fontSize={1}
          id={`${id}-title`}
          maxLength={MAX_SEGMENT_TITLE}
          onChange={(event) => props.onChangeTitle(event.currentTarget.value)}
          padding={3}
          readOnly={isReadOnly}
          ref={name}
          value={title}
        />
        {problem !== null && (
          <Text id={`${id}-problem`} role="alert" size={1}>
            {problem}
          </Text>
        )}
      </Stack>
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
