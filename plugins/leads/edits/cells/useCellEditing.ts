import type {SanityClient} from '@sanity/client'
import {useCallback, useState} from 'react'
import {useTranslation} from 'sanity'
import {
  isSameValue,
  type LeadFieldValue,
  type LeadValue,
} from '../../../../core/changes/leadEdit.ts'
import {leadStatusTitle} from '../../../../core/people/leadStatus.ts'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import type {GridRow} from '../../data/leadPages.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {readLead} from '../commitLeadChanges.ts'
import {plainText, type LeadEdits} from '../useLeadEdits.ts'
import type {EditableColumn} from '../../columns/columns.tsx'
import {NO_EDITS, valueInRow, type CellEdits} from './cellEdits.ts'

/** Editing in the grid's cells, and its state. */
export interface CellEditing {
  edits: CellEdits
  start: (row: GridRow, column: EditableColumn) => void
  cancel: () => void
  /** Ends editing and commits the value, unless it is what was there. */
  save: (row: GridRow, column: EditableColumn, value: LeadValue) => void
  /** Forgets that a change was not made. */
  dismiss: (id: string) => void
}

function without<Value>(map: ReadonlyMap<string, Value>, id: string): ReadonlyMap<string, Value> {
  if (!map.has(id)) return map
  const next = new Map(map)
  next.delete(id)
  return next
}

function fieldOf(column: EditableColumn, value: LeadValue): LeadFieldValue {
  if (column !== 'tags') return {field: column, value: plainText(value)}
  return {field: column, value: typeof value === 'string' ? [value] : value}
}

/** Edits fields in the grid. Why a value could not be committed is said at its cell. */
export function useCellEditing(client: SanityClient, {pending, edit}: LeadEdits): CellEditing {
  const errorReason = useErrorReason()
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const [edits, setEdits] = useState<CellEdits>(NO_EDITS)

  const change = useCallback(
    (parts: (before: CellEdits) => Partial<CellEdits>) =>
      setEdits((before) => ({...before, ...parts(before)})),
    [],
  )
  const failWith = useCallback(
    (id: string, column: EditableColumn, value: LeadValue, reason: string) =>
      change(({failed}) => ({failed: new Map(failed).set(id, {column, value, reason})})),
    [change],
  )

  const start = useCallback(
    (row: GridRow, column: EditableColumn) => {
      const seen = pending.get(row._id)?.[column] ?? valueInRow(row, column)
      change(({failed}) => ({
        editing: {id: row._id, column, seen},
        failed: without(failed, row._id),
      }))
      if (seen !== null) return
      readLead(client, row._id).then(
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
    [change, client, errorReason, failWith, pending],
  )

  const save = useCallback(
    (row: GridRow, column: EditableColumn, value: LeadValue) => {
      // What stands in the row now was on the screen, with a warning where somebody changed it.
      const before = valueInRow(row, column) ?? edits.editing?.seen ?? ''
      change(() => ({editing: null}))
      if (isSameValue(before, value)) return
      const {_id: id, _rev} = row
      const [seen, wanted] = [fieldOf(column, before), fieldOf(column, value)]
      const shown = {_id: id, _rev, site: site.key, [column]: seen.value}
      const textOf = (each: LeadValue) =>
        column === 'status' ? leadStatusTitle(site, plainText(each)) : plainText(each)
      const labels = {
        field: t(`column.${column}`),
        lead: row.name ?? row.email ?? t('panel.unnamed'),
        textOf,
      }
      const commit = async () => {
        try {
          const end = await edit({id, shown, seen, wanted}, labels)
          if (end.kind !== 'overtaken') return
          failWith(id, column, value, t('edit.overtaken', {value: textOf(end.now)}))
        } catch (error) {
          failWith(id, column, value, errorReason(error).reason)
        }
      }
      void commit()
    },
    [change, edit, edits.editing, errorReason, failWith, site, t],
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
