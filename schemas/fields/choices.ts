import {
  CONSENT_PURPOSE_TITLES,
  CUSTOM_FIELD_TYPE_TITLES,
  ENGAGEMENT_TITLES,
  SOURCE_KIND_TITLES,
  SUBSCRIPTION_TITLES,
} from '../../core/leads/choiceTitles.ts'

/** The titled values of a choice, as `options.list` of a string field takes them. */
export interface Choice<Value extends string = string> {
  readonly value: Value
  readonly title: string
}

const {none: _none, suppressed: _suppressed, ...subscriberTitles} = SUBSCRIPTION_TITLES

/** States of a subscriber. */
export const SUBSCRIPTION_CHOICES = choicesOf(subscriberTitles)

/** States of a subscription as a lead carries it: with those of people who are no subscribers. */
export const LEAD_SUBSCRIPTION_CHOICES = choicesOf(SUBSCRIPTION_TITLES)

/** How far a lead got with our e-mails. */
export const ENGAGEMENT_CHOICES = choicesOf(ENGAGEMENT_TITLES)

/** How a lead came to a site. */
export const SOURCE_KIND_CHOICES = choicesOf(SOURCE_KIND_TITLES)

/** Where a list of leads came from. */
export const LIST_SOURCE_CHOICES = [
  {value: 'manual', title: 'Created by hand'},
  {value: 'import', title: 'Import'},
  {value: 'migration', title: 'Migration'},
] as const satisfies readonly Choice[]

/** States of a job document; the last four are final. */
export const JOB_STATE_CHOICES = [
  {value: 'queued', title: 'Waiting'},
  {value: 'running', title: 'Running'},
  {value: 'succeeded', title: 'Succeeded'},
  {value: 'partly', title: 'Partly failed'},
  {value: 'failed', title: 'Failed'},
  {value: 'cancelled', title: 'Cancelled'},
] as const satisfies readonly Choice[]

/** What a form's submission becomes. */
export const FORM_KIND_CHOICES = [
  {value: 'newsletter', title: 'Newsletter sign-up'},
  {value: 'lead', title: 'Enquiry'},
] as const satisfies readonly Choice[]

/** What a consent text asks permission for. */
export const CONSENT_PURPOSE_CHOICES = choicesOf(CONSENT_PURPOSE_TITLES)

/** What the values of a custom field are. */
export const CUSTOM_FIELD_TYPE_CHOICES = choicesOf(CUSTOM_FIELD_TYPE_TITLES)

/** The values of a record of titles as choices, in its order. */
export function choicesOf(titles: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(titles).map(([value, title]) => ({value, title}))
}

/** A mutable copy of choices, as Sanity's types require it. */
export function listOf<Value extends string>(choices: readonly Choice<Value>[]): Choice<Value>[] {
  return choices.map((choice) => ({...choice}))
}

/** The title of a choice's value, or the value itself when it is not one of them. */
export function titleOf(choices: readonly Choice[], value: unknown): string {
  const found = choices.find((choice) => choice.value === value)
  return found ? found.title : typeof value === 'string' ? value : ''
}
