import {Button, Card, Flex} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {BulkBar} from '../bulk/BulkBar.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {LeadView} from '../../../core/audience/leadSelection.ts'
import type {ColumnId} from '../../../core/leads/columnId.ts'
import type {LeadsData} from '../data/useLeadsData.ts'
import type {Undo} from '../edits/undo/useUndo.tsx'
import type {SelectionState} from '../view/useSelection.ts'
import {leadSelection, selectedPart} from '../view/selection.ts'

/** The bulk bar, and the offer to select all leads of the view. Stays mounted while bulk work runs. */
export function SelectionBar(props: {
  columns: readonly ColumnId[]
  data: LeadsData
  selection: SelectionState
  undo: Undo
  undoneId: string | null
  /** `null` while it is not known. */
  view: LeadView | null
  onClear: () => void
}) {
  const {columns, data, undo, undoneId, view, onClear} = props
  const {selection, selectAll} = props.selection
  const {t} = useTranslation(leadsLocaleNamespace)
  const total = data.count.value
  const selected = leadSelection(selection)
  const rows = data.pages.rows.map((row) => row._id)
  // The bulk bar requests jobs, so it is mounted at the first selection.
  const [hasSelected, setHasSelected] = useState(false)
  if (selected && !hasSelected) setHasSelected(true)
  const offersAll = selected?.kind === 'ids' && selectedPart(selection, rows) === 'all'
  return (
    <>
      {offersAll && (total === null || total > rows.length) && (
        <Card borderTop padding={1} tone="primary">
          <Flex justify="center">
            <Button
              fontSize={1}
              mode="bleed"
              onClick={selectAll}
              padding={2}
              text={
                total === null ? t('selection.select-all') : t('selection.select-total', {total})
              }
            />
          </Flex>
        </Card>
      )}
      {view && hasSelected && (
        <BulkBar
          columns={columns}
          onClear={onClear}
          onDone={() => void data.refreshLeads(rows)}
          selection={selected}
          total={total}
          undo={undo}
          undoneId={undoneId}
        />
      )}
    </>
  )
}
