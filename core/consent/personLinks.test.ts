import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {siteSecret} from '../people/keys.ts'
import {
  signConfirmLink,
  verifyConfirmLink,
  signPersonLink,
  signUnsubscribeLink,
  verifyUnsubscribeLink,
} from './personLinks.ts'

const NOW = '2026-07-01T10:00:00.000Z'
const confirmSecret = (site: string) =>
  site === 'artameta' || site === 'bluefern' ? siteSecret('master', site, 'confirm-link') : null
const unsubscribeSecret = (site: string) =>
  site === 'artameta' ? siteSecret('master', site, 'unsubscribe-link') : null
const link = {
  site: 'artameta',
  personKey: 'abcdefghijklmnopqrstuvwxyz',
  nonce: 'nonce',
  expiresAt: '2026-07-08T10:00:00.000Z',
}
const token = signConfirmLink(confirmSecret('artameta') ?? '', link)

describe('a confirmation link', () => {
  test('is verified until it expires', () => {
    expect(verifyConfirmLink(token, confirmSecret, NOW)).toEqual({ok: true, link})
    const late = verifyConfirmLink(token, confirmSecret, link.expiresAt)
    expect(late).toEqual({ok: false, reason: 'expired', site: 'artameta'})
  })

  test('is invalid with any bit flipped', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.integer({min: 0, max: 7}), (at, bit) => {
        const flipped = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit))
        const altered = token.slice(0, at) + flipped + token.slice(at + 1)
        expect(verifyConfirmLink(altered, confirmSecret, NOW)).toEqual({
          ok: false,
          reason: 'invalid',
        })
      }),
      {numRuns: 1000},
    )
  })

  test('is valid for its own site and purpose only', () => {
    const foreign = signConfirmLink(confirmSecret('bluefern') ?? '', link)
    expect(verifyConfirmLink(foreign, confirmSecret, NOW).ok).toBe(false)
    const unknown = signConfirmLink('secret', {...link, site: 'nowhere'})
    expect(verifyConfirmLink(unknown, confirmSecret, NOW).ok).toBe(false)
    expect(verifyUnsubscribeLink(token, confirmSecret, NOW).ok).toBe(false)
    const early = signConfirmLink(confirmSecret('artameta') ?? '', {...link, expiresAt: NOW})
    expect(verifyConfirmLink(early, confirmSecret, NOW)).toMatchObject({reason: 'expired'})
  })

  test('is refused without an expiry', () => {
    const {expiresAt: _, ...endless} = link
    const forever = signPersonLink(confirmSecret('artameta') ?? '', 'confirm-link.v1', endless)
    const checked = verifyConfirmLink(forever, confirmSecret, NOW)
    expect(checked).toEqual({ok: false, reason: 'invalid'})
  })

  test('fits into a URL and holds no address', () => {
    expect(token).toMatch(/^[\w-]+\.[\w-]+$/)
    expect(token.length).toBeLessThan(300)
  })
})

describe('an unsubscribe link', () => {
  const {site, personKey, nonce} = link
  const secret = unsubscribeSecret('artameta') ?? ''

  test('never expires unless it says so', () => {
    const forever = signUnsubscribeLink(secret, {site, personKey, nonce})
    const later = '2046-01-01T00:00:00.000Z'
    expect(verifyUnsubscribeLink(forever, unsubscribeSecret, later)).toEqual({
      ok: true,
      link: {site, personKey, nonce},
    })
    const ending = signUnsubscribeLink(secret, link)
    expect(verifyUnsubscribeLink(ending, unsubscribeSecret, NOW)).toEqual({ok: true, link})
    expect(verifyUnsubscribeLink(ending, unsubscribeSecret, later)).toMatchObject({
      reason: 'expired',
    })
  })

  test('is invalid when altered', () => {
    const forever = signUnsubscribeLink(secret, {site, personKey, nonce})
    for (const text of [`${forever}A`, forever.slice(0, -1), forever.replace('.', '..'), '']) {
      expect(verifyUnsubscribeLink(text, unsubscribeSecret, NOW)).toEqual({
        ok: false,
        reason: 'invalid',
      })
    }
  })
})

test('links of earlier mails stay valid', () => {
  const {site, personKey, nonce} = link
  const confirm = [
    'eyJlIjoxNzgzNTA0ODAwLCJrIjoiYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoiLCJuIjoibm9uY2UiLCJzIjoiYXJ0YW1ldGEifQ',
    'z1BMa71iQiLYruv8rGDNaJP7Z5c5voUd2oEjwSeDpyo',
  ].join('.')
  expect(verifyConfirmLink(confirm, confirmSecret, NOW)).toEqual({ok: true, link})
  const unsubscribe = [
    'eyJrIjoiYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoiLCJuIjoibm9uY2UiLCJzIjoiYXJ0YW1ldGEifQ',
    '9TFBagQ7Bd_N9HQx6qjCPz2MNwsNpru8s1PpNz0zrSI',
  ].join('.')
  expect(verifyUnsubscribeLink(unsubscribe, unsubscribeSecret, NOW)).toEqual({
    ok: true,
    link: {site, personKey, nonce},
  })
})
