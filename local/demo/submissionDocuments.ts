import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {DemoConsent, DemoForm, DemoSubmission, DemoValue} from './documents.ts'
import type {Random} from './random.ts'
import {consentTextAt, iso, type SiteContext, ulidAt} from './siteContext.ts'
import type {Story} from './story.ts'

const SECOND = 1000

/** Named values as documents hold them, without those that are missing. */
export function namedValues(values: Record<string, string | undefined>): DemoValue[] {
  const named: DemoValue[] = []
  for (const name in values) {
    const value = values[name]
    if (value !== undefined && value !== '') named.push({_key: name, name, value})
  }
  return named
}

function spellAsSent(email: string, random: Random): string {
  if (!random.chance(0.06)) return email
  return random.chance(0.5) ? email.charAt(0).toUpperCase() + email.slice(1) : email.toUpperCase()
}

/** Consent given with a form at a moment, with the text that the form showed then. */
function consentAt(site: SiteContext, form: DemoForm, at: number): DemoConsent {
  const text = consentTextAt(site.site, form.consentTextId ?? '', at)
  return {
    given: true,
    textId: text.id,
    textVersion: text.version,
    text: text.text,
    purpose: text.purpose,
    channel: 'email',
    action: 'checkbox',
    at: iso(at),
    timeZone: site.profile.timeZone,
    locale: text.locale,
  }
}

function submissionOf(
  site: SiteContext,
  story: Story,
  key: string,
  sent: {form: DemoForm; at: number; fields: DemoValue[]; consent?: DemoConsent},
  random: Random,
): DemoSubmission {
  const {origin} = site.profile
  const {path, referrer, utm} = story.visit
  const processed = iso(sent.at + SECOND + random.int(900))
  return {
    _id: tenantDocumentId(site.profile.key, 'submission', ulidAt(sent.at, random)),
    _type: 'leadSubmission',
    _createdAt: iso(sent.at),
    _updatedAt: processed,
    site: site.profile.key,
    form: {id: sent.form.id, kind: sent.form.kind, version: sent.form.version},
    fields: sent.fields,
    email: sent.fields.find((field) => field.name === 'email')?.value ?? story.person.email,
    ...(sent.consent && {consent: sent.consent}),
    source: {
      pageUrl: `${origin}${path}`,
      ...(referrer && {referrer}),
      origin,
      ...(utm && {utm}),
    },
    spam: {verdict: 'ham', score: 0, reasons: []},
    receivedAt: iso(sent.at),
    processedAt: processed,
    outcome: 'processed',
    personKey: key,
  }
}

/** What the lead form sent at a moment. */
export function enquirySubmission(
  site: SiteContext,
  story: Story,
  key: string,
  at: number,
  phone: string | undefined,
  random: Random,
): DemoSubmission {
  const form = site.forms.lead
  const {person} = story
  const message =
    `${random.pick(site.profile.messages)} ${random.pick(site.profile.closings)}`.trim()
  const consented = form.requiresConsent || random.chance(0.55)
  return submissionOf(
    site,
    story,
    key,
    {
      form,
      at,
      fields: namedValues({
        name: person.name,
        email: spellAsSent(person.email, random),
        company: person.company?.name,
        phone,
        message,
      }),
      ...(consented && {consent: consentAt(site, form, at)}),
    },
    random,
  )
}

/** What the newsletter form sent. */
export function signUpSubmission(
  site: SiteContext,
  story: Story,
  key: string,
  at: number,
  named: boolean,
  random: Random,
): DemoSubmission {
  const form = site.forms.newsletter
  const {person} = story
  const email = spellAsSent(person.email, random)
  const fields = namedValues({email, name: named ? person.name : undefined})
  return submissionOf(
    site,
    story,
    key,
    {form, at, fields, consent: consentAt(site, form, at)},
    random,
  )
}
