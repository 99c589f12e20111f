import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import type {SubscriberRecord} from '../documents/people.ts'
import {confirmationDue, confirmationWait, startDoubleOptIn} from './doubleOptIn.ts'

const NOW = '2026-07-01T10:00:00.000Z'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const after = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString()

function asked(before: SubscriberRecord | null, at: string): SubscriberRecord {
  const doubleOptIn = startDoubleOptIn('secret', before, 'artameta.submission.01', at)
  return {_id: 'artameta.subscriber.x', status: 'pending', doubleOptIn}
}

test('follows from its submission and lasts seven days', () => {
  const state = startDoubleOptIn('secret', null, 'artameta.submission.01', NOW)
  expect(state).toEqual(startDoubleOptIn('secret', null, 'artameta.submission.01', NOW))
  const other = startDoubleOptIn('secret', null, 'artameta.submission.02', NOW)
  expect(state.nonce).not.toBe(other.nonce)
  expect(state.expiresAt).toBe('2026-07-08T10:00:00.000Z')
})

test('is not sent again before ten minutes have passed', () => {
  const subscriber = asked(null, NOW)
  expect(confirmationDue(subscriber, after(9.9 * MINUTE))).toBe(false)
  expect(confirmationDue(subscriber, after(10 * MINUTE))).toBe(true)
  expect(confirmationDue(null, NOW)).toBe(true)
})

test('is sent at once, and only once, to a person who unsubscribed after the first mail and signs up again', () => {
  const gone = {...asked(null, NOW), status: 'unsubscribed' as const}
  expect(confirmationDue(gone, after(1))).toBe(true)
  const again = {...asked(gone, after(1)), status: 'unsubscribed' as const}
  expect(confirmationDue(again, after(DAY))).toBe(false)
  expect(confirmationDue(again, after(DAY + 1))).toBe(true)
})

test('starts again for people who had confirmed', () => {
  const second = asked(asked(null, NOW), after(DAY))
  const doubleOptIn = {...second.doubleOptIn, confirmedAt: after(DAY)}
  expect(confirmationWait({...second, status: 'unsubscribed', doubleOptIn})).toBe(0)
  const next = asked({...second, doubleOptIn}, after(2 * DAY))
  expect(next.doubleOptIn?.unanswered).toBe(1)
})

test('a subscriber of before the count has had one mail', () => {
  const {doubleOptIn, ...subscriber} = asked(null, NOW)
  const {unanswered: _, ...older} = doubleOptIn ?? {}
  expect(confirmationWait({...subscriber, doubleOptIn: older})).toBe(10 * MINUTE)
})

/** Moments at which a person gets mail, of those at which somebody types their address. */
function mailed(
  requests: readonly number[],
  unsubscribes: (mails: number) => boolean,
): readonly number[] {
  const mails: number[] = []
  let subscriber: SubscriberRecord | null = null
  for (const at of requests) {
    if (!confirmationDue(subscriber, after(at))) continue
    mails.push(at)
    subscriber = asked(subscriber, after(at))
    if (unsubscribes(mails.length)) subscriber = {...subscriber, status: 'unsubscribed'}
  }
  return mails
}

test('repeated requests cannot fill a mailbox', () => {
  const waits = fc.array(fc.integer({min: 0, max: 2 * DAY}), {minLength: 1, maxLength: 120})
  fc.assert(
    fc.property(waits, fc.infiniteStream(fc.boolean()), (gaps, gone) => {
      let at = 0
      const requests = gaps.map((gap) => (at += gap))
      const mails = mailed(requests, () => gone.next().value)
      const within = (from: number, ms: number) =>
        mails.filter((each) => each >= from && each < from + ms).length
      for (const from of mails) {
        expect(within(from, DAY)).toBeLessThanOrEqual(2)
        expect(within(from, 7 * DAY)).toBeLessThanOrEqual(3)
        expect(within(from, 30 * DAY)).toBeLessThanOrEqual(4)
      }
      for (const from of mails.slice(3)) expect(within(from, 30 * DAY)).toBe(1)
    }),
  )
})

test('hourly requests for a year send at most fifteen mails', () => {
  const everyHour = Array.from({length: 365 * 24}, (_, hour) => hour * 60 * MINUTE)
  expect(mailed(everyHour, () => false).length).toBeLessThanOrEqual(15)
  expect(mailed(everyHour, () => true).length).toBeLessThanOrEqual(15)
})
