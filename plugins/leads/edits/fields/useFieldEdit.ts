import {useToast} from '@sanity/ui/toast'
import {useEffect, useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import type {EditedLead, LeadValue} from '../../../../core/changes/leadEdit.ts'
import type {Problem} from '../../../../core/problems/problem.ts'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {plainText, type LeadEdits} from '../useLeadEdits.ts'
import type {PanelField} from './panelFields.ts'

/** What editing a field needs beside the field. */
export interface FieldEditing {
  lead: EditedLead
  edits: LeadEdits
  /** Ids of those who can own leads; `null` while they are not known. */
  members: ReadonlySet<string> | null
  /** A value as people read it, such as the name of an owner. */
  shown: (field: PanelField, value: string) => string
}

/** What a field is at. */
export type FieldPhase =
  | {kind: 'shown'}
  | {kind: 'editing'; typed: string; problem: Problem | null}
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

/** Edits one field. Why a value could not be committed is said below it. */
export function useFieldEdit(field: PanelField, label: string, editing: FieldEditing): FieldEdit {
  const errorReason = useErrorReason()
  const {lead, edits, members, shown} = editing
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
  const commit = async (value: string) => {
    setPhase(SHOWN)
    try {
      const [seen, wanted] = [field.write(field.value), field.write(value)]
      const request = {id: lead._id, shown: lead, seen, wanted, ...(members && {members})}
      const textOf = (each: LeadValue) => shown(field, plainText(each))
      const labels = {field: label, lead: lead.name || t('undo.this-lead'), textOf}
      const end = await edits.edit(request, labels)
      if (end.kind !== 'overtaken') return
      const theirs = textOf(end.now)
      fail(t('edit.overtaken', {value: theirs}), {kind: 'overtaken', value, theirs})
    } catch (error) {
      const {reason} = errorReason(error)
      fail(reason, {kind: 'failed', value, reason})
    }
  }

  const onItsWay = edits.pending.get(lead._id)?.[field.key]
  return {
    phase:
      phase.kind === 'shown' && onItsWay !== undefined
        ? {kind: 'saving', value: plainText(onItsWay)}
        : phase,
    start: (typed = field.value) => setPhase({kind: 'editing', typed, problem: null}),
    type: (typed) => setPhase({kind: 'editing', typed, problem: null}),
    cancel: () => setPhase(SHOWN),
    save() {
      if (phase.kind !== 'editing') return true
      const value = field.clean(phase.typed)
      if (value === field.value) {
        setPhase(SHOWN)
        return true
      }
      const problem = field.problemOf(value, members)
      if (problem) setPhase({...phase, problem})
      else void commit(value)
      return problem === null
    },
    retry: (value) => void commit(value),
  }
}
