import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {FieldPhase} from './useFieldEdit.ts'

/** What a {@link FieldNote} needs. */
export interface FieldNoteProps {
  label: string
  phase: Extract<FieldPhase, {kind: 'failed' | 'overtaken'}>
  /** The value that was not written, as people read it. */
  wanted: string
  onRetry: () => void
  onEdit: () => void
  onDismiss: () => void
}

/** Says below a field why it was not saved, and offers what can be done about it. */
export function FieldNote(props: FieldNoteProps) {
  const {label, phase, wanted, onRetry, onEdit, onDismiss} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const isOvertaken = phase.kind === 'overtaken'
  const button = (text: string, onClick: () => void, mode: 'ghost' | 'bleed') => (
    <Button fontSize={1} mode={mode} onClick={onClick} padding={2} text={text} />
  )
  return (
    <Card
      border
      marginTop={2}
      padding={3}
      radius={2}
      role="alert"
      tone={isOvertaken ? 'caution' : 'critical'}
    >
      <Stack gap={3}>
        <Text size={1} weight="medium">
          {t('edit-field.failed', {field: label})}
        </Text>
        <Text size={1} style={{overflowWrap: 'anywhere'}}>
          {isOvertaken ? t('edit.overtaken', {value: phase.theirs}) : phase.reason}
        </Text>
        <Flex gap={2} wrap="wrap">
          {isOvertaken
            ? button(t('edit-field.replace', {value: wanted}), onRetry, 'ghost')
            : button(t('edit.retry'), onRetry, 'ghost')}
          {!isOvertaken && button(t('edit-field.again'), onEdit, 'bleed')}
          {button(t(isOvertaken ? 'edit-field.keep' : 'edit.dismiss'), onDismiss, 'bleed')}
        </Flex>
      </Stack>
    </Card>
  )
}
