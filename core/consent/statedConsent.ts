import type {ConsentTextRecord, SiteRecord} from '../documents/site.ts'
import {cleanText} from '../people/cleanText.ts'
import {fieldProblem, problem, type FieldProblem, type Problem} from '../problems/problem.ts'
import type {Lead} from '../sanity.types.generated.ts'
import {
  isLocalDate,
  localDateOf,
  siteTimeZone,
  startOfDay,
  type LocalDate,
} from '../time/localDate.ts'

/** Evidence of a consent as a lead keeps it. */
export type LeadConsent = NonNullable<Lead['consent']>

/** How people agree where no form is involved. */
export const STATED_ACTIONS = ['signature', 'message', 'spoken'] as const

/** How somebody agreed where no form was involved. */
export type StatedAction = (typeof STATED_ACTIONS)[number]

/** Longest note on a stated consent, in UTF-16 code units. */
export const MAX_CONSENT_NOTE = 1000

/** A consent that an editor states: which of the site's texts the person agreed to, how and when. */
export interface StatedConsent {
  textId: string
  textVersion: number
  /** Language of the text that the person agreed to; empty where the site names none. */
  locale: string
  action: StatedAction
  /** The day in the site's time zone. */
  day: LocalDate
  /** Where and how, in the editor's words; may be empty. */
  note: string
}

/** The part of a site that consents are stated with. */
export type ConsentSite = Pick<SiteRecord, 'consentTexts' | 'timeZone' | 'locale'>

/** A registered text in one of its versions and languages. */
export function registeredText(
  site: ConsentSite,
  named: {textId?: unknown; textVersion?: unknown; locale?: unknown},
): ConsentTextRecord | undefined {
  const {textId, textVersion, locale} = named
  return site.consentTexts?.find(
    (each) =>
      each.id === textId && each.version === textVersion && localeOf(each, site) === (locale ?? ''),
  )
}

/** Language of a text; empty where neither it nor the site names one. */
export function localeOf(text: ConsentTextRecord, site: ConsentSite): string {
  return text.locale ?? site.locale ?? ''
}

/** Why a consent cannot be stated so; none when it can. Fields are named `consent.<part>`. */
export function statedConsentProblems(
  stated: StatedConsent,
  site: ConsentSite,
  now: string,
): FieldProblem[] {
  const problems: FieldProblem[] = []
  const add = (field: string, found: Problem): void => {
    problems.push(fieldProblem(`consent.${field}`, found))
  }
  const {action, day, note} = stated
  const text = registeredText(site, stated)
  if (!text?.text) add('text', problem('stated-consent.text-missing'))
  if (!STATED_ACTIONS.includes(action)) add('action', problem('stated-consent.action-missing'))
  const timeZone = siteTimeZone(site)
  const since = text?.validFrom ? localDateOf(text.validFrom, timeZone) : ''
  if (!isLocalDate(day)) add('day', problem('stated-consent.day-missing'))
  else if (day > localDateOf(now, timeZone)) add('day', problem('stated-consent.day-future'))
  else if (day < since) add('day', problem('stated-consent.day-too-early', {since}))
  if (cleanText(note, MAX_CONSENT_NOTE + 1).length > MAX_CONSENT_NOTE) {
    add('note', problem('field.too-long', {limit: MAX_CONSENT_NOTE}))
  }
  return problems
}

/**
 * The evidence of a stated consent. The text is the site's registered one. It subscribes nobody: only
 * the person does that, by confirming a sign-up.
 *
 * @param stated - without problems
 * @param by - id of the user who states it
 * @param now - ISO 8601, UTC
 */
export function statedConsent(
  stated: StatedConsent,
  site: ConsentSite,
  by: string,
  now: string,
): LeadConsent | null {
  const {day, ...rest} = stated
  const timeZone = siteTimeZone(site)
  const at = day === localDateOf(now, timeZone) ? now : startOfDay(day, timeZone)
  return verifiedConsent({...rest, at}, site, by, now)
}

/**
 * A consent that an editor wrote into a lead, with what an editor cannot vouch for put right: the text is
 * the registered one, the author is who created the lead.
 *
 * @param by - id of the user, by the store's history
 * @param now - ISO 8601, UTC
 * @returns `null` for what is no consent to a text of the site
 */
export function verifiedConsent(
  consent: {[Part in keyof LeadConsent]?: unknown},
  site: ConsentSite,
  by: string,
  now: string,
): LeadConsent | null {
  const {action, at, note} = consent
  const text = registeredText(site, consent)
  const stated = STATED_ACTIONS.find((each) => each === action)
  const moment = typeof at === 'string' ? Date.parse(at) : NaN
  if (!text?.text || !text.id || text.version == null || !stated || !(moment <= Date.parse(now))) {
    return null
  }
  const locale = localeOf(text, site)
  const cleaned = typeof note === 'string' ? cleanText(note, MAX_CONSENT_NOTE) : ''
  return {
    given: true,
    text: text.text,
    textId: text.id,
    textVersion: text.version,
    purpose: text.purpose ?? 'contact',
    channel: 'email',
    action: stated,
    at: new Date(moment).toISOString(),
    timeZone: siteTimeZone(site),
    ...(locale ? {locale} : {}),
    ...(cleaned === '' ? {} : {note: cleaned}),
    statedBy: by,
  }
}
