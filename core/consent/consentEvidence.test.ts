import {describe, expect, test} from 'vitest'
import {demoSite} from '../testing/demoSite.ts'
import {consentEvidence, consentTextFor} from './consentEvidence.ts'
import {hasLapsed} from './consentHistory.ts'

const form = {consentTextId: 'newsletter'}
const AFTER = '2026-07-01T10:00:00.000Z'

describe('consentTextFor', () => {
  test('uses the newest version that was valid when the form was shown', () => {
    expect(consentTextFor(demoSite, form, '2025-01-01T00:00:00.000Z')?.version).toBe(1)
    expect(consentTextFor(demoSite, form, '2026-05-31T23:59:59.999Z')?.version).toBe(1)
    expect(consentTextFor(demoSite, form, '2026-06-01T00:00:00.000Z')?.version).toBe(2)
    expect(consentTextFor(demoSite, form, '2023-12-31T00:00:00.000Z')).toBeNull()
  })

  test('uses the visitor’s language, otherwise the site’s', () => {
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

describe('hasLapsed', () => {
  test('is true after a withdrawal, until the person confirms again', () => {
    const withdrawn = {event: 'withdrawn', at: '2026-08-01T00:00:00.000Z'} as const
    const requested = {event: 'requested', at: AFTER} as const
    const confirmed = {event: 'confirmed', at: '2026-07-01T10:05:00.000Z'} as const
    const history = [requested, confirmed, withdrawn]
    const left = {_id: 'artameta.subscriber.x', consentHistory: history}
    expect(hasLapsed(left)).toBe(true)
    const again = {event: 'confirmed', at: '2026-09-01T00:00:00.000Z'} as const
    expect(hasLapsed({...left, consentHistory: [...history, again]})).toBe(false)
  })
})
