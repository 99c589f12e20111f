import type {LeadRecord} from '../documents/people.ts'
import type {SiteRecord} from '../documents/site.ts'
import {cleanText} from '../people/cleanText.ts'
import {isLeadStatus, leadStatusTitle} from '../people/leadStatus.ts'
import {assertSameSite} from '../tenancy/documentId.ts'
import {
  leadChange,
  type ChangeContext,
  type ChangedLead,
  type LeadChangeDecision,
} from './leadChange.ts'

/** What a change of status is decided on. */
export interface StatusChange extends ChangeContext {
  lead: ChangedLead & Pick<LeadRecord, 'status'>
  site: Pick<SiteRecord, 'key' | 'leadStatuses'>
  /** Value of the new status. */
  to: string
  /** Why, in the editor's words. */
  reason?: string | undefined
}

/**
 * Decides on a change of a lead's status, to one that the site defines.
 *
 * @returns no mutations when the lead has that status already
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function changeLeadStatus(change: StatusChange): LeadChangeDecision {
  const {lead, site, to} = change
  assertSameSite(site.key ?? '', lead)
  if (!isLeadStatus(site, to)) {
    return {ok: false, problems: [{field: 'status', reason: 'The site defines no such status.'}]}
  }
  if (lead.status === to) return {ok: true, mutations: []}
  const from = lead.status ?? ''
  const titles = [from, to].map((value) => `“${leadStatusTitle(site, value)}”`)
  const summary =
    from === '' ? `Status set to ${titles[1]}` : `Status changed from ${titles[0]} to ${titles[1]}`
  const reason = change.reason ? cleanText(change.reason, 1000) : undefined
  const details = {from, to, reason}
  const mutations = leadChange(lead, {status: to}, {kind: 'status', summary, details}, change)
  return {ok: true, mutations}
}
