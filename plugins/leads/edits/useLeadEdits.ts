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
import type {UndoableChange} from './undo/undoable.ts'
import type {Undo} from './undo/useUndo.tsx'

/** Values on their way to the store, by lead and {@link fieldKey}. They are shown as if they were there. */
export type PendingEdits = ReadonlyMap<string, Readonly<Record<string, LeadValue | undefined>>>

/** Nothing is on its way. */
export const NO_PENDING: PendingEdits = new Map()

type PendingEdit = Pick<LeadEditRequest, 'id' | 'wanted'>

/** Names a field among those of a lead. */
export function fieldKey(edited: LeadFieldValue): string {
  return edited.field === 'customFields' ? `custom.${edited.name}` : edited.field
}

/** A value was chosen and is on its way. */
export function withPendingEdit(pending: PendingEdits, {id, wanted}: PendingEdit): PendingEdits {
  return new Map(pending).set(id, {...pending.get(id), [fieldKey(wanted)]: wanted.value})
}

/** A value arrived or was refused. One chosen since stays on its way. */
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

/** What an edit is called, for notices. */
export interface EditLabels {
  /** What the field is called. */
  field: string
  /** Whose field it is. */
  lead: string
  /** A value as people read it; the value itself where it is left out. */
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
  /** Keeps each edit while it is committed, for undoing it. */
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
      const said = (what: 'changed' | 'undone', value: string) =>
        t(`undo.${value === '' ? `${what}-empty` : what}`, {column: field, lead, value})
      return {
        said: said('changed', text(written)),
        async undo() {
          const back = {id, shown: null, seen: withValue(wanted, written), wanted: seen}
          const end = await change({...back, isUndo: true})
          return end.kind === 'overtaken'
            ? {
                kind: 'kept',
                reason: t('undo.overtaken', {column: field, value: shortened(textOf(end.now))}),
              }
            : {kind: 'undone', said: said('undone', text(seen.value))}
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
