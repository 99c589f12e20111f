import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {personKey} from '../people/keys.ts'
import {mailRecipient} from './mailRecipient.ts'

const SECRET = 'secret'
const EMAIL = 'ada@example.com'
const KEY = personKey(SECRET, EMAIL)
const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const lead = {email: EMAIL}
const oneOff = {kind: 'oneOff', recipientType: 'lead', personKey: KEY} as const

const find = (message: object, people: object = {}) =>
  mailRecipient({
    message: {...oneOff, ...message},
    lead,
    subscriber: null,
    keySecret: SECRET,
    ...people,
  })

describe('the recipient of a message', () => {
  test('is the person with its address', () => {
    const found = {ok: true, recipient: {email: EMAIL, personKey: KEY}}
    expect(find({})).toEqual(found)
    expect(find({}, {lead: {email: ' Ada@EXAMPLE.com '}})).toEqual(found)
    expect(find({personKey: ULID})).toEqual(found)
    const subscriber = {email: EMAIL}
    expect(find({recipientType: 'subscriber'}, {lead: null, subscriber})).toEqual(found)
    const confirmation = {kind: 'confirmation', recipientType: 'subscriber'}
    expect(find(confirmation, {lead: null, subscriber})).toEqual(found)
  })

  test.each([
    ['a lead of another person', {personKey: personKey(SECRET, 'eve@example.com')}, {}],
    ['a lead under a key of no meaning', {personKey: 'x'}, {}],
    ['a key almost like a ULID', {personKey: ULID.toLowerCase()}, {}],
    [
      'a subscriber under a ULID',
      {personKey: ULID, recipientType: 'subscriber'},
      {subscriber: {email: EMAIL}},
    ],
    [
      'a confirmation to a lead’s address',
      {kind: 'confirmation'},
      {subscriber: {email: 'eve@example.com'}},
    ],
    ['another site’s key', {personKey: personKey('another', EMAIL)}, {}],
    ['no address', {}, {lead: {email: ''}}],
    ['no lead', {}, {lead: null}],
    ['two addresses', {}, {lead: {email: `${EMAIL}, eve@example.com`}}],
    ['an unknown kind', {kind: 'newsletter'}, {}],
    ['nobody', {personKey: undefined}, {}],
    ['a path', {personKey: `x.${KEY}`}, {}],
  ])('is not found for %s, and the reason names no person', (_, message, people) => {
    const found = find(message, people)
    expect(found).toEqual({ok: false, problem: {code: expect.stringMatching(/^mail\./u)}})
    expect(JSON.stringify(found)).not.toMatch(/@|ada|eve/)
  })

  test('is one address with its own key, for any documents', () => {
    const anything = fc.record({
      message: fc.record({
        kind: fc.oneof(fc.constantFrom('oneOff', 'confirmation'), fc.anything()),
        recipientType: fc.oneof(fc.constantFrom('lead', 'subscriber'), fc.anything()),
        personKey: fc.oneof(fc.constantFrom(KEY, ULID, 'x'), fc.anything()),
      }),
      email: fc.oneof(
        fc.constantFrom(EMAIL, 'a@b.example, c@d.example'),
        fc.emailAddress(),
        fc.anything(),
      ),
    })
    fc.assert(
      fc.property(anything, ({message, email}) => {
        const people = {lead: {email}, subscriber: {email}}
        const found = find(message, people)
        const {email: address = '', personKey: key = ''} = found.ok ? found.recipient : {}
        expect(key).toBe(found.ok ? personKey(SECRET, address) : '')
        expect(address.split('@')).toHaveLength(found.ok ? 2 : 1)
        expect(address).not.toMatch(/[\s,;<>"]/u)
      }),
    )
  })
})
