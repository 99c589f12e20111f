import {statedConsent, statedConsentProblems, type StatedConsent} from '../consent/statedConsent.ts'
import type {CustomFieldSources, SiteRecord} from '../documents/site.ts'
import type {Unstored} from '../documents/stored.ts'
import {SOURCE_KIND_TITLES} from '../leads/choiceTitles.ts'
import {planProblem} from '../leads/planLimit.ts'
import {isLeadStatus} from '../people/leadStatus.ts'
import {normalizeEmail} from '../people/normalizeEmail.ts'
import {fieldProblem, problem, type FieldProblem, type Problem} from '../problems/problem.ts'
import type {Lead} from '../sanity.types.generated.ts'
import {assertSameSite, tenantDocumentId} from '../tenancy/documentId.ts'
import type {ChangeDecision} from './commitDecision.ts'
import {checkFields, type LeadFieldChanges} from './updateLeadFields.ts'

/** Most lists that a lead may be put on when it is added by hand. */
export const MAX_NEW_LISTS = 20

/** A person that an editor adds by hand. */
export interface NewLead {
  /** As it was typed. */
  email: string
  /** Empty texts are left out. */
  fields: LeadFieldChanges
  status: string
  /** Ids of lists. */
  lists: readonly string[]
  /** What the person agreed to; `none` for a person who agreed to nothing; `null` while nobody said. */
  consent: StatedConsent | 'none' | null
}

/** What {@link newLead} depends on. */
export interface NewLeadCase {
  site: CustomFieldSources &
    Pick<SiteRecord, 'key' | 'leadStatuses' | 'consentTexts' | 'planLimit' | 'timeZone' | 'locale'>
  asked: NewLead
  /** Leads of the site that have the e-mail address. */
  sameEmail: readonly {_id: string}[]
  /** Number of leads that the site has. */
  leadCount: number
  /** Ids of those who can own leads, where they are known. */
  members?: ReadonlySet<string> | undefined
  /** Id of the user who adds the lead. */
  userId: string
  /** ISO 8601, UTC. */
  now: string
  /** ULID for the id of the lead. */
  ulid: string
}

/**
 * Decides on a lead that an editor adds by hand. Its id has a ULID, since the key of a person derives from
 * a secret that no browser has; `file-lead` files it under that key, and writes its timeline entry.
 *
 * A stated consent is kept as evidence, and subscribes nobody: only the person does that, by confirming a
 * sign-up. Unlike a form, a lead by hand must fit into the site's plan.
 *
 * @throws ForeignDocumentError when a list belongs to another site
 */
export function newLead(input: NewLeadCase): ChangeDecision<Unstored<Lead>> {
  const {site, asked, userId, now, ulid} = input
  const key = site.key ?? ''
  const _id = tenantDocumentId(key, 'lead', ulid)
  const lists = [...new Set(asked.lists)]
  assertSameSite(key, ...lists.map((list) => ({_id: list})))
  const email = normalizeEmail(asked.email)
  const checked = checkFields({
    lead: {_id},
    site,
    changes: asked.fields,
    members: input.members,
  })
  const problems = [...problemsOf(input, email), ...checked.problems]
  if (problems.length > 0 || !email.ok) return {kind: 'refused', mutations: [], problems}
  const {consent} = asked
  const evidence =
    consent === null || consent === 'none' ? null : statedConsent(consent, site, userId, now)
  const lead: Unstored<Lead> = {
    _id,
    _type: 'lead',
    site: key,
    email: email.email,
    tags: [],
    customFields: [],
    ...checked.set,
    status: asked.status,
    engagement: 'none',
    subscription: 'none',
    lists,
    campaigns: [],
    createdAt: now,
    lastActivityAt: now,
    source: {kind: 'manual', label: SOURCE_KIND_TITLES.manual},
    ...(evidence ? {consent: evidence} : {}),
  }
  return {kind: 'changed', mutations: [{create: lead}], written: lead}
}

function problemsOf(
  {site, asked, sameEmail, leadCount, now}: NewLeadCase,
  email: ReturnType<typeof normalizeEmail>,
): FieldProblem[] {
  const {status, lists, consent} = asked
  const problems: FieldProblem[] = []
  const add = (field: string, found: Problem): void => {
    problems.push(fieldProblem(field, found))
  }
  if (asked.email.trim() === '') add('email', problem('new-lead.email-missing'))
  else if (!email.ok) add('email', email.problem)
  else if (sameEmail.length > 0) add('email', problem('new-lead.email-taken'))
  if (!isLeadStatus(site, status)) add('status', problem('lead.status-unknown'))
  if (lists.length > MAX_NEW_LISTS) {
    add('lists', problem('new-lead.too-many-lists', {limit: MAX_NEW_LISTS}))
  }
  if (consent === null) {
    add('consent', problem('new-lead.consent-missing'))
  } else if (consent !== 'none') {
    problems.push(...statedConsentProblems(consent, site, now))
  }
  const full = planProblem(site.planLimit, leadCount, 1)
  return full ? [...problems, full] : problems
}
