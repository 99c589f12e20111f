import type {SanityClient} from '@sanity/client'
import {useCallback, useState} from 'react'
import {useTranslation} from 'sanity'
import {ulid} from 'ulid'
import {errorReason} from '../../../ui/errorReason.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {clientLeadStore} from '../writes/clientLeadStore.ts'
import {LeadChangeError} from '../../data/leadChangeError.ts'
import type {GridRow} from '../../data/leadPages.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {UndoableChange} from '../undo/undoable.ts'
import type {Undo} from '../undo/useUndo.tsx'
import {
  NO_EDITS,
  isSameValue,
  valueInRow,
  withPendingValue,
  withoutPendingValue,
  type CellEdits,
  type EditValue,
  type EditableColumn,
} from './cellEdits.ts'
import {statusText} from './statusText.ts'
import {undoableEdit} from './undoableEdit.ts'
import {useCellWriter} from './useCellWriter.ts'
import {undoCell, writeCell, type CellWrite} from './writeCell.ts'

/** Editing in the grid's cells, and its state. */
export interface CellEditing {
  edits: CellEdits
  start: (row: GridRow, column: EditableColumn) => void
  cancel: () => void
  /** Ends editing and writes the value, unless it is what was there. */
  save: (row: GridRow, column: EditableColumn, value: EditValue) => void
  /** Forgets that a change was not made. */
  dismiss: (id: string) => void
}

function without<Value>(map: ReadonlyMap<string, Value>, id: string): ReadonlyMap<string, Value> {
  if (!map.has(id)) return map
  const next = new Map(map)
  next.delete(id)
  return next
}

/**
 * Edits name, company, status and tags in the grid. A value is shown as soon as it is chosen, and
 * taken back with the reason at its cell when it could not be written.
 */
export function useCellEdits(options: {
  client: SanityClient
  /** Reads leads again wherever they are shown. */
  refreshLeads: (ids: readonly string[]) => Promise<void>
  /** Told of each change while it is written, for undoing it. */
  onChanged: Undo['track']
}): CellEditing {
  const {client, refreshLeads, onChanged} = options
  const {site: siteKey, document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const writer = useCellWriter(client)
  const [edits, setEdits] = useState<CellEdits>(NO_EDITS)

  const change = useCallback(
    (parts: (before: CellEdits) => Partial<CellEdits>) =>
      setEdits((before) => ({...before, ...parts(before)})),
    [],
  )
  const failWith = useCallback(
    (id: string, column: EditableColumn, value: EditValue, reason: string) =>
      change(({failed}) => ({failed: new Map(failed).set(id, {column, value, reason})})),
    [change],
  )

  const start = useCallback(
    (row: GridRow, column: EditableColumn) => {
      const seen = edits.pending.get(row._id)?.[column] ?? valueInRow(row, column)
      change(({failed}) => ({
        editing: {id: row._id, column, seen},
        failed: without(failed, row._id),
      }))
      if (seen !== null) return
      clientLeadStore(client, siteKey)
        .read(row._id)
        .then(
          (lead) =>
            change(({editing}) =>
              editing?.id === row._id && editing.column === column
                ? {editing: {...editing, seen: lead?.tags ?? []}}
                : {},
            ),
          (error: unknown) => {
            change(() => ({editing: null}))
            failWith(row._id, column, [], errorReason(error).reason)
          },
        )
    },
    [change, client, edits.pending, failWith, siteKey],
  )

  /** Shows a value while it is written, and what the lead has then. */
  const showing = useCallback(
    async <Result>({id, column, value}: CellWrite, work: Promise<Result>): Promise<Result> => {
      change(({pending}) => ({pending: withPendingValue(pending, id, column, value)}))
      const end = await Promise.allSettled([work])
      // What the lead has now is read before the choice is taken off, so that nothing flickers.
      await refreshLeads([id]).catch(() => null)
      change(({pending}) => ({pending: withoutPendingValue(pending, id, column, value)}))
      const [settled] = end
      if (settled.status === 'rejected') throw settled.reason
      return settled.value
    },
    [change, refreshLeads],
  )

  const write = useCallback(
    async (row: GridRow, wanted: CellWrite): Promise<UndoableChange | null> => {
      const outcome = await writeCell(writer(), wanted, row._rev)
      if (outcome.kind === 'overtaken') {
        throw new LeadChangeError(t('edit.overtaken', {value: outcome.value}))
      }
      if (outcome.written === null) return null
      const made = {...wanted, value: outcome.written}
      return undoableEdit(made, {
        column: t(`column.${wanted.column}`),
        lead: row.name ?? row.email ?? t('panel.unnamed'),
        textOf: wanted.column === 'status' ? statusText(site) : undefined,
        t,
        undo: () => showing({...made, value: made.seen}, undoCell(writer(), made)),
      })
    },
    [showing, site, t, writer],
  )

  const save = useCallback(
    (row: GridRow, column: EditableColumn, value: EditValue) => {
      // What stands in the row now was on the screen, with a warning where somebody changed it.
      const inRow = valueInRow(row, column)
      const seen = inRow ?? edits.editing?.seen ?? ''
      change(() => ({editing: null}))
      if (isSameValue(seen, value)) return
      const id = row._id
      const wanted = {id, column, seen, value}
      const made = write(row, wanted).catch((error: unknown) => {
        failWith(id, column, value, errorReason(error).reason)
        return null
      })
      onChanged(ulid(), made)
      void showing(wanted, made)
    },
    [change, edits.editing, failWith, onChanged, showing, write],
  )

  return {
    edits,
    start,
    cancel: useCallback(() => change(() => ({editing: null})), [change]),
    save,
    dismiss: useCallback(
      (id: string) => change(({failed}) => ({failed: without(failed, id)})),
      [change],
    ),
  }
}
