import {Select, Text} from '@sanity/ui'
import {DayInput} from '../../ui/DayInput.tsx'
import {PERIOD_OPERATORS} from '../../../core/audience/dateOperators.ts'
import type {OperandKind} from '../../../core/audience/operands.ts'
import {useAudienceText} from '../audienceLocale.ts'
import {Row} from '../builder/builderStyles.ts'
import {NumberInput, RangeRow, type EditorProps} from './NumberInput.tsx'
import {PeriodSelect} from './OperatorSelect.tsx'
import {SPAN_UNITS, spanValue, textValue, timesValue, type TimesValue} from './valueShapes.ts'

/** The value of an operator of dates; nothing where the operator takes none. */
export function PeriodEditor(props: EditorProps & {operand: OperandKind}) {
  const {operand, ...editor} = props
  switch (operand) {
    case 'date':
      return <DateInput {...editor} />
    case 'dateRange':
      return <DateRangeInput {...editor} />
    case 'span':
      return <SpanInput {...editor} />
    case 'days':
      return <DaysInput {...editor} />
    case 'monthDay':
      return <MonthDayInput {...editor} />
    default:
      return null
  }
}

/** How often an activity happened, and when. */
export function TimesEditor(props: EditorProps & {operator: string}) {
  const {operator, value, isReadOnly, onChange} = props
  const t = useAudienceText()
  const current = timesValue(value)
  const counts = operator !== 'happened' && operator !== 'didNotHappen'
  const {when} = current
  const operandOf = (name: string) => PERIOD_OPERATORS.get(name)?.operand ?? 'none'
  const setWhen = (name: string | null) => {
    if (name === null) return onChange(toStored({...current, when: null}))
    const operand = operandOf(name)
    const isKept = when && operandOf(when.operator) === operand
    const first = operand === 'span' ? {amount: 30, unit: 'day'} : undefined
    onChange(toStored({...current, when: {operator: name, value: isKept ? when.value : first}}))
  }
  return (
    <Row>
      {counts && (
        <>
          <div data-small>
            <NumberInput
              {...props}
              label={t('value.times')}
              onChange={(times) =>
                onChange(
                  toStored({...current, times: typeof times === 'number' ? times : undefined}),
                )
              }
              value={current.times}
            />
          </div>
          <Text muted size={1}>
            {t('value.times-unit', {count: current.times ?? 2})}
          </Text>
        </>
      )}
      <div data-grow>
        <PeriodSelect isReadOnly={isReadOnly} onChange={setWhen} value={when?.operator ?? null} />
      </div>
      {when && operandOf(when.operator) !== 'none' && (
        <div data-wide>
          <PeriodEditor
            {...props}
            label={t('value.when')}
            onChange={(next) => onChange(toStored({...current, when: {...when, value: next}}))}
            operand={operandOf(when.operator)}
            value={when.value}
          />
        </div>
      )}
    </Row>
  )
}

function toStored({times, when}: TimesValue): unknown {
  const value = when?.value === undefined ? {} : {value: when.value}
  return {
    ...(times === undefined ? {} : {times}),
    ...(when && {when: {operator: when.operator, ...value}}),
  }
}

/** A day of the calendar. */
export function DateInput(props: EditorProps) {
  const {label, value, isReadOnly, isInvalid, describedBy, onChange} = props
  return (
    <DayInput
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      aria-label={label}
      max="9999-12-31"
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      padding={2}
      readOnly={isReadOnly}
      value={textValue(value)}
    />
  )
}

function DateRangeInput(props: EditorProps) {
  const t = useAudienceText()
  const labels = [t('value.first-day'), t('value.last-day')] as const
  return <RangeRow {...props} editor={DateInput} labels={labels} size="grow" />
}

/** So many days, weeks, months, quarters or years. */
function SpanInput(props: EditorProps) {
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
function DaysInput(props: EditorProps) {
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

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

const MONTHS = Array.from({length: 12}, (_, index) => twoDigits(index + 1))

/** The days of a month; February has 29, because the year is open. */
function daysOfMonth(month: string): string[] {
  const last = new Date(Date.UTC(2024, Number(month), 0)).getUTCDate()
  return Array.from({length: last}, (_, index) => twoDigits(index + 1))
}

/** A day of any year. */
function MonthDayInput(props: EditorProps) {
  const {value, isReadOnly, onChange} = props
  const t = useAudienceText()
  const [month = '01', day = '01'] = textValue(value).split('-')
  const format = new Intl.DateTimeFormat(undefined, {month: 'long', timeZone: 'UTC'})
  return (
    <Row>
      <div data-small>
        <Select
          aria-label={t('value.day-of-month')}
          disabled={isReadOnly}
          fontSize={1}
          onChange={(event) => onChange(`${month}-${event.currentTarget.value}`)}
          padding={2}
          value={day}
        >
          {daysOfMonth(month).map((each) => (
            <option key={each} value={each}>
              {Number(each)}
            </option>
          ))}
        </Select>
      </div>
      <div data-grow>
        <Select
          aria-label={t('value.month')}
          disabled={isReadOnly}
          fontSize={1}
          onChange={(event) => onChange(`${event.currentTarget.value}-01`)}
          padding={2}
          value={month}
        >
          {MONTHS.map((each) => (
            <option key={each} value={each}>
              {format.format(new Date(`2024-${each}-01T00:00:00Z`))}
            </option>
          ))}
        </Select>
      </div>
    </Row>
  )
}
