import {Select, TextInput} from '@sanity/ui'
import type {AudienceField} from '../../../core/audience/field.ts'
import type {OperandKind} from '../../../core/audience/operands.ts'
import {ChoiceEditor, ChoicesEditor} from './ChoiceEditors.tsx'
import type {EditorProps} from './editorProps.ts'
import {NumberInput} from './NumberInput.tsx'
import {PeriodEditor} from './PeriodEditor.tsx'
import {RangeRow} from './RangeRow.tsx'
import {TimesEditor} from './TimesEditor.tsx'
import {textValue} from './valueShapes.ts'
import {useAudienceText} from '../audienceLocale.ts'

function NumberRangeInput(props: EditorProps) {
  const t = useAudienceText()
  const labels = [t('value.lowest'), t('value.highest')] as const
  return <RangeRow {...props} editor={NumberInput} labels={labels} size="small" />
}

function BooleanInput(props: EditorProps) {
  const {label, value, isReadOnly, describedBy, onChange} = props
  const t = useAudienceText()
  return (
    <Select
      aria-describedby={describedBy}
      aria-label={label}
      disabled={isReadOnly}
      fontSize={1}
      onChange={(event) => onChange(event.currentTarget.value === 'true')}
      padding={2}
      value={String(value === true)}
    >
      <option value="true">{t('value.yes')}</option>
      <option value="false">{t('value.no')}</option>
    </Select>
  )
}

/** What a {@link ValueEditor} edits. */
export interface ValueEditorProps extends EditorProps {
  field: AudienceField
  operator: string
  operand: OperandKind
}

/** The editor for what a rule compares with, by what its operator needs. */
export function ValueEditor(props: ValueEditorProps) {
  const {field, operator, operand, ...editor} = props
  const {label, value, isReadOnly, isInvalid, describedBy, onChange} = editor
  switch (operand) {
    case 'text':
      return (
        <TextInput
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          aria-label={label}
          fontSize={1}
          onChange={(event) => onChange(event.currentTarget.value)}
          padding={2}
          readOnly={isReadOnly}
          value={textValue(value)}
        />
      )
    case 'choice':
      return <ChoiceEditor {...editor} field={field} />
    case 'texts':
    case 'choices':
      return <ChoicesEditor {...editor} field={field} />
    case 'number':
      return <NumberInput {...editor} />
    case 'numberRange':
      return <NumberRangeInput {...editor} />
    case 'boolean':
      return <BooleanInput {...editor} />
    case 'times':
      return <TimesEditor {...editor} operator={operator} />
    default:
      return <PeriodEditor {...editor} operand={operand} />
  }
}
