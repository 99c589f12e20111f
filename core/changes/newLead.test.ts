import {describe, expect, test} from 'vitest'
import {fieldErrors} from '../problems/problem.ts'
import {demoSite} from '../testing/demoSite.ts'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import type {StatedConsent} from '../consent/statedConsent.ts'
import {newLead, type NewLead, type NewLeadCase} from './newLead.ts'

const NOW = '2026-07-01T10:00:00.000Z'
const ULID = '01K0000000000000000000000A'
const LIST = 'artameta.list.01K0000000000000000000000B'

const CONSENT: StatedConsent = {
  textId: 'newsletter',
  textVersion: 2,
  locale: 'de-DE',
  action: 'signature',
  day: '2026-06-20',
  note: ' Trade fair, stand 4 ',
}

function decide(asked: Partial<NewLead> = {}, more: Partial<NewLeadCase> = {}) {
  return newLead({
    site: demoSite,
    asked: {
      email: 'Ada@Example.COM',
      fields: {},
      status: 'new',
      lists: [],
      consent: 'none',
      ...asked,
    },
    sameEmail: [],
    leadCount: 10,
    userId: 'u1',
    now: NOW,
    ulid: ULID,
    ...more,
  })
}

/** Why a lead is refused, by field. */
function reasons(asked: Partial<NewLead>, more: Partial<NewLeadCase> = {}) {
  const decision = decide(asked, more)
  expect(decision.mutations).toEqual([])
  if (decision.kind !== 'refused') throw new Error(`It was ${decision.kind}.`)
  return Object.fromEntries(
    fieldErrors(decision.problems).map(({field, reason}) => [field, reason]),
  )
}

describe('newLead', () => {
  test('creates a lead with its fields, by hand and without a subscription', () => {
    const fields = {
      name: ' Ada  Lovelace ',
      phone: '',
      score: 4,
      tags: ['vip', 'vip'],
      customFields: {seats: '12', colour: ''},
    }
    const decision = decide({fields, status: 'open', lists: [LIST, LIST]})
    expect(decision.mutations).toEqual([
      {
        create: {
          _id: `artameta.lead.${ULID}`,
          _type: 'lead',
          site: 'artameta',
          email: 'ada@example.com',
          name: 'Ada Lovelace',
          score: 4,
          tags: ['vip'],
          customFields: [{_key: expect.any(String), name: 'seats', value: '12'}],
          status: 'open',
          engagement: 'none',
          subscription: 'none',
          lists: [LIST],
          campaigns: [],
          createdAt: NOW,
          lastActivityAt: NOW,
          source: {kind: 'manual', label: 'Added by hand'},
        },
      },
    ])
  })

  test('keeps the registered text of a stated consent, and who states it', () => {
    const decision = decide({consent: CONSENT})
    expect(decision).toMatchObject({
      kind: 'changed',
      written: {
        subscription: 'none',
        consent: {
          given: true,
          text: 'Schickt mir Neues.',
          textId: 'newsletter',
          textVersion: 2,
          purpose: 'newsletter',
          channel: 'email',
          action: 'signature',
          at: '2026-06-19T22:00:00.000Z',
          timeZone: 'Europe/Berlin',
          locale: 'de-DE',
          note: 'Trade fair, stand 4',
          statedBy: 'u1',
        },
      },
    })
  })

  test('the time of a consent given today is not in the future', () => {
    expect(decide({consent: {...CONSENT, day: '2026-07-01'}})).toMatchObject({
      written: {consent: {at: NOW}},
    })
  })

  test('names what is wrong with each field', () => {
    expect(
      reasons({
        email: 'ada@example',
        status: 'gone',
        consent: null,
        fields: {phone: '1', customFields: {seats: 'many'}},
      }),
    ).toEqual({
      email: 'The part after the @ lacks an ending such as “.com”.',
      status: 'The site defines no such status.',
      consent: 'Choose what the person agreed to, or that they agreed to nothing.',
      phone: 'Use a telephone number with 5 to 15 digits, such as +46 70 123 45 67.',
      'customFields.seats': 'Use a number such as 12 or -3.5.',
    })
    expect(reasons({email: ' '})).toEqual({email: 'Enter an e-mail address.'})
  })

  test.each<[Partial<StatedConsent>, Record<string, string>]>([
    [{textVersion: 3}, {'consent.text': 'Choose the text that the person agreed to.'}],
    [{locale: 'fr'}, {'consent.text': 'Choose the text that the person agreed to.'}],
    [{day: '2026-07-02'}, {'consent.day': 'This day is in the future.'}],
    [{day: 'yesterday'}, {'consent.day': 'Enter the day on which the person agreed.'}],
    [
      {day: '2026-05-31'},
      {
        'consent.day':
          'This version of the text was published on 2026-06-01. Choose an earlier version.',
      },
    ],
    [{note: 'x'.repeat(1001)}, {'consent.note': 'Use at most 1,000 characters.'}],
  ])('refuses a consent with %j', (part, expected) => {
    expect(reasons({consent: {...CONSENT, ...part}})).toEqual(expected)
  })

  test('refuses an address that a lead has, and a lead over the plan', () => {
    const sameEmail = [{_id: 'artameta.lead.abc'}]
    expect(reasons({}, {sameEmail})).toEqual({
      email: 'The site has a lead with this address already.',
    })
    expect(reasons({}, {leadCount: 1000})['planLimit']).toContain('No more can be added.')
    expect(decide({}, {leadCount: 999}).kind).toBe('changed')
  })

  test('refuses a list of another site', () => {
    const foreign = LIST.replace('artameta', 'bluefern')
    expect(() => decide({lists: [foreign]})).toThrow(ForeignDocumentError)
  })
})
