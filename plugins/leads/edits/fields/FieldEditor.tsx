import {CheckmarkIcon} from '@sanity/icons/Checkmark'
import {CloseIcon} from '@sanity/icons/Close'
import {Box, Flex, Stack, Text} from '@sanity/ui'
import {useId, useRef, type FocusEvent} from 'react'
import {useTranslation} from 'sanity'
import {IconButton} from '../../../ui/IconButton.tsx'
import {useProblemText} from '../../../ui/useProblemText.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {FieldInput} from './FieldInput.tsx'
import type {PanelField} from './panelFields.ts'
import type {FieldEdit, FieldPhase} from './useFieldEdit.ts'

/** What a {@link FieldEditor} needs. */
export interface FieldEditorProps {
  field: PanelField
  label: string
  phase: Extract<FieldPhase, {kind: 'editing'}>
  edit: FieldEdit
  /** Called when it closes by key or button, which takes the focus out of it. */
  onEnd: () => void
}

/** A field while it is edited, with its buttons. Leaving it saves, like in the grid. */
export function FieldEditor(props: FieldEditorProps) {
  const {field, label, phase, edit, onEnd} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const id = useId()
  const {problem} = phase
  const problemText = useProblemText()
  const problemId = problem ? `${id}-problem` : undefined
  // Closing takes the focus away, and leaving saves: only the first way out counts.
  const hasEnded = useRef(false)
  const save = () => {
    if (hasEnded.current) return false
    hasEnded.current = edit.save()
    return hasEnded.current
  }
  const saveAndEnd = () => {
    if (save()) onEnd()
  }
  const cancel = () => {
    hasEnded.current = true
    edit.cancel()
    onEnd()
  }
  const onBlur = ({currentTarget, relatedTarget}: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) save()
  }
  return (
    <Stack gap={3} onBlur={onBlur} style={{margin: '-8px -8px -4px'}}>
      <Flex align="center" gap={1}>
        <Box flex={1} style={{minWidth: 0}}>
          <FieldInput
            field={field}
            label={label}
            onCancel={cancel}
            onChange={edit.type}
            onSave={saveAndEnd}
            problemId={problemId}
            value={phase.typed}
          />
        </Box>
        <IconButton
          icon={CheckmarkIcon}
          label={t('edit-field.save', {field: label})}
          onClick={saveAndEnd}
        />
        <IconButton
          icon={CloseIcon}
          label={t('edit-field.cancel', {field: label})}
          onClick={cancel}
        />
      </Flex>
      {problem && (
        <Text id={problemId} role="alert" size={1}>
          {problemText(problem)}
        </Text>
      )}
    </Stack>
  )
}
