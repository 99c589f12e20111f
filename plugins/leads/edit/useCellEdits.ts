import type {SanityClient} from '@sanity/client'
import {useCallback, useState} from 'react'
import {useCurrentUser, useTranslation} from 'sanity'
import {ulid} from 'ulid'
import {leadStatusTitle} from '../../../core/people/leadStatus.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {clientLeadStore} from '../changes/clientLeadStore.ts'
import {writeField} from '../changes/writeField.ts'
import {writeStatus} from '../changes/writeStatus.ts'
import type {GridRow} from '../data/leadPages.ts'
import {leadsLocaleNamespace} from '../leadsLocale.ts'
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
}): CellEditing {
  const {client, refreshLeads} = options
  const {site: siteKey, document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const user = useCurrentUser()
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

  const write = useCallback(
    async (row: GridRow, column: EditableColumn, seen: EditValue, value: EditValue) => {
      const store = clientLeadStore(client, siteKey)
      const meta = {
        actor: {kind: 'user' as const, id: user?.id ?? '', name: user?.name ?? ''},
        now: new Date().toISOString(),
        activityId: ulid(),
      }
      const base = {_id: row._id, _rev: row._rev, site: siteKey}
      if (typeof value === 'string' && column === 'status') {
        const lead = {...base, status: typeof seen === 'string' ? seen : ''}
        const outcome = await writeStatus(store, {...meta, lead, site, to: value})
        if (outcome.kind === 'changed') return null
        return t('edit.overtaken', {value: leadStatusTitle(site, outcome.status)})
      }
      const lead =
        column === 'tags'
          ? {...base, tags: typeof seen === 'string' ? [] : [...seen]}
          : {...base, [column]: seen}
      const outcome = await writeField(store, {
        ...meta,
        id: row._id,
        lead: row._rev === '' ? null : lead,
        site,
        seen: fieldValue(column, seen),
        wanted: fieldValue(column, value),
      })
      return outcome.kind === 'changed' ? null : t('edit.overtaken', {value: outcome.value})
    },
    [client, site, siteKey, t, user],
  )

  const save = useCallback(
    (row: GridRow, column: EditableColumn, value: EditValue) => {
      // What stands in the row now was on the screen, with a warning where somebody changed it.
      const inRow = valueInRow(row, column)
      const seen = inRow ?? edits.editing?.seen ?? ''
      change(() => ({editing: null}))
      if (isSameValue(seen, value)) return
      const id = row._id
      change(({pending}) => ({pending: withPendingValue(pending, id, column, value)}))
      const finish = async () => {
        const problem = await write(row, column, seen, value).catch(
          (error: unknown) => errorReason(error).reason,
        )
        if (problem !== null) failWith(id, column, value, problem)
        // What the lead has now is read before the choice is taken off, so that nothing flickers.
        await refreshLeads([id]).catch(() => null)
        change(({pending}) => ({pending: withoutPendingValue(pending, id, column, value)}))
      }
      void finish()
    },
    [change, edits.editing, failWith, refreshLeads, write],
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

function fieldValue(column: EditableColumn, value: EditValue) {
  if (column === 'tags') {
    return {field: column, value: typeof value === 'string' ? [value] : value} as const
  }
  const text = typeof value === 'string' ? value : value.join(', ')
  return {field: column === 'name' ? 'name' : 'company', value: text} as const
}
