import {use, useState, type FocusEvent, type KeyboardEvent} from 'react'
import {useTranslation, useDateTimeFormat} from 'sanity'
import {Hidden} from '../../../ui/Hidden.ts'
import {GapCell} from '../SkeletonCells.tsx'
import {useGridContext} from '../gridContext.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {
  isSummaryColumn,
  type SummaryColumn,
  summariesOf,
  type SummaryKind,
} from '../../view/summaries.ts'
import {
  SummaryContext,
  type SummaryContextValue,
  useSummary,
  type SummaryState,
} from './useSummary.ts'
import type {GridColumn} from '../gridColumns.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {PopoverButton, usePopoverClose} from '../../../ui/PopoverButton.tsx'
import {useSummaryText, type SummaryLine} from './useSummaryText.ts'
import {CheckmarkIcon} from '@sanity/icons/Checkmark'
import {Box, Button, Flex, Stack, Text} from '@sanity/ui'
import {useErrorReason} from '../../../ui/useProblemText.ts'

function placeOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-summary]') : null
  return cell ? Number(cell.dataset.summary) : null
}

/** The row of summaries. It is one Tab stop; arrow keys move between its buttons. */
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

interface SummaryCellProps extends SummaryContextValue {
  column: GridColumn
  index: number
  /** Whether the Tab key stops here. */
  isStop: boolean
}

function SummaryButton(props: SummaryCellProps & {id: SummaryColumn}) {
  const {client, view, row, id, isStop} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const labels = useGridLabels()
  const {values, isDate, describe} = useSummaryText(id)
  const kind = row.choices[id] ?? null
  const state = useSummary({client, view, column: id, kind, values})
  const described = state.summary && describe(state.summary)
  const waiting = state.isAsking
    ? t('summary.asking')
    : t(state.error ? 'summary.failed' : 'summary.cancelled')
  const text = kind === null ? t('summary.choose') : (described?.short ?? waiting)
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
        lines={described?.lines ?? []}
        onChoose={(next) => row.onChoose(id, next)}
        state={state}
      />
    </PopoverButton>
  )
}

/** The cell under a column: its summary, or a button to choose one. */
function SummaryCell(props: SummaryCellProps) {
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

interface SummaryPanelProps {
  column: SummaryColumn
  kind: SummaryKind | null
  isDate: boolean
  lines: readonly SummaryLine[]
  state: SummaryState
  onChoose: (kind: SummaryKind | null) => void
}

function Answer({lines, state}: Pick<SummaryPanelProps, 'lines' | 'state'>) {
  const errorReason = useErrorReason()
  const {t} = useTranslation(leadsLocaleNamespace)
  const clock = useDateTimeFormat({timeStyle: 'short'})
  const {summary, at, error, isAsking, refresh, cancel} = state
  return (
    <Stack gap={3} padding={3} style={{borderBottom: '1px solid var(--card-border-color)'}}>
      <Stack as="ul" gap={3} style={{listStyle: 'none', margin: 0, padding: 0}}>
        {lines.map(({text, share}) => (
          <Flex as="li" gap={3} justify="space-between" key={text}>
            <Text size={1}>{text}</Text>
            <Text muted size={1}>
              {share}
            </Text>
          </Flex>
        ))}
      </Stack>
      <Flex align="center" gap={2}>
        <Box flex={1}>
          <Text as="output" muted size={1}>
            {isAsking && t('summary.asking')}
            {!isAsking && error && errorReason(error).reason}
            {!isAsking && !error && !summary && t('summary.cancelled')}
            {!isAsking && !error && summary && t('summary.as-of', {time: clock.format(at)})}
          </Text>
        </Box>
        <Button
          fontSize={1}
          mode="ghost"
          onClick={isAsking ? cancel : refresh}
          padding={2}
          text={t(isAsking ? 'summary.cancel' : 'summary.refresh')}
        />
      </Flex>
    </Stack>
  )
}

/** A column's full summary, and the choice of another one. */
function SummaryPanel(props: SummaryPanelProps) {
  const {column, kind, isDate, lines, state, onChoose} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const labels = useGridLabels()
  const close = usePopoverClose()
  const titleOf = (each: SummaryKind) =>
    t(each === 'range' && isDate ? 'summary.kind-range-date' : `summary.kind-${each}`)
  return (
    <Box style={{width: 300}}>
      {kind && <Answer lines={lines} state={state} />}
      <Stack
        aria-label={labels.column(column)}
        as="fieldset"
        gap={1}
        padding={2}
        style={{border: 0, margin: 0}}
      >
        {[null, ...summariesOf(column)].map((each) => (
          <Button
            aria-pressed={each === kind}
            fontSize={1}
            iconRight={each === kind ? CheckmarkIcon : undefined}
            justify="space-between"
            key={each ?? 'none'}
            mode="bleed"
            onClick={() => {
              onChoose(each)
              if (each === null) close()
            }}
            padding={2}
            text={each === null ? t('summary.none') : titleOf(each)}
            width="fill"
          />
        ))}
      </Stack>
    </Box>
  )
}
