import type {CustomerFacts} from './customerFacts.ts'

/*
 * English titles of states of Shopify's customers, for conditions, charts and tables alike.
 */

/** States of a customer's account. */
export const CUSTOMER_STATE_TITLES = {
  ENABLED: 'Has an account',
  DISABLED: 'No account',
  INVITED: 'Invited',
  DECLINED: 'Declined the invitation',
} as const satisfies Readonly<Record<Exclude<CustomerFacts['state'], 'OTHER'>, string>>

/** States of a customer's consent to marketing e-mails. */
export const MARKETING_STATE_TITLES = {
  SUBSCRIBED: 'Subscribed',
  PENDING: 'Pending confirmation',
  NOT_SUBSCRIBED: 'Never subscribed',
  UNSUBSCRIBED: 'Unsubscribed',
  INVALID: 'Invalid address',
  NO_ADDRESS: 'No e-mail address',
} as const satisfies Readonly<Record<Exclude<CustomerFacts['marketing'], 'OTHER'>, string>>
