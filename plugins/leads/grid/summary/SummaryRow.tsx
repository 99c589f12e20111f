import {use, useState, type FocusEvent, type KeyboardEvent} from 'react'
import {useTranslation} from 'sanity'
import {Hidden} from '../../../ui/Hidden.ts'
import {GapCell} from '../GapCell.tsx'
import {useGridContext} from '../gridContext.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {isSummaryColumn} from '../../view/summaries.ts'
import {SummaryCell} from './SummaryCell.tsx'
import {SummaryContext} from './summaryContext.ts'

function placeOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-summary]') : null
  return cell ? Number(cell.dataset.summary) : null
}

/** The row under the grid. It is one stop of the Tab key; arrow keys go from button to button. */
export function SummaryRow() {
  const {columns, cells, showColumn, rowCount} = useGridContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const context = use(SummaryContext)
  const [stop, setStop] = useState<number | null>(null)
  if (!context) return null
  const places = columns.flatMap(({id}, index) => (isSummaryColumn(id) ? [index] : []))
  const isDrawn = (place: number) =>
    cells.some((cell) => cell.kind === 'column' && cell.index === place)
  const reachable = places.filter(isDrawn)
  const current = stop !== null && reachable.includes(stop) ? stop : reachable[0]
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    const from = placeOf(event.target)
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (from === null || step === 0) return
    event.preventDefault()
    const to = places[places.indexOf(from) + step]
    const row = event.currentTarget
    if (to === undefined) return
    showColumn(to, () => row.querySelector<HTMLElement>(`td[data-summary="${to}"] button`)?.focus())
  }
  const onFocus = (event: FocusEvent) => setStop((before) => placeOf(event.target) ?? before)
  return (
    <tr aria-rowindex={rowCount > 0 ? rowCount : undefined} onFocus={onFocus} onKeyDown={onKeyDown}>
      <td aria-colindex={1} data-column={0} data-pinned="on">
        <Hidden>{t('summary.row')}</Hidden>
      </td>
      {cells.map((cell) =>
        cell.kind === 'gap' ? (
          <GapCell key={cell.from} span={cell.span} />
        ) : (
          <SummaryCell
            {...context}
            column={cell.column}
            index={cell.index}
            isStop={cell.index === current}
            key={cell.column.id}
          />
        ),
      )}
    </tr>
  )
}
