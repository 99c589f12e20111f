import type {LeadRecord, LeadSubscription, SubmissionRecord} from '../documents/people.ts'
import type {SiteRecord} from '../documents/site.ts'
import type {Unstored} from '../documents/stored.ts'
import type {Form} from '../intake/resolveForm.ts'
import {defaultLeadStatus} from '../people/leadStatus.ts'
import type {Lead} from '../sanity.types.generated.ts'
import {laterOf} from './activity.ts'
import {customField} from './customFieldChanges.ts'
import {leadAttributes} from '../intake/leadAttributes.ts'
import {FORM_FIELDS} from '../leads/leadFields.ts'
import {guardedPatch, withoutBlanks, type Mutation} from './mutation.ts'
import type {SubmissionPerson} from './submissionPerson.ts'

/** What {@link leadFromSubmission} depends on. */
export interface LeadCase {
  submission: SubmissionRecord
  site: SiteRecord
  siteKey: string
  form: Form
  person: SubmissionPerson
  lead: LeadRecord | null
  subscription: LeadSubscription
  /** ISO 8601, UTC. */
  receivedAt: string
}

function consentOf(submission: SubmissionRecord): Lead['consent'] {
  const {consent} = submission
  if (!consent?.given || !consent.text || !consent.textId || consent.textVersion == null) {
    return undefined
  }
  return {
    given: true,
    text: consent.text,
    textId: consent.textId,
    textVersion: consent.textVersion,
    purpose: consent.purpose ?? 'contact',
    channel: consent.channel ?? 'email',
    action: consent.action ?? 'submit',
    at: consent.at ?? submission.receivedAt ?? '',
    timeZone: consent.timeZone ?? 'UTC',
    ...(consent.locale ? {locale: consent.locale} : {}),
    submissionId: submission._id,
  }
}

function sourceOf(submission: SubmissionRecord, form: Form): Lead['source'] {
  const {pageUrl, utm} = submission.source ?? {}
  const campaign = withoutBlanks(utm ?? {})
  return {
    kind: 'form',
    label: form.title,
    formId: form.id,
    ...(pageUrl ? {pageUrl} : {}),
    ...(Object.keys(campaign).length > 0 ? {utm: stringsOf(campaign)} : {}),
  }
}

function stringsOf(values: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => {
      return typeof entry[1] === 'string'
    }),
  )
}

function newLead(input: LeadCase): Unstored<Lead> {
  const {submission, site, form, person, receivedAt} = input
  const {attributes, custom} = leadAttributes(form, submission.fields)
  const customFields = Object.entries(custom).map(([name, value]) => customField(name, value))
  const consent = consentOf(submission)
  return {
    _id: person.leadId,
    _type: 'lead',
    site: input.siteKey,
    email: person.email,
    ...attributes,
    status: defaultLeadStatus(site),
    engagement: 'none',
    tags: [],
    lists: [],
    campaigns: [],
    customFields,
    createdAt: receivedAt,
    lastActivityAt: receivedAt,
    subscription: input.subscription,
    source: sourceOf(submission, form),
    ...(consent ? {consent} : {}),
  }
}

/** The empty fields that the submission fills. */
function enrichment(input: LeadCase, lead: LeadRecord): Record<string, unknown> {
  const {submission, form, person, receivedAt} = input
  const {attributes} = leadAttributes(form, submission.fields)
  const filled = FORM_FIELDS.flatMap((name) => {
    const value = attributes[name]
    return value !== undefined && !lead[name]?.trim() ? [[name, value] as const] : []
  })
  const consent = consentOf(submission)
  const newer = consent && laterOf(lead.consent?.at, consent.at) === consent.at
  return {
    ...Object.fromEntries(filled),
    ...(lead.email?.trim() ? {} : {email: person.email}),
    ...(lead.source?.kind ? {} : {source: sourceOf(submission, form)}),
    ...(newer ? {consent} : {}),
    ...(lead.subscription === input.subscription ? {} : {subscription: input.subscription}),
    lastActivityAt: laterOf(lead.lastActivityAt, receivedAt),
  }
}

/**
 * Creates a lead from a submission, or adds to the existing one: it fills empty fields and overwrites
 * nothing. Its time is when the form was received, so that a late run has the same result.
 */
export function leadFromSubmission(input: LeadCase): Mutation {
  const {lead} = input
  if (!lead) return {create: newLead(input)}
  const {custom} = leadAttributes(input.form, input.submission.fields)
  const known = new Set((lead.customFields ?? []).map((field) => field.name))
  const added = Object.entries(custom).filter(([name]) => !known.has(name))
  const items = added.map(([name, value]) => customField(name, value))
  const set = enrichment(input, lead)
  if (items.length === 0) return guardedPatch(lead, {set})
  return lead.customFields
    ? guardedPatch(lead, {set, insert: {after: 'customFields[-1]', items}})
    : guardedPatch(lead, {set: {...set, customFields: items}})
}
