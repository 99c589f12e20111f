import {expect, test} from 'vitest'
import type {SubscriberRecord} from '../documents/people.ts'
import {expireConfirmation} from './expireConfirmation.ts'

const NOW = '2026-03-31T10:00:00.000Z'
const SUBSCRIBER: SubscriberRecord = {
  _id: 'artameta.subscriber.abcdefghijklmnopqrstuvwxyz',
  _rev: 'r1',
  site: 'artameta',
  status: 'pending',
  doubleOptIn: {nonce: 'n1', requestedAt: '2026-03-01T10:00:00.000Z'},
}
const CASE = {
  site: 'artameta',
  subscriber: SUBSCRIBER,
  lead: null,
  suppression: null,
  keySecret: 'a secret for tests',
  now: NOW,
  actor: {kind: 'function' as const, id: 'sweep'},
}

test('closes a sign-up that was not confirmed in thirty days', () => {
  const {mutations} = expireConfirmation(CASE)
  expect(mutations).toMatchObject([
    {patch: {ifRevisionID: 'r1', set: {status: 'unsubscribed'}, unset: ['doubleOptIn.nonce']}},
    {createIfNotExists: {_type: 'leadActivity', kind: 'consent', at: NOW}},
  ])
  expect(JSON.stringify(mutations)).not.toContain('consentHistory')
})

test('is decided the same way twice, so that the timeline has one entry', () => {
  const later = expireConfirmation({...CASE, now: '2026-04-01T10:00:00.000Z'}).mutations.at(-1)
  const first = expireConfirmation(CASE).mutations.at(-1)
  const id = (mutation: typeof first) =>
    mutation && 'createIfNotExists' in mutation ? mutation.createIfNotExists._id : undefined
  expect(id(later)).toBe(id(first))
  expect(id(first)).toBeDefined()
})

test.each([
  ['nobody', {subscriber: null}],
  ['somebody who confirmed', {subscriber: {...SUBSCRIBER, status: 'subscribed' as const}}],
  ['a sign-up that is not old enough', {now: '2026-03-31T09:59:59.000Z'}],
])('does not change %s', (_, change) => {
  expect(expireConfirmation({...CASE, ...change})).toEqual({mutations: []})
})
