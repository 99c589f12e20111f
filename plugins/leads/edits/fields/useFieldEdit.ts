import {useToast} from '@sanity/ui/toast'
import {useEffect, useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import {ulid} from 'ulid'
import type {FieldIssue} from '../../../../core/leads/editableFields.ts'
import {errorReason} from '../../../ui/errorReason.ts'
import type {LeadActions} from '../writes/useLeadActions.ts'
import type {WritableLead} from '../writes/leadWrites.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {undoableEdit} from '../cells/undoableEdit.ts'
import type {Undo} from '../undo/useUndo.tsx'
import type {PanelField} from './panelFields.ts'

/** What editing a field needs beside the field. */
export interface FieldEditing {
  lead: WritableLead
  actions: LeadActions
  /** Ids of those who can own leads; `null` while they are not known. */
  members: ReadonlySet<string> | null
  /** A value as people read it, such as the name of an owner. */
  shown: (field: PanelField, value: string) => string
  /** Reads the lead again after something was written. */
  onRefresh: (id: string) => Promise<void>
  /** Told of each change that was made, for undoing it. */
  onChanged: Undo['track']
}

/** What a field is at. */
export type FieldPhase =
  | {kind: 'shown'}
  | {kind: 'editing'; typed: string; issue: FieldIssue | null}
  /** On its way to the store; shown as if it were there already. */
  | {kind: 'saving'; value: string}
  /** It was not written, for a reason. */
  | {kind: 'failed'; value: string; reason: string}
  /** Somebody else wrote `theirs` in the meantime. */
  | {kind: 'overtaken'; value: string; theirs: string}

/** Editing of one field. */
export interface FieldEdit {
  phase: FieldPhase
  start: (typed?: string) => void
  type: (typed: string) => void
  cancel: () => void
  /** Writes what was typed; says whether the editor is done. */
  save: () => boolean
  /** Writes a value that was not written before. */
  retry: (value: string) => void
}

const SHOWN: FieldPhase = {kind: 'shown'}

/** Edits one field: shows the value as soon as it is saved, and takes it back with the reason. */
export function useFieldEdit(field: PanelField, label: string, editing: FieldEditing): FieldEdit {
  const {lead, actions, members, shown, onRefresh, onChanged} = editing
  const {t} = useTranslation(leadsLocaleNamespace)
  const toast = useToast()
  const [phase, setPhase] = useState<FieldPhase>(SHOWN)
  const isThere = useRef(true)
  useEffect(() => {
    isThere.current = true
    return () => {
      isThere.current = false
    }
  }, [])

  const fail = (reason: string, failed: FieldPhase) => {
    if (isThere.current) return setPhase(failed)
    // The person has gone on to another lead.
    const title = t('edit-field.failed', {field: label})
    toast.push({closable: true, description: reason, duration: 8000, status: 'error', title})
  }
  const undone = async (written: string) => {
    const request = {id: lead._id, lead: null, putsBack: true}
    const [seen, wanted] = [field.write(written), field.write(field.value)]
    const end = await actions.setField({...request, seen, wanted})
    await onRefresh(lead._id).catch(() => null)
    return end
  }
  const track = (written: string) =>
    onChanged(
      ulid(),
      Promise.resolve(
        undoableEdit(
          {seen: field.value, value: written},
          {
            column: label,
            lead: lead.name || t('undo.this-lead'),
            t,
            textOf: (value) => shown(field, String(value)),
            undo: () => undone(written),
          },
        ),
      ),
    )
  const write = async (value: string) => {
    setPhase({kind: 'saving', value})
    try {
      const [seen, wanted] = [field.write(field.value), field.write(value)]
      const request = {id: lead._id, lead, seen, wanted}
      const end = await actions.setField({...request, ...(members && {members})})
      if (end.kind === 'changed' && end.written !== null) track(String(end.written))
      // What the lead has now is read before the value is taken off, so that nothing flickers.
      await onRefresh(lead._id).catch(() => null)
      if (end.kind === 'changed') return setPhase(SHOWN)
      const theirs = shown(field, end.value)
      fail(t('edit.overtaken', {value: theirs}), {kind: 'overtaken', value, theirs})
    } catch (error) {
      const {reason} = errorReason(error)
      fail(reason, {kind: 'failed', value, reason})
    }
  }

  return {
    phase,
    start: (typed = field.value) => setPhase({kind: 'editing', typed, issue: null}),
    type: (typed) => setPhase({kind: 'editing', typed, issue: null}),
    cancel: () => setPhase(SHOWN),
    save() {
      if (phase.kind !== 'editing') return true
      const value = field.clean(phase.typed)
      if (value === field.value) {
        setPhase(SHOWN)
        return true
      }
      const issue = field.issue(value, members)
      if (issue) setPhase({...phase, issue})
      else void write(value)
      return issue === null
    },
    retry: (value) => void write(value),
  }
}
