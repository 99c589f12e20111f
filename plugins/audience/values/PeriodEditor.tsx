import type {OperandKind} from '../../../core/audience/operands.ts'
import {DateInput, DateRangeInput, DaysInput, SpanInput} from './DateEditors.tsx'
import type {EditorProps} from './editorProps.ts'
import {MonthDayInput} from './MonthDayInput.tsx'

/** What an operator of dates compares with; nothing where it needs nothing. */
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
