import {assert, constantFrom, emailAddress, property, string} from 'fast-check'
import {describe, expect, test} from 'vitest'
import {checkAudience} from '../audience/checkAudience.ts'
import {audienceToPredicate} from '../audience/evaluateAudience.ts'
import {OPERATORS} from '../audience/operators.ts'
import {AUDIENCE_STRINGS} from '../audience/strings/audienceStrings.ts'
import {CustomerPageError, toCustomerFacts} from './customerFacts.ts'
import {CUSTOMER_FIELDS} from './customerFields.ts'

const PURPOSE = {emailDomains: true}

function node(changes: object = {}) {
  return {
    id: 'gid://shopify/Customer/7',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-02-01T12:00:00+02:00',
    state: 'ENABLED',
    tags: ['vip'],
    numberOfOrders: '12',
    amountSpent: {amount: '16.48', currencyCode: 'EUR'},
    defaultEmailAddress: {emailAddress: 'Ada.Example@Shop.Example', marketingState: 'SUBSCRIBED'},
    ...changes,
  }
}

describe('what is kept of a customer', () => {
  test('is what can be counted', () => {
    expect(toCustomerFacts(node(), PURPOSE)).toEqual({
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-02-01T10:00:00.000Z',
      state: 'ENABLED',
      tags: ['vip'],
      numberOfOrders: 12,
      amountSpent: 16.48,
      marketing: 'SUBSCRIBED',
      emailDomain: 'shop.example',
    })
  })

  test('has no domain where none is needed, even when Shopify sent the address', () => {
    expect(toCustomerFacts(node(), {emailDomains: false}).emailDomain).toBeNull()
  })

  test.each([
    [null, 'NO_ADDRESS', null],
    [{marketingState: 'PENDING'}, 'PENDING', null],
    [{marketingState: 'A_LATER_STATE', emailAddress: 'a@b.example'}, 'OTHER', 'b.example'],
    [{marketingState: 'INVALID', emailAddress: 'nobody'}, 'INVALID', null],
    [{marketingState: 'INVALID', emailAddress: '@host.example'}, 'INVALID', null],
  ])('of the e-mail address %o', (defaultEmailAddress, marketing, emailDomain) => {
    const facts = toCustomerFacts(node({defaultEmailAddress}), PURPOSE)
    expect(facts).toMatchObject({marketing, emailDomain})
  })

  test('never contains a name, an address, a phone number or an id', () => {
    const names = ['displayName', 'firstName', 'email', 'phone', 'note', 'id'] as const
    assert(
      property(
        emailAddress(),
        string({minLength: 5}),
        constantFrom(...names),
        (email, text, name) => {
          const sent = node({
            [name]: `<${text}>`,
            defaultEmailAddress: {
              emailAddress: email,
              marketingState: 'PENDING',
              openTrackingUrl: text,
            },
          })
          const kept = JSON.stringify(toCustomerFacts(sent, PURPOSE))
          expect(kept).not.toContain(email)
          expect(kept).not.toContain(JSON.stringify(`<${text}>`))
          expect(kept).not.toContain('gid://')
        },
      ),
    )
  })

  test.each([
    ['tags', 'vip'],
    ['numberOfOrders', 'Ada'],
    ['createdAt', 'Ada'],
    ['amountSpent', {amount: 'Ada'}],
    ['defaultEmailAddress', 'Ada'],
  ])('is refused with another shape of %s, without repeating the value', (name, value) => {
    const read = () => toCustomerFacts(node({[name]: value}), PURPOSE)
    expect(read).toThrow(CustomerPageError)
    expect(read).toThrow(name)
    expect(read).not.toThrow(/Ada/u)
  })
})

test('every field has a name, and every value of it', () => {
  for (const {labelKey, name, options} of CUSTOMER_FIELDS.values()) {
    expect(AUDIENCE_STRINGS).toHaveProperty([labelKey])
    for (const option of options) {
      expect(AUDIENCE_STRINGS).toHaveProperty([`option.${name}.${option}`])
    }
  }
})

test.each([
  ['customer.tags', 'anyOf', ['vip'], true],
  ['customer.tags', 'anyOf', ['Vip'], false],
  ['customer.state', 'anyOf', ['DISABLED'], false],
  ['customer.emailDomain', 'is', 'SHOP.example', true],
  ['customer.numberOfOrders', 'atLeast', 12, true],
  ['customer.amountSpent', 'lessThan', 16, false],
])('a condition: %s %s %o', (field, operator, value, expected) => {
  const known = CUSTOMER_FIELDS.get(field)
  expect([...(known ? OPERATORS[known.type].keys() : [])]).toContain(operator)
  const root = {id: 'root', combinator: 'and', rules: [{id: 'a', field, operator, value}]}
  const checked = checkAudience({version: 1, root}, {fields: CUSTOMER_FIELDS})
  expect(checked).toMatchObject({ok: true})
  if (!checked.ok) return
  const moment = {now: '2026-03-01T00:00:00.000Z', timeZone: 'Europe/Berlin'}
  expect(audienceToPredicate(checked.audience, moment)(toCustomerFacts(node(), PURPOSE))).toBe(
    expected,
  )
})
