import type {ConsentPurpose, ConsentTextRecord, FormRecord, SiteRecord} from '../documents/site.ts'
import type {LeadSubmission} from '../sanity.types.generated.ts'

/**
 * Proof of a consent: the registered text in its exact version, the act (a ticked box, or sending a form
 * that says what sending it means), the time (ISO 8601, UTC) and the person's IANA zone. It is stored with
 * the submission and never edited.
 */
export type ConsentEvidence = Required<NonNullable<LeadSubmission['consent']>>

/** A consent text with everything that evidence needs. */
export interface RegisteredConsentText {
  id: string
  version: number
  purpose: ConsentPurpose
  locale: string
  text: string
}

function language(locale: string): string {
  return locale.split('-')[0]?.toLowerCase() ?? ''
}

function completeText(entry: ConsentTextRecord, site: SiteRecord): RegisteredConsentText | null {
  const {id, version, text} = entry
  if (!id || version == null || !text) return null
  const locale = entry.locale ?? site.locale ?? 'en'
  return {id, version, text, locale, purpose: entry.purpose ?? 'contact'}
}

/**
 * The registered text that a form showed at a moment: of the texts with the form's
 * `consentTextId` that were valid by then, those in the visitor's language (else the site's, else
 * any), and of these the highest version.
 *
 * @param shownAt - ISO 8601, UTC: when the form was rendered, or received if that is not known
 * @param locale - BCP 47 tag of the page, if the form sent it
 * @returns `null` when the form names no text, or none that was valid by then
 */
export function consentTextFor(
  site: SiteRecord,
  form: Pick<FormRecord, 'consentTextId'>,
  shownAt: string,
  locale?: string,
): RegisteredConsentText | null {
  const valid = (site.consentTexts ?? []).flatMap((entry) => {
    const started = !entry.validFrom || Date.parse(entry.validFrom) <= Date.parse(shownAt)
    const text = started && entry.id === form.consentTextId ? completeText(entry, site) : null
    return text ? [text] : []
  })
  const wanted = [locale, site.locale].filter((tag): tag is string => Boolean(tag))
  const tests = wanted.flatMap((tag) => [
    (text: RegisteredConsentText) => text.locale.toLowerCase() === tag.toLowerCase(),
    (text: RegisteredConsentText) => language(text.locale) === language(tag),
  ])
  const test = tests.find((candidate) => valid.some(candidate))
  const inLanguage = test ? valid.filter(test) : valid
  return inLanguage.reduce<RegisteredConsentText | null>(
    (best, text) => (best && best.version >= text.version ? best : text),
    null,
  )
}

/** The circumstances of a consent. */
export interface ConsentMoment {
  site: SiteRecord
  form: Pick<FormRecord, 'consentTextId'>
  given: boolean
  action: ConsentEvidence['action']
  /** ISO 8601, UTC: when the form arrived. */
  at: string
  /** ISO 8601, UTC: when the form was rendered, by a valid render token. */
  shownAt?: string | undefined
  /** IANA zone of the visitor; the site's zone if the form did not send it. */
  timeZone?: string | undefined
  /** BCP 47 tag of the page. */
  locale?: string | undefined
}

/**
 * Builds the evidence of a consent. The text comes from the site's registry, never from the client.
 *
 * @returns `null` when the site has no registered text for the form
 */
export function consentEvidence(moment: ConsentMoment): ConsentEvidence | null {
  const {site, form, given, action, at} = moment
  const text = consentTextFor(site, form, moment.shownAt ?? at, moment.locale)
  if (!text) return null
  return {
    given,
    textId: text.id,
    textVersion: text.version,
    text: text.text,
    purpose: text.purpose,
    channel: 'email',
    action,
    at,
    timeZone: moment.timeZone ?? site.timeZone ?? 'UTC',
    locale: text.locale,
  }
}
