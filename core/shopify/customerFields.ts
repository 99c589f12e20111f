import type {FieldRegistry} from '../audience/fields.ts'
import {attributeOf, type AudienceField} from '../audience/field.ts'
import {CUSTOMER_STATES, MARKETING_STATES, NO_ADDRESS, type CustomerFacts} from './customerFacts.ts'

type Details = Pick<AudienceField, 'type' | 'storage' | 'group'> & {options?: readonly string[]}

/** A field whose value is an attribute of {@link CustomerFacts}. */
function field(
  name: string,
  attribute: keyof CustomerFacts,
  {type, storage, group, options = []}: Details,
): [string, AudienceField] {
  return [
    name,
    {
      name,
      type,
      storage,
      group,
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
  field('customer.tags', 'tags', {type: 'set', storage: 'set', group: 'customer'}),
  field('customer.state', 'state', {
    type: 'choice',
    storage: 'choice',
    group: 'customer',
    options: CUSTOMER_STATES,
  }),
  field(EMAIL_DOMAIN_FIELD, 'emailDomain', {type: 'text', storage: 'text', group: 'customer'}),
  field('customer.marketing', 'marketing', {
    type: 'choice',
    storage: 'choice',
    group: 'customer',
    options: [...MARKETING_STATES, NO_ADDRESS],
  }),
  field('customer.numberOfOrders', 'numberOfOrders', {
    type: 'number',
    storage: 'number',
    group: 'customer',
  }),
  field('customer.amountSpent', 'amountSpent', {
    type: 'number',
    storage: 'number',
    group: 'customer',
  }),
  field('customer.createdAt', 'createdAt', {type: 'date', storage: 'moment', group: 'dates'}),
  field('customer.updatedAt', 'updatedAt', {type: 'date', storage: 'moment', group: 'dates'}),
])
