import {Button, Card, Flex} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {BulkBar} from '../bulk/BulkBar.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {LeadView} from '../../../core/audience/leadSelection.ts'
import type {ColumnId} from '../data/columnId.ts'
import type {LeadsData} from '../data/useLeadsData.ts'
import type {Undo} from '../edits/undo/useUndo.tsx'
import type {SelectionState} from '../view/useSelection.ts'
import {leadSelection, share} from '../view/selection.ts'

/** What can be done with the chosen leads, and how work on them goes. It stays while that goes on. */
export function SelectionBar(props: {
  columns: readonly ColumnId[]
  data: LeadsData
  selection: SelectionState
  undo: Undo
  /** `null` while it is not known what the grid shows. */
  view: LeadView | null
  onClear: () => void
}) {
  const {columns, data, undo, view, onClear} = props
  const {selection, selectAll} = props.selection
  const {t} = useTranslation(leadsLocaleNamespace)
  const total = data.count.value
  const chosen = leadSelection(selection)
  const rows = data.pages.rows.map((row) => row._id)
  // Its jobs are asked for once something is chosen, and followed from then on.
  const [hasBegun, setBegun] = useState(false)
  if (chosen && !hasBegun) setBegun(true)
  const offersAll = chosen?.kind === 'ids' && share(selection, rows) === 'all'
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
      {view && hasBegun && (
        <BulkBar
          columns={columns}
          onClear={onClear}
          onDone={() => void data.refreshLeads(rows)}
          selection={chosen}
          total={total}
          undo={undo}
        />
      )}
    </>
  )
}
