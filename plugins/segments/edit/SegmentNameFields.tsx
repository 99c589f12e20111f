import {Stack, Text, TextArea} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {MAX_SEGMENT_TITLE} from '../../../core/changes/segments/segmentDecisions.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {TitleField} from './TitleField.tsx'

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
