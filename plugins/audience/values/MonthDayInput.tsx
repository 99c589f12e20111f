import {Select} from '@sanity/ui'
import {Row} from '../builder/builderStyles.ts'
import type {EditorProps} from './editorProps.ts'
import {textValue} from './valueShapes.ts'
import {useAudienceText} from '../audienceLocale.ts'

const MONTHS = Array.from({length: 12}, (_, index) => String(index + 1).padStart(2, '0'))

/** The days of a month; February has 29, since the year is open. */
function daysOf(month: string): string[] {
  const last = new Date(Date.UTC(2024, Number(month), 0)).getUTCDate()
  return Array.from({length: last}, (_, index) => String(index + 1).padStart(2, '0'))
}

/** A day of any year. */
export function MonthDayInput(props: EditorProps) {
  const {value, isReadOnly, onChange} = props
  const t = useAudienceText()
  const [month = '01', day = '01'] = textValue(value).split('-')
  const format = new Intl.DateTimeFormat(undefined, {month: 'long', timeZone: 'UTC'})
  const days = daysOf(month)
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
          {days.map((each) => (
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
