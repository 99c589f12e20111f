import {EditIcon} from '@sanity/icons/Edit'
import {Box, Button, Flex, Text} from '@sanity/ui'
import {useRef, type ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {FieldEditor} from './FieldEditor.tsx'
import {FieldNote} from './FieldNote.tsx'
import type {PanelField} from './panelFields.ts'
import {useFieldEdit, type FieldEditing} from './useFieldEdit.ts'

/** What an {@link EditableValue} needs. */
export interface EditableValueProps {
  field: PanelField
  label: string
  editing: FieldEditing
  /** Draws a value that is not empty. */
  draw: (field: PanelField, value: string) => ReactNode
}

/** The value of a field with the button that edits it, or the field while it is edited. */
export function EditableValue(props: EditableValueProps) {
  const {field, label, editing, draw} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const edit = useFieldEdit(field, label, editing)
  const {phase} = edit
  const button = useRef<HTMLButtonElement>(null)
  // The button is drawn when the editor is gone.
  const focusButton = () => requestAnimationFrame(() => button.current?.focus())
  if (phase.kind === 'editing') {
    return <FieldEditor edit={edit} field={field} label={label} onEnd={focusButton} phase={phase} />
  }
  const value = phase.kind === 'saving' ? phase.value : field.value
  const hasNote = phase.kind === 'failed' || phase.kind === 'overtaken'
  return (
    <>
      <Flex align="flex-start" gap={2}>
        <Box
          aria-busy={phase.kind === 'saving'}
          flex={1}
          style={{
            minWidth: 0,
            opacity: phase.kind === 'saving' ? 0.6 : 1,
            overflowWrap: 'anywhere',
          }}
        >
          <Text as="div" muted={value === ''} size={1}>
            {value === '' ? t('edit-field.empty') : draw(field, value)}
          </Text>
        </Box>
        <Box style={{margin: '-6px -4px -6px 0'}}>
          <Button
            aria-label={t('edit-field.edit', {field: label})}
            aria-disabled={phase.kind === 'saving'}
            fontSize={1}
            icon={EditIcon}
            mode="bleed"
            muted
            onClick={() => {
              if (phase.kind !== 'saving') edit.start()
            }}
            padding={1}
            ref={button}
            title={t('edit-field.edit', {field: label})}
          />
        </Box>
      </Flex>
      {hasNote && (
        <FieldNote
          label={label}
          onDismiss={() => {
            edit.cancel()
            focusButton()
          }}
          onEdit={() => edit.start(phase.value)}
          onRetry={() => edit.retry(phase.value)}
          phase={phase}
          wanted={editing.shown(field, phase.value)}
        />
      )}
    </>
  )
}
