import {z} from 'zod'
import type {ReadingPurpose} from './allowedFields.ts'

/**
 * States of a customer's account, `CustomerState` of the Admin API 2026-10. They have a meaning only in
 * stores with classic accounts.
 */
export const CUSTOMER_STATES = ['ENABLED', 'DISABLED', 'INVITED', 'DECLINED'] as const

/** `CustomerEmailAddressMarketingState` of the Admin API 2026-10. */
export const MARKETING_STATES = [
  'SUBSCRIBED',
  'PENDING',
  'NOT_SUBSCRIBED',
  'UNSUBSCRIBED',
  'INVALID',
] as const

/** Stands for any value that this code does not know, such as one of a later API version. */
export const OTHER = 'OTHER'
/** Stands for the marketing state of a customer without an e-mail address. */
export const NO_ADDRESS = 'NO_ADDRESS'

/**
 * What counting knows of a customer. There is no place in it for an e-mail address, a phone number, a
 * name, an address or an id.
 */
export interface CustomerFacts {
  /** ISO 8601, UTC, with milliseconds. */
  createdAt: string
  updatedAt: string
  state: (typeof CUSTOMER_STATES)[number] | typeof OTHER
  tags: readonly string[]
  numberOfOrders: number
  /** In the store's currency. */
  amountSpent: number
  marketing: (typeof MARKETING_STATES)[number] | typeof NO_ADDRESS | typeof OTHER
  /** What follows the last `@`, in lower case; `null` without an address, or where it may not be read. */
  emailDomain: string | null
}

/** Shopify sends 64-bit numbers and amounts as strings. */
const Amount = z.union([z.string().regex(/^-?\d+(?:\.\d+)?$/u), z.number()]).transform(Number)
const Moment = z.iso.datetime({offset: true}).transform((at) => new Date(at).toISOString())

const CustomerNode = z.object({
  createdAt: Moment,
  updatedAt: Moment,
  state: z.string(),
  tags: z.array(z.string()),
  numberOfOrders: Amount,
  amountSpent: z.object({amount: Amount}),
  defaultEmailAddress: z
    .object({marketingState: z.string(), emailAddress: z.string().optional()})
    .nullish(),
})

function knownOr<const T extends string>(values: readonly T[], value: string): T | typeof OTHER {
  return values.find((each) => each === value) ?? OTHER
}

function domainOf(address: string): string | null {
  const at = address.lastIndexOf('@')
  const domain = address
    .slice(at + 1)
    .trim()
    .toLowerCase()
  return at > 0 && domain !== '' ? domain : null
}

/** A page of customers has another shape than requested. The message repeats no value. */
export class CustomerPageError extends Error {
  override readonly name = 'CustomerPageError'
}

/**
 * Parses a customer of a page and drops who it is.
 *
 * @param node - element of `customers.nodes`
 * @param purpose - where domains are not needed, an address that was sent all the same is ignored
 * @throws CustomerPageError when an attribute is missing or has another type
 */
export function toCustomerFacts(node: unknown, {emailDomains}: ReadingPurpose): CustomerFacts {
  const {data, error} = CustomerNode.safeParse(node)
  if (!data) {
    const paths = error.issues.map(({path}) => path.join('.') || 'customer').join(', ')
    throw new CustomerPageError(`Shopify sent customers of another shape (${paths}).`)
  }
  const {createdAt, updatedAt, tags, numberOfOrders, amountSpent, defaultEmailAddress: email} = data
  return {
    createdAt,
    updatedAt,
    state: knownOr(CUSTOMER_STATES, data.state),
    tags,
    numberOfOrders,
    amountSpent: amountSpent.amount,
    marketing: email ? knownOr(MARKETING_STATES, email.marketingState) : NO_ADDRESS,
    emailDomain: emailDomains && email?.emailAddress ? domainOf(email.emailAddress) : null,
  }
}
