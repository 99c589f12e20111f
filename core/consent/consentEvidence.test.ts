import {describe, expect, test} from 'vitest'
import {demoSite} from '../testing/demoSite.ts'
import {consentEvidence, consentTextFor} from './consentEvidence.ts'
import {consentProof} from './consentProof.ts'
import {hasLapsed} from './consentHistory.ts'

const form = {consentTextId: 'newsletter'}
const AFTER = '2026-07-01T10:00:00.000Z'

describe('consentTextFor', () => {
  test('takes the newest version that was valid when the form was shown', () => {
    expect(consentTextFor(demoSite, form, '2025-01-01T00:00:00.000Z')?.version).toBe(1)
    expect(consentTextFor(demoSite, form, '2026-05-31T23:59:59.999Z')?.version).toBe(1)
    expect(consentTextFor(demoSite, form, '2026-06-01T00:00:00.000Z')?.version).toBe(2)
    expect(consentTextFor(demoSite, form, '2023-12-31T00:00:00.000Z')).toBeNull()
  })

  test('takes the visitor’s language, else the site’s', () => {
    expect(consentTextFor(demoSite, form, AFTER, 'de-DE')?.text).toBe('Schickt mir Neues.')
    expect(consentTextFor(demoSite, form, AFTER, 'de-AT')?.text).toBe('Schickt mir Neues.')
    expect(consentTextFor(demoSite, form, AFTER, 'fr')?.locale).toBe('en-GB')
    expect(consentTextFor(demoSite, form, AFTER)?.locale).toBe('en-GB')
  })

  test('finds nothing for a form without a text', () => {
    expect(consentTextFor(demoSite, {consentTextId: null}, AFTER)).toBeNull()
    expect(consentTextFor(demoSite, {consentTextId: 'gone'}, AFTER)).toBeNull()
  })
})

test('evidence holds the registered text, its version, the act, the time and the zone', () => {
  const evidence = consentEvidence({
    site: demoSite,
    form,
    given: true,
    action: 'checkbox',
    at: AFTER,
    shownAt: '2026-05-31T23:00:00.000Z',
  })
  expect(evidence).toEqual({
    given: true,
    textId: 'newsletter',
    textVersion: 1,
    text: 'Send me news.',
    purpose: 'newsletter',
    channel: 'email',
    action: 'checkbox',
    at: AFTER,
    timeZone: 'Europe/Berlin',
    locale: 'en-GB',
  })
})

describe('consentProof', () => {
  const consent = consentEvidence({
    site: demoSite,
    form,
    given: true,
    action: 'checkbox',
    at: AFTER,
  })
  const submission = {
    _id: 'artameta.submission.01',
    email: 'ada@example.com',
    consent,
    form: {id: 'footer', kind: 'newsletter' as const, version: 3},
    source: {pageUrl: 'https://artameta.example/'},
    receivedAt: AFTER,
  }
  const confirmedAt = '2026-07-01T10:05:00.000Z'
  const requested = {event: 'requested', at: AFTER} as const
  const confirmed = {event: 'confirmed', at: confirmedAt} as const
  const subscriber = {
    _id: 'artameta.subscriber.x',
    status: 'subscribed' as const,
    consentHistory: [requested, confirmed],
  }

  test('is complete for a confirmed sign-up', () => {
    const proof = consentProof(submission, subscriber)
    expect(proof.missing).toEqual([])
    expect(proof).toMatchObject({
      email: 'ada@example.com',
      text: 'Send me news once a month.',
      givenAt: AFTER,
      confirmedAt,
      withdrawnAt: null,
      formVersion: 3,
    })
  })

  test('says what is missing', () => {
    const pending = {...subscriber, status: 'pending' as const, consentHistory: [requested]}
    expect(consentProof(submission, pending).missing).toEqual(['the confirmation by e-mail'])
    expect(consentProof({_id: 'artameta.submission.02'}, null).missing).toHaveLength(6)
  })

  test('says when it ended, and that a later confirmation renewed it', () => {
    const withdrawn = {event: 'withdrawn', at: '2026-08-01T00:00:00.000Z'} as const
    const left = {...subscriber, consentHistory: [requested, confirmed, withdrawn]}
    expect(consentProof(submission, left).withdrawnAt).toBe(withdrawn.at)
    expect(hasLapsed(left)).toBe(true)
    const again = {event: 'confirmed', at: '2026-09-01T00:00:00.000Z'} as const
    const back = {...left, consentHistory: [...left.consentHistory, again]}
    expect(consentProof(submission, back).withdrawnAt).toBeNull()
    expect(hasLapsed(back)).toBe(false)
  })
})
