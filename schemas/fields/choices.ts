/** The titled values of a choice, as `options.list` of a string field takes them. */
export interface Choice<Value extends string = string> {
  readonly value: Value
  readonly title: string
}

/** Where a person stands with a site's newsletter. */
export const SUBSCRIPTION_CHOICES = [
  {value: 'pending', title: 'Pending confirmation'},
  {value: 'subscribed', title: 'Subscribed'},
  {value: 'unsubscribed', title: 'Unsubscribed'},
  {value: 'bounced', title: 'Bounced'},
  {value: 'complained', title: 'Complained'},
] as const satisfies readonly Choice[]

/** The same as a lead carries it: it also knows people who never signed up or must never be mailed. */
export const LEAD_SUBSCRIPTION_CHOICES = [
  {value: 'none', title: 'Never signed up'},
  ...SUBSCRIPTION_CHOICES,
  {value: 'suppressed', title: 'Suppressed'},
] as const satisfies readonly Choice[]

/** The strongest thing a lead did with our mail. */
export const ENGAGEMENT_CHOICES = [
  {value: 'none', title: 'No contact yet'},
  {value: 'sent', title: 'Sent'},
  {value: 'opened', title: 'Opened'},
  {value: 'clicked', title: 'Clicked'},
  {value: 'replied', title: 'Replied'},
  {value: 'bounced', title: 'Bounced'},
] as const satisfies readonly Choice[]

/** States of a job document; the last four are final. */
export const JOB_STATE_CHOICES = [
  {value: 'queued', title: 'Queued'},
  {value: 'running', title: 'Running'},
  {value: 'succeeded', title: 'Succeeded'},
  {value: 'partly', title: 'Partly succeeded'},
  {value: 'failed', title: 'Failed'},
  {value: 'cancelled', title: 'Cancelled'},
] as const satisfies readonly Choice[]

/** What a form is for, and therefore what its submission becomes. */
export const FORM_KIND_CHOICES = [
  {value: 'newsletter', title: 'Newsletter sign-up'},
  {value: 'lead', title: 'Lead'},
] as const satisfies readonly Choice[]

/** What a consent text asks permission for. */
export const CONSENT_PURPOSE_CHOICES = [
  {value: 'newsletter', title: 'Newsletter'},
  {value: 'contact', title: 'Being contacted'},
] as const satisfies readonly Choice[]

/** A mutable copy of choices, which is the form in which Sanity's types want a list. */
export function listOf<Value extends string>(choices: readonly Choice<Value>[]): Choice<Value>[] {
  return choices.map((choice) => ({...choice}))
}

/** The title of a choice's value, or the value itself when it is not one of them. */
export function titleOf(choices: readonly Choice[], value: unknown): string {
  const found = choices.find((choice) => choice.value === value)
  return found ? found.title : typeof value === 'string' ? value : ''
}
