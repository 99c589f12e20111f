import {useTranslation} from 'sanity'
import type {GridColumn} from '../gridColumns.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {PopoverButton} from '../../../ui/PopoverButton.tsx'
import {isSummaryColumn, type SummaryColumn} from '../../view/summaries.ts'
import type {SummaryContextValue} from './summaryContext.ts'
import {SummaryPanel} from './SummaryPanel.tsx'
import {useSummary} from './useSummary.ts'
import {useSummaryText} from './useSummaryText.ts'

/** What a {@link SummaryCell} shows. */
export interface SummaryCellProps extends SummaryContextValue {
  column: GridColumn
  /** Place among the columns. */
  index: number
  /** Whether the Tab key stops here. */
  isStop: boolean
}

function SummaryButton(props: SummaryCellProps & {id: SummaryColumn}) {
  const {client, view, row, id, isStop} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const labels = useGridLabels()
  const {values, isDate, tell} = useSummaryText(id)
  const kind = row.choices[id] ?? null
  const state = useSummary({client, view, column: id, kind, values})
  const told = state.summary && tell(state.summary)
  const waiting = state.isAsking
    ? t('summary.asking')
    : t(state.error ? 'summary.failed' : 'summary.cancelled')
  const text = kind === null ? t('summary.choose') : (told?.short ?? waiting)
  const column = labels.column(id)
  return (
    <PopoverButton
      isQuiet={kind === null}
      label={
        kind === null
          ? t('summary.choose-label', {column})
          : t('summary.label', {column, summary: text})
      }
      placement="top-start"
      tabIndex={isStop ? 0 : -1}
      text={text}
    >
      <SummaryPanel
        column={id}
        isDate={isDate}
        kind={kind}
        lines={told?.lines ?? []}
        onChoose={(next) => row.onChoose(id, next)}
        state={state}
      />
    </PopoverButton>
  )
}

/** The cell under a column: its summary, or the offer of one. */
export function SummaryCell(props: SummaryCellProps) {
  const {column, index} = props
  const {id, left, isLastPinned} = column
  return (
    <td
      aria-colindex={index + 2}
      data-pinned={left === null ? undefined : isLastPinned ? 'last' : 'on'}
      data-summary={index}
      style={left === null ? undefined : {left}}
    >
      {isSummaryColumn(id) && <SummaryButton {...props} id={id} />}
    </td>
  )
}
