import type {SiteRecord} from '../documents/site.ts'
import {cleanText} from '../people/cleanText.ts'
import {assertSameSite} from '../tenancy/documentId.ts'
import {
  leadChange,
  type ChangeContext,
  type ChangedLead,
  type LeadChangeDecision,
} from './leadChange.ts'

/** Longest note, in UTF-16 code units. */
export const MAX_NOTE_LENGTH = 10_000

/** What a note is made of. */
export interface Note extends ChangeContext {
  lead: ChangedLead
  site: Pick<SiteRecord, 'key'>
  text: string
}

/**
 * Adds a note to a lead's timeline.
 *
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function addNote(note: Note): LeadChangeDecision {
  const {lead, site} = note
  assertSameSite(site.key ?? '', lead)
  const text = cleanText(note.text, MAX_NOTE_LENGTH + 1)
  if (text === '') return {ok: false, problems: [{field: 'text', reason: 'The note is empty.'}]}
  if (text.length > MAX_NOTE_LENGTH) {
    const reason = `The note is longer than ${MAX_NOTE_LENGTH} characters.`
    return {ok: false, problems: [{field: 'text', reason}]}
  }
  const entry = {kind: 'note' as const, summary: 'Added a note', details: {text}}
  return {ok: true, mutations: leadChange(lead, {}, entry, note)}
}
