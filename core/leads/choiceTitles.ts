import type {CustomField, Lead} from '../sanity.types.generated.ts'

/*
 * English titles of the fixed values of leads. Forms, badges, filters and sentences derive theirs
 * from here, so that a value has one title everywhere. The order of keys is the order of choices.
 */

/** How far a lead got with our e-mails. */
export const ENGAGEMENT_TITLES = {
  none: 'No contact yet',
  sent: 'Sent',
  opened: 'Opened',
  clicked: 'Clicked',
  replied: 'Replied',
  bounced: 'Bounced',
} as const satisfies Readonly<Record<Lead['engagement'], string>>

/** States of a newsletter subscription. */
export const SUBSCRIPTION_TITLES = {
  none: 'Never signed up',
  pending: 'Pending confirmation',
  subscribed: 'Subscribed',
  unsubscribed: 'Unsubscribed',
  bounced: 'Bounced',
  complained: 'Marked as spam',
  suppressed: 'Suppressed',
} as const satisfies Readonly<Record<Lead['subscription'], string>>

/** How a lead came to a site. */
export const SOURCE_KIND_TITLES = {
  form: 'Form',
  import: 'Import',
  manual: 'Added by hand',
} as const satisfies Readonly<Record<Lead['source']['kind'], string>>

/** What a consent text asks permission for. */
export const CONSENT_PURPOSE_TITLES = {
  newsletter: 'Newsletter',
  contact: 'Being contacted',
} as const satisfies Readonly<Record<NonNullable<Lead['consent']>['purpose'], string>>

/** What the values of a custom field are. */
export const CUSTOM_FIELD_TYPE_TITLES = {
  text: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  date: 'Date',
} as const satisfies Readonly<Record<CustomField['type'], string>>

/** Titles as strings of a locale bundle, under keys `<prefix>.<value>`. */
export function titleStrings<Prefix extends string, Value extends string>(
  prefix: Prefix,
  titles: Readonly<Record<Value, string>>,
): Record<`${Prefix}.${Value}`, string>
export function titleStrings(
  prefix: string,
  titles: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(titles).map(([value, title]) => [`${prefix}.${value}`, title]),
  )
}
