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
      // Customers are never documents: conditions on them are evaluated in memory only.
      groq: () => 'null',
      read: (facts) => attributeOf(facts, attribute),
    },
  ]
}

/** Name of the field for which e-mail addresses have to be read. */
export const EMAIL_DOMAIN_FIELD = 'customer.emailDomain'

/**
 * What conditions of a customer sync rule can ask about a Shopify customer, evaluated on
 * {@link CustomerFacts} by `audienceToPredicate`.
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
