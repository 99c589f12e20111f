import {useCallback, useLayoutEffect, useMemo, useRef, type MouseEvent} from 'react'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {TableVirtuoso, type TableComponents} from 'react-virtuoso'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {SyncTable} from '../governanceStyles.ts'
import {SiteCells} from './SiteCells.tsx'
import {SORT_KEYS, toggled, type SitesView} from './sitesView.ts'

interface TableContext {
  label: string
  rowCount: number
  chosen: ReadonlySet<string>
}

const COMPONENTS: TableComponents<SyncRow, TableContext> = {
  Table: function Table({context, children, style}) {
    return (
      <SyncTable
        aria-label={context?.label}
        aria-rowcount={(context?.rowCount ?? 0) + 1}
        style={style}
      >
        <colgroup>
          <col style={{width: 44}} />
          <col style={{width: '17%'}} />
          <col style={{width: 150}} />
          <col style={{width: '20%'}} />
          <col style={{width: 150}} />
          <col style={{width: 152}} />
          <col />
        </colgroup>
        {children}
      </SyncTable>
    )
  },
  TableRow: function TableRow({context, item, ...rest}) {
    return (
      <tr
        {...rest}
        aria-rowindex={rest['data-index'] + 2}
        data-chosen={context?.chosen.has(item.key)}
        data-site={item.key}
      />
    )
  },
}

/** The sites of a view. Only the visible rows are in the document. */
export function SitesTable(props: {
  rows: readonly SyncRow[]
  view: SitesView
  /** Keys of the sites that are chosen. */
  chosen: ReadonlySet<string>
  onChosen: (chosen: ReadonlySet<string>) => void
  onView: (view: SitesView) => void
}) {
  const {rows, view, chosen, onChosen, onView} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const {navigate, resolvePathFromState} = useRouter()
  const latest = useRef({chosen, onChosen, navigate})
  useLayoutEffect(() => {
    latest.current = {chosen, onChosen, navigate}
  })
  const choose = useCallback((key: string) => {
    const known = latest.current
    known.onChosen(toggled(known.chosen, key))
  }, [])
  const open = useCallback((event: MouseEvent, key: string) => {
    // The browser opens a tab or window on other clicks.
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    latest.current.navigate({siteKey: key})
  }, [])
  const shownChosen = rows.filter(({key}) => chosen.has(key)).length
  const context = useMemo(
    () => ({label: t('table.label'), rowCount: rows.length, chosen}),
    [chosen, rows.length, t],
  )
  const sortBy = (sort: SitesView['sort']) =>
    onView({...view, sort, isDescending: view.sort === sort && !view.isDescending})
  const chooseAll = () => {
    const next = new Set(chosen)
    for (const {key} of rows) {
      if (shownChosen < rows.length) next.add(key)
      else next.delete(key)
    }
    onChosen(next)
  }
  const heading = () => (
    <tr aria-rowindex={1}>
      <th scope="col">
        <input
          aria-label={t('table.choose-all')}
          checked={rows.length > 0 && shownChosen === rows.length}
          onChange={chooseAll}
          ref={(input) => {
            if (input) input.indeterminate = shownChosen > 0 && shownChosen < rows.length
          }}
          type="checkbox"
        />
      </th>
      {SORT_KEYS.map((key) => (
        <th
          aria-sort={view.sort !== key ? 'none' : view.isDescending ? 'descending' : 'ascending'}
          data-number={key === 'customers' || undefined}
          key={key}
          scope="col"
        >
          <button onClick={() => sortBy(key)} type="button">
            {t(`table.column.${key}`)}
            <span aria-hidden="true">
              {view.sort === key ? (view.isDescending ? ' ↓' : ' ↑') : ''}
            </span>
          </button>
        </th>
      ))}
      <th scope="col">{t('table.column.problem')}</th>
    </tr>
  )
  const cells = (_: number, row: SyncRow) => (
    <SiteCells
      href={resolvePathFromState({siteKey: row.key})}
      isChosen={chosen.has(row.key)}
      onChoose={choose}
      onOpen={open}
      row={row}
    />
  )
  return (
    <TableVirtuoso<SyncRow, TableContext>
      components={COMPONENTS}
      computeItemKey={(_, row) => row.key}
      context={context}
      data={rows}
      defaultItemHeight={56}
      fixedHeaderContent={heading}
      increaseViewportBy={560}
      itemContent={cells}
      style={{height: '100%'}}
      tabIndex={-1}
    />
  )
}
