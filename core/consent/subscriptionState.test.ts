import {expect, test} from 'vitest'
import {addressSubscription, campaignProblem, LEFT_OUT_SUBSCRIPTIONS} from './subscriptionState.ts'
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

test('applies every suppression that was not lifted', () => {
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

test('of a person without documents is “none”', () => {
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
  expect(campaignProblem(standing('subscribed', null))).toBeNull()
  expect(campaignProblem(standing(null, null))).toBeNull()
})

test.each(['pending', 'unsubscribed', 'bounced', 'complained'] as const)(
  'who is %s is left out, with the reason',
  (status) => {
    expect(campaignProblem(standing(status, null))).toEqual({code: `mail.${status}`})
  },
)

test('excludes people on the suppression list, whatever their subscription', () => {
  const any = fc.tuple(fc.constantFrom(null, ...STATUSES), fc.constantFrom(...REASONS))
  fc.assert(
    fc.property(any, ([status, reason]) => {
      expect(campaignProblem(standing(status, reason))).not.toBeNull()
    }),
  )
})

test('who asked again after unsubscribing is left out until they confirm', () => {
  expect(campaignProblem(standing('pending', 'unsubscribed'))).not.toBeNull()
  expect(LEFT_OUT_SUBSCRIPTIONS).toContain('pending')
})

test('a lifted suppression no longer counts', () => {
  const suppression = {reason: 'manual' as const, liftedAt: '2026-01-01T00:00:00.000Z'}
  expect(campaignProblem({subscriber: null, suppression})).toBeNull()
})
