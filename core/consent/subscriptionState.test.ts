import {expect, test} from 'vitest'
import {addressSubscription, campaignStanding, LEFT_OUT_SUBSCRIPTIONS} from './subscriptionState.ts'
import * as fc from 'fast-check'
import type {SubscriberStatus, SuppressionReason} from '../documents/people.ts'

const subscriber = {email: 'ada@example.com', status: 'subscribed' as const}
const suppression = {reason: 'manual' as const}

test('is that of the subscriber with the same address', () => {
  const of = (email: unknown) => addressSubscription({email, subscriber, suppression: null})
  expect(of('ada@example.com')).toBe('subscribed')
  expect(of(' Ada@Example.com ')).toBe('subscribed')
  expect(of('eve@example.com')).toBe('none')
  expect(of(null)).toBe('none')
  expect(of(['ada@example.com'])).toBe('none')
})

test('heeds a suppression in any case, and no lifted one', () => {
  const of = (email: string, lifted?: string) =>
    addressSubscription({
      email,
      subscriber,
      suppression: {...suppression, ...(lifted ? {liftedAt: lifted} : {})},
    })
  expect(of('ada@example.com')).toBe('suppressed')
  expect(of('eve@example.com')).toBe('suppressed')
  expect(of('ada@example.com', '2026-01-01T00:00:00.000Z')).toBe('subscribed')
})

test('of somebody without documents is none', () => {
  expect(addressSubscription({email: 'a@b.example', subscriber: null, suppression: null})).toBe(
    'none',
  )
})

const STATUSES = ['pending', 'subscribed', 'unsubscribed', 'bounced', 'complained'] as const
const REASONS = ['unsubscribed', 'bounced', 'complained', 'erased', 'manual'] as const

const standing = (status: SubscriberStatus | null, reason: SuppressionReason | null) => ({
  subscriber: status === null ? null : {status},
  suppression: reason === null ? null : {reason},
})

test('who is subscribed, and who never signed up, may be among them', () => {
  const yes = {mayBeAudience: true, reason: null}
  expect(campaignStanding(standing('subscribed', null))).toEqual(yes)
  expect(campaignStanding(standing(null, null))).toEqual(yes)
})

test.each(['pending', 'unsubscribed', 'bounced', 'complained'] as const)(
  'who is %s is left out, with the reason',
  (status) => {
    expect(campaignStanding(standing(status, null))).toMatchObject({
      mayBeAudience: false,
      reason: expect.stringMatching(/: gets no campaigns\.$/),
    })
  },
)

test('nobody on the suppression list is among them, whatever the subscription says', () => {
  const any = fc.tuple(fc.constantFrom(null, ...STATUSES), fc.constantFrom(...REASONS))
  fc.assert(
    fc.property(any, ([status, reason]) => {
      expect(campaignStanding(standing(status, reason)).mayBeAudience).toBe(false)
    }),
  )
})

test('who asked again after unsubscribing is left out until they confirm', () => {
  expect(campaignStanding(standing('pending', 'unsubscribed')).mayBeAudience).toBe(false)
  expect(LEFT_OUT_SUBSCRIPTIONS).toContain('pending')
})

test('a suppression that was lifted counts no more', () => {
  const suppression = {reason: 'manual' as const, liftedAt: '2026-01-01T00:00:00.000Z'}
  expect(campaignStanding({subscriber: null, suppression}).mayBeAudience).toBe(true)
})
