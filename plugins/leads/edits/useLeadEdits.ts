import type {SanityClient} from '@sanity/client'
import {useCallback, useMemo, useState} from 'react'
import {useTranslation} from 'sanity'
import {ulid} from 'ulid'
import type {LeadFieldValue, LeadValue} from '../../../core/changes/leadEdit.ts'
import {useChange} from '../../ui/useChange.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {
  commitLeadEdit,
  useLeadWriter,
  type LeadEditEnd,
  type LeadEditRequest,
} from './commitLeadChanges.ts'
import type {UndoableChange, Undo} from './undo/useUndo.tsx'

/** Optimistic values, by lead and {@link fieldKey}: shown while they are committed. */
export type PendingEdits = ReadonlyMap<string, Readonly<Record<string, LeadValue | undefined>>>

/** No optimistic values. */
export const NO_PENDING: PendingEdits = new Map()

type PendingEdit = Pick<LeadEditRequest, 'id' | 'wanted'>

/** Names a field among those of a lead. */
export function fieldKey(edited: LeadFieldValue): string {
  return edited.field === 'customFields' ? `custom.${edited.name}` : edited.field
}

/** Adds the optimistic value of an edit. */
export function withPendingEdit(pending: PendingEdits, {id, wanted}: PendingEdit): PendingEdits {
  return new Map(pending).set(id, {...pending.get(id), [fieldKey(wanted)]: wanted.value})
}

/** Removes the optimistic value of an edit that ended. A newer one of the same field stays. */
export function withoutPendingEdit(pending: PendingEdits, {id, wanted}: PendingEdit): PendingEdits {
  const known = pending.get(id)
  const key = fieldKey(wanted)
  if (known?.[key] !== wanted.value) return pending
  const {[key]: _, ...rest} = known
  const next = new Map(pending)
  if (Object.keys(rest).length === 0) next.delete(id)
  else next.set(id, rest)
  return next
}

/** Names in the notices about an edit. */
export interface EditLabels {
  /** Title of the field. */
  field: string
  /** Name of the lead. */
  lead: string
  /** Formats a value. Default: the value itself. */
  textOf?: ((value: LeadValue) => string) | undefined
}

/** Editing of leads' fields. */
export interface LeadEdits {
  pending: PendingEdits
  /**
   * Commits a value, which is shown meanwhile. Once it is committed a notice offers to undo it.
   *
   * @throws ChangeError or the client's error when it was not committed
   */
  edit: (request: LeadEditRequest, labels: EditLabels) => Promise<LeadEditEnd>
}

/** Longest part of a value that a notice repeats, in UTF-16 code units. */
const MOST = 60

function shortened(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST - 1).trimEnd()}…` : text
}

/** A value as text. */
export function plainText(value: LeadValue): string {
  return typeof value === 'string' ? value : value.join(', ')
}

/** The same field with another value. */
function withValue(edited: LeadFieldValue, value: LeadValue): LeadFieldValue {
  if (edited.field === 'tags')
    return {...edited, value: typeof value === 'string' ? [value] : value}
  return {...edited, value: plainText(value)}
}

/**
 * Edits fields of leads, from wherever they are shown: cells of the grid, fields and the status in the
 * panel. A value is shown as soon as it is chosen, and taken back when it could not be committed.
 */
export function useLeadEdits(options: {
  client: SanityClient
  /** Reads leads again wherever they are shown. */
  refreshLeads: (ids: readonly string[]) => Promise<void>
  /** Receives each edit for undoing it. */
  track: Undo['track']
}): LeadEdits {
  const {client, refreshLeads, track} = options
  const {t} = useTranslation(leadsLocaleNamespace)
  const writer = useLeadWriter(client)
  const [pending, setPending] = useState(NO_PENDING)
  const {change} = useChange({
    commit: (request: LeadEditRequest) => commitLeadEdit(writer, request),
    show(request) {
      setPending((before) => withPendingEdit(before, request))
      return () => setPending((before) => withoutPendingEdit(before, request))
    },
    refresh: ({id}) => refreshLeads([id]),
  })

  const undoable = useCallback(
    (request: LeadEditRequest, written: LeadValue, labels: EditLabels): UndoableChange => {
      const {id, seen, wanted} = request
      const {field, lead, textOf = plainText} = labels
      const text = (value: LeadValue) => (plainText(value) === '' ? '' : shortened(textOf(value)))
      const title = (what: 'changed' | 'undone', value: string) =>
        t(`undo.${value === '' ? `${what}-empty` : what}`, {column: field, lead, value})
      return {
        title: title('changed', text(written)),
        async undo() {
          const back = {id, shown: null, seen: withValue(wanted, written), wanted: seen}
          const end = await change({...back, isUndo: true})
          return end.kind === 'overtaken'
            ? {
                kind: 'kept',
                reason: t('undo.overtaken', {column: field, value: shortened(textOf(end.now))}),
              }
            : {kind: 'undone', title: title('undone', text(seen.value))}
        },
      }
    },
    [change, t],
  )
  const edit = useCallback(
    (request: LeadEditRequest, labels: EditLabels) => {
      const end = change(request)
      const made = end.then((outcome) =>
        outcome.kind === 'changed' ? undoable(request, outcome.written, labels) : null,
      )
      track(ulid(), made)
      return end
    },
    [change, track, undoable],
  )
  return useMemo(() => ({pending, edit}), [edit, pending])
}
