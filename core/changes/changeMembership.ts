import type {LeadRecord} from '../documents/people.ts'
import type {SiteRecord} from '../documents/site.ts'
import {assertSameSite} from '../tenancy/documentId.ts'
import {
  leadChange,
  type ChangeContext,
  type ChangedLead,
  type LeadChangeDecision,
} from './leadChange.ts'

/** What a lead can be a member of. */
export type MembershipField = 'lists' | 'campaigns'

const WORDS = {lists: 'list', campaigns: 'campaign'} as const

/** What a change of membership is decided on. */
export interface MembershipChange extends ChangeContext {
  lead: ChangedLead & Pick<LeadRecord, MembershipField>
  site: Pick<SiteRecord, 'key'>
  field: MembershipField
  /** The list or campaign. */
  target: {id: string; title?: string | undefined}
  how: 'add' | 'remove'
  /** Where it is put among the others; at the end unless told. */
  at?: number
}

/**
 * Decides on putting a lead on a list or into a campaign, or on taking it out.
 *
 * @returns no mutations when it is that way already
 * @throws ForeignDocumentError when lead, list or campaign belongs to another site
 */
export function changeMembership(change: MembershipChange): LeadChangeDecision {
  const {lead, site, field, target, how} = change
  assertSameSite(site.key ?? '', lead, {_id: target.id})
  const before = (lead[field] ?? []).filter((id) => typeof id === 'string')
  if (before.includes(target.id) === (how === 'add')) return {ok: true, mutations: []}
  const after =
    how === 'add'
      ? before.toSpliced(change.at ?? before.length, 0, target.id)
      : before.filter((id) => id !== target.id)
  const name = target.title ? `the ${WORDS[field]} “${target.title}”` : `a ${WORDS[field]}`
  const summary = how === 'add' ? `Added to ${name}` : `Removed from ${name}`
  const details = {[`${field}.${how === 'add' ? 'to' : 'from'}`]: target.id}
  const entry = {kind: 'field' as const, summary, details}
  return {ok: true, mutations: leadChange(lead, {[field]: after}, entry, change)}
}
