import {expect, test} from 'vitest'
import {addressSubscription} from './addressSubscription.ts'

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
