import {Select, TextInput} from '@sanity/ui'
import type {AudienceField} from '../../../core/audience/field.ts'
import type {OperandKind} from '../../../core/audience/operands.ts'
import {useAudienceText} from '../audienceLocale.ts'
import {useBuilder} from '../builder/builderContext.tsx'
import {fieldOptions, type FieldOption} from '../source/audienceSource.ts'
import {NumberInput, RangeRow, type EditorProps} from './NumberInput.tsx'
import {PeriodEditor, TimesEditor} from './PeriodEditor.tsx'
import {PickButton} from './PickButton.tsx'
import {TagPickList} from './TagPickList.tsx'
import {textValue, textValues} from './valueShapes.ts'

/** What a {@link ValueEditor} edits. */
export interface ValueEditorProps extends EditorProps {
  field: AudienceField
  operator: string
  operand: OperandKind
}

/** The editor of a rule's value, by the operand of its operator. */
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

type ChoiceEditorProps = EditorProps & {field: AudienceField}

/** One value of several. */
function ChoiceEditor(props: ChoiceEditorProps) {
  const {value, onChange} = props
  return (
    <ChoiceButton
      {...props}
      chosen={textValues(textValue(value))}
      isMultiple={false}
      onPick={onChange}
    />
  )
}

/** Any number of values; of texts, whatever the user types. */
function ChoicesEditor(props: ChoiceEditorProps) {
  const {value, onChange} = props
  const chosen = textValues(value)
  const toggle = (picked: string) => {
    const rest = chosen.filter((each) => each !== picked)
    onChange(rest.length < chosen.length ? rest : [...chosen, picked])
  }
  return <ChoiceButton {...props} chosen={chosen} isMultiple onPick={toggle} />
}

interface ChoiceButtonProps extends ChoiceEditorProps {
  chosen: readonly string[]
  isMultiple: boolean
  onPick: (value: string) => void
}

function ChoiceButton(props: ChoiceButtonProps) {
  const {field, label, chosen, isMultiple, isReadOnly, isInvalid, describedBy, onPick} = props
  const {t} = useBuilder()
  const options = withChosen(useOptions(field), chosen)
  const titles = chosen.map(
    (each) => options.find((option) => option.value === each)?.title ?? each,
  )
  return (
    <PickButton
      describedBy={describedBy}
      groups={[{title: null, options}]}
      isDisabled={isReadOnly}
      isInvalid={isInvalid}
      isMultiple={isMultiple}
      label={label}
      {...(field.optionsFrom === 'tags' ? {list: TagPickList} : {})}
      onPick={onPick}
      selected={chosen}
      takesOthers={takesOthers(field)}
      text={titles.length > 0 ? titles.join(', ') : t('value.choose')}
    />
  )
}

function useOptions(field: AudienceField): readonly FieldOption[] {
  const {source, t, closedSegments} = useBuilder()
  const options = fieldOptions(source, field, t)
  if (field.optionsFrom !== 'segments') return options
  return options.filter(({value}) => !closedSegments.has(value))
}

/** Adds chosen values that are not offered, so that the user can remove them. */
function withChosen(options: readonly FieldOption[], chosen: readonly string[]): FieldOption[] {
  const known = new Set(options.map(({value}) => value))
  const missing = chosen.filter((value) => !known.has(value))
  return [...options, ...missing.map((value) => ({value, title: value}))]
}

/** Sources that are only partly known: users may type values that are not offered. */
const OPEN_SOURCES = new Set(['tags', 'owners'])

function takesOthers({optionsFrom, options, type}: AudienceField): boolean {
  const isFree = type === 'text' || (type === 'set' && options.length === 0)
  return (optionsFrom === null && isFree) || OPEN_SOURCES.has(optionsFrom ?? '')
}
