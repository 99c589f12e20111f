import type {FieldRegistry} from '../audience/fields.ts'
import {attributeOf, type AudienceField} from '../audience/field.ts'
import {CUSTOMER_STATES, MARKETING_STATES, NO_ADDRESS, type CustomerFacts} from './customerFacts.ts'

/** A field whose value is an attribute of {@link CustomerFacts}. */
function field(
  name: string,
  attribute: keyof CustomerFacts,
  type: 'choice' | 'date' | 'number' | 'set' | 'text',
  options: readonly string[] = [],
): [string, AudienceField] {
  return [
    name,
    {
      name,
      type,
      storage: type === 'date' ? 'moment' : type,
      group: type === 'date' ? 'dates' : 'customer',
      labelKey: `field.${name}`,
      label: null,
      options,
      optionsFrom: null,
      // Customers are never documents, so conditions on them are only evaluated in memory.
      groq: () => 'null',
      read: (facts) => attributeOf(facts, attribute),
    },
  ]
}

/** The field for which e-mail addresses have to be read. */
export const EMAIL_DOMAIN_FIELD = 'customer.emailDomain'

/**
 * Fields for the conditions of a customer sync rule. `audienceToPredicate` evaluates them on
 * {@link CustomerFacts}.
 */
export const CUSTOMER_FIELDS: FieldRegistry = new Map([
  field('customer.tags', 'tags', 'set'),
  field('customer.state', 'state', 'choice', CUSTOMER_STATES),
  field(EMAIL_DOMAIN_FIELD, 'emailDomain', 'text'),
  field('customer.marketing', 'marketing', 'choice', [...MARKETING_STATES, NO_ADDRESS]),
  field('customer.numberOfOrders', 'numberOfOrders', 'number'),
  field('customer.amountSpent', 'amountSpent', 'number'),
  field('customer.createdAt', 'createdAt', 'date'),
  field('customer.updatedAt', 'updatedAt', 'date'),
])
