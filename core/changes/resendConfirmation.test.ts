import {expect, test} from 'vitest'
import type {SubscriberRecord} from '../documents/people.ts'
import {resendConfirmation} from './resendConfirmation.ts'

const NOW = '2026-03-20T10:00:00.000Z'
const SUBSCRIBER: SubscriberRecord = {
  _id: 'artameta.subscriber.abcdefghijklmnopqrstuvwxyz',
  _rev: 'r1',
  site: 'artameta',
  email: 'ada@example.com',
  status: 'pending',
  consentHistory: [],
  doubleOptIn: {
    nonce: 'n1',
    requestedAt: '2026-03-01T10:00:00.000Z',
    expiresAt: '2026-03-08T10:00:00.000Z',
    lastSubmissionId: 'artameta.submission.01',
  },
}
const CASE = {site: 'artameta', subscriber: SUBSCRIBER, suppression: null, nonce: 'n1', now: NOW}

test('extends the double opt-in and queues one mail', () => {
  const {outcome, mutations} = resendConfirmation(CASE)
  expect(outcome).toBe('queued')
  expect(mutations).toMatchObject([
    {
      patch: {
        id: SUBSCRIBER._id,
        ifRevisionID: 'r1',
        set: {'doubleOptIn.requestedAt': NOW, 'doubleOptIn.expiresAt': '2026-03-27T10:00:00.000Z'},
      },
    },
    {create: {_type: 'emailMessage', status: 'queued', submissionId: 'artameta.submission.01'}},
  ])
  expect(JSON.stringify(mutations)).not.toContain('example.com')
})

test('does not mail again at once', () => {
  const doubleOptIn = {...SUBSCRIBER.doubleOptIn, requestedAt: '2026-03-20T09:59:00.000Z'}
  const decision = resendConfirmation({...CASE, subscriber: {...SUBSCRIBER, doubleOptIn}})
  expect(decision).toEqual({outcome: 'too-soon', mutations: []})
})

test.each([
  ['no subscriber', {subscriber: null}],
  ['another nonce', {nonce: 'n2'}],
  ['a subscribed person', {subscriber: {...SUBSCRIBER, status: 'subscribed' as const}}],
  ['an unsubscribed person', {subscriber: {...SUBSCRIBER, status: 'unsubscribed' as const}}],
  [
    'a suppressed person',
    {suppression: {_id: 'artameta.suppression.a', reason: 'complained' as const}},
  ],
])('refuses for %s', (_, change) => {
  expect(resendConfirmation({...CASE, ...change})).toEqual({outcome: 'not-pending', mutations: []})
})
