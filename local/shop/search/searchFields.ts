import type {ShopCustomer} from '../customers/makeCustomer.ts'
import type {Candidate} from './candidate.ts'
import type {SearchTerm} from './parseSearch.ts'
import {
  choiceTest,
  momentTest,
  numberTest,
  tagTest,
  wordsTest,
  type MomentRules,
  type TermTest,
} from './termTests.ts'

/** What a search depends on besides the customer. */
export interface SearchRules extends MomentRules {
  /** `state` can only be searched in stores with classic accounts. */
  classicAccounts: boolean
}

/** Creates the condition of a term. @returns `null` for a value that the field does not take */
export type SearchField = (term: SearchTerm, rules: SearchRules) => TermTest | null

const STATES = ['enabled', 'disabled', 'invited', 'declined'] as const

const stateTests = new Map<string, (candidate: Candidate) => boolean>(
  STATES.map((state) => [state, ({customer}) => customer.state === state.toUpperCase()]),
)
const isSubscribed = ({customer}: Candidate): boolean => customer.marketingState === 'SUBSCRIBED'
const consentTests = new Map([
  ['true', isSubscribed],
  ['false', (candidate: Candidate) => !isSubscribed(candidate)],
])

const COUNTRY_NAMES = new Intl.DisplayNames('en', {type: 'region'})

const updatedAt: SearchField = (term, rules) =>
  momentTest(term, rules, {read: (candidate) => candidate.updatedAt, sortKey: 'UPDATED_AT'})
const createdAt: SearchField = (term, rules) =>
  momentTest(term, rules, {read: (candidate) => candidate.createdAt, sortKey: 'CREATED_AT'})
const id: SearchField = (term) => numberTest(term, (candidate) => candidate.id, 'ID')

const words =
  (read: (customer: ShopCustomer) => string | null): SearchField =>
  (term) =>
    wordsTest(term, ({customer}) => read(customer))
const moment =
  (read: (customer: ShopCustomer) => number | null): SearchField =>
  (term, rules) =>
    momentTest(term, rules, {read: ({customer}) => read(customer)})
const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** Fields that `customers(query:)` searches, as the schema of 2026-10 lists them. */
export const CUSTOMER_SEARCH_FIELDS: ReadonlyMap<string, SearchField> = new Map<
  string,
  SearchField
>([
  [
    'default',
    words(({firstName, lastName, email, phone}) =>
      [firstName, lastName, email ?? '', phone ?? ''].join(' '),
    ),
  ],
  ['accepts_marketing', (term) => choiceTest(term, consentTests)],
  [
    'country',
    ({value}) => {
      const wanted = value.toLowerCase()
      return {
        test: ({customer: {country}}) =>
          country.toLowerCase() === wanted || COUNTRY_NAMES.of(country)?.toLowerCase() === wanted,
      }
    },
  ],
  ['customer_date', createdAt],
  ['email', words(({email}) => email)],
  ['first_name', words(({firstName}) => firstName)],
  ['id', id],
  ['last_abandoned_order_date', moment(({lastAbandonedAt}) => lastAbandonedAt)],
  ['last_name', words(({lastName}) => lastName)],
  ['order_date', moment(({lastOrderAt}) => lastOrderAt)],
  ['orders_count', (term) => numberTest(term, ({customer}) => Number(customer.numberOfOrders))],
  [
    'phone',
    (term) =>
      term.value === '*'
        ? {test: ({customer: {phone}}) => phone !== null}
        : {test: ({customer: {phone}}) => digitsOf(phone ?? '-') === digitsOf(term.value)},
  ],
  ['state', (term) => choiceTest(term, stateTests)],
  ['tag', tagTest],
  [
    'tag_not',
    (term) => {
      const {test} = tagTest(term)
      return {test: (candidate) => !test(candidate)}
    },
  ],
  ['total_spent', (term) => numberTest(term, ({customer}) => Number(customer.amountSpent))],
  ['updated_at', updatedAt],
])

/** Fields that `customersCount(query:)` knows, and no others. */
export const COUNT_SEARCH_FIELDS: ReadonlyMap<string, SearchField> = new Map<string, SearchField>([
  ['created_at', createdAt],
  ['id', id],
  ['updated_at', updatedAt],
])
