import {Select, Text, TextInput} from '@sanity/ui'
import {Row} from '../builder/builderStyles.ts'
import type {EditorProps} from './editorProps.ts'
import {NumberInput} from './NumberInput.tsx'
import {RangeRow} from './RangeRow.tsx'
import {SPAN_UNITS, spanValue, textValue} from './valueShapes.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** A day of the calendar. */
export function DateInput(props: EditorProps) {
  const {label, value, isReadOnly, isInvalid, describedBy, onChange} = props
  return (
    <TextInput
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      aria-label={label}
      fontSize={1}
      max="9999-12-31"
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      padding={2}
      readOnly={isReadOnly}
      type="date"
      value={textValue(value)}
    />
  )
}

/** A first and a last day. */
export function DateRangeInput(props: EditorProps) {
  const t = useAudienceText()
  const labels = [t('value.first-day'), t('value.last-day')] as const
  return <RangeRow {...props} editor={DateInput} labels={labels} size="grow" />
}

/** So many days, weeks, months, quarters or years. */
export function SpanInput(props: EditorProps) {
  const {value, isReadOnly, onChange} = props
  const t = useAudienceText()
  const {amount, unit} = spanValue(value)
  return (
    <Row>
      <div data-small>
        <NumberInput
          {...props}
          label={t('value.how-many')}
          onChange={(next) => onChange({amount: next ?? null, unit})}
          value={amount}
        />
      </div>
      <div data-grow>
        <Select
          aria-label={t('value.unit')}
          disabled={isReadOnly}
          fontSize={1}
          onChange={(event) => onChange({amount: amount ?? null, unit: event.currentTarget.value})}
          padding={2}
          value={unit}
        >
          {SPAN_UNITS.map((known) => (
            <option key={known} value={known}>
              {t(`unit.${known}`, {count: amount ?? 2})}
            </option>
          ))}
        </Select>
      </div>
    </Row>
  )
}

/** A number of days ahead. */
export function DaysInput(props: EditorProps) {
  const t = useAudienceText()
  return (
    <Row>
      <div data-small>
        <NumberInput {...props} label={t('value.how-many')} />
      </div>
      <Text muted size={1}>
        {t('unit.day', {count: typeof props.value === 'number' ? props.value : 2})}
      </Text>
    </Row>
  )
}
