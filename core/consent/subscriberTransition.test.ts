import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {SubscriberStatus, SuppressionReason} from '../documents/people.ts'
import {leadSubscription} from './subscriptionState.ts'
import {
  subscriberTransition,
  type SubscriberEvent,
  type SubscriberState,
} from './subscriberTransition.ts'

const STATUSES: SubscriberStatus[] = [
  'pending',
  'subscribed',
  'unsubscribed',
  'bounced',
  'complained',
]
const REASONS: SuppressionReason[] = ['unsubscribed', 'bounced', 'complained', 'erased', 'manual']

const state = fc.record({
  status: fc.constantFrom(null, ...STATUSES),
  suppression: fc.constantFrom(null, ...REASONS),
  lapsed: fc.boolean(),
})
const harmless: fc.Arbitrary<SubscriberEvent> = fc.oneof(
  fc.record({type: fc.constant('request' as const), doubleOptIn: fc.boolean()}),
  fc.constant({type: 'withdraw' as const}),
  fc.constant({type: 'bounce' as const}),
  fc.constant({type: 'complain' as const}),
  fc.constant({type: 'suppress' as const}),
  fc.record({
    type: fc.constant('import' as const),
    as: fc.constantFrom(...STATUSES),
    attested: fc.boolean(),
  }),
)
const anyEvent = fc.oneof(harmless, fc.constant({type: 'confirm' as const}))

const from = (
  status: SubscriberState['status'],
  suppression: SubscriberState['suppression'] = null,
  lapsed = false,
) => ({status, suppression, lapsed})
const request = {type: 'request', doubleOptIn: true} as const
const single = {type: 'request', doubleOptIn: false} as const

describe('a request', () => {
  test('makes a new person pending, or subscribed where the form needs no confirmation', () => {
    expect(subscriberTransition(from(null), request)).toEqual({
      status: 'pending',
      suppression: null,
      needsConfirmation: true,
    })
    expect(subscriberTransition(from(null), single).status).toBe('subscribed')
  })

  test('of a subscriber changes nothing', () => {
    expect(subscriberTransition(from('subscribed'), request)).toEqual({
      status: 'subscribed',
      suppression: null,
      needsConfirmation: false,
    })
  })

  test.each([
    from('unsubscribed'),
    from('unsubscribed', 'unsubscribed'),
    from(null, 'unsubscribed'),
    from('bounced'),
    from('complained'),
    from('pending'),
    from('pending', null, true),
    from('pending', 'unsubscribed'),
  ])('of a known person needs a confirmation even where the form needs none: %j', (was) => {
    const next = subscriberTransition(was, single)
    expect(next).toMatchObject({status: 'pending', needsConfirmation: true})
    expect(next.suppression).toBe(was.suppression)
  })

  test.each(['bounced', 'complained', 'erased', 'manual'] as const)(
    'of a person suppressed as %s is refused',
    (reason) => {
      for (const status of [null, ...STATUSES]) {
        const next = subscriberTransition(from(status, reason), request)
        expect(next).toEqual({
          status,
          suppression: reason,
          needsConfirmation: false,
          refused: 'suppressed',
        })
      }
    },
  )
})

describe('a confirmation', () => {
  test('subscribes a person who had unsubscribed, and removes their suppression', () => {
    expect(subscriberTransition(from('pending', 'unsubscribed', true), {type: 'confirm'})).toEqual({
      status: 'subscribed',
      suppression: null,
      needsConfirmation: false,
    })
  })

  test('by an old link does not undo a withdrawal', () => {
    const next = subscriberTransition(from('unsubscribed', 'unsubscribed'), {type: 'confirm'})
    expect(next).toMatchObject({status: 'unsubscribed', refused: 'not-pending'})
  })
})

describe('an import', () => {
  test('never raises an existing state', () => {
    const event = {type: 'import', as: 'subscribed', attested: true} as const
    for (const status of STATUSES) {
      expect(subscriberTransition(from(status), event).status).toBe(status)
    }
  })

  test('subscribes a new person only with a stated consent', () => {
    const as = {type: 'import', as: 'subscribed'} as const
    expect(subscriberTransition(from(null), {...as, attested: true}).status).toBe('subscribed')
    expect(subscriberTransition(from(null), {...as, attested: false}).status).toBe('pending')
  })

  test('records the reason of people who had left, and leaves out erased people', () => {
    const gone = {type: 'import', as: 'complained', attested: true} as const
    expect(subscriberTransition(from(null), gone)).toMatchObject({suppression: 'complained'})
    const back = {type: 'import', as: 'subscribed', attested: true} as const
    expect(subscriberTransition(from(null, 'erased'), back)).toMatchObject({
      status: null,
      refused: 'suppressed',
    })
    expect(subscriberTransition(from(null, 'unsubscribed'), back).status).toBe('unsubscribed')
  })
})

describe('whatever happens', () => {
  test('people who left, are suppressed or pending are subscribed only by confirming', () => {
    fc.assert(
      fc.property(state, harmless, (was, event) => {
        fc.pre(was.status !== 'subscribed')
        fc.pre(was.status !== null || was.suppression !== null)
        expect(subscriberTransition(was, event).status).not.toBe('subscribed')
      }),
      {numRuns: 1000},
    )
  })

  test('only a confirmation shortens the suppression list, and only by an unsubscription', () => {
    fc.assert(
      fc.property(state, harmless, (was, event) => {
        fc.pre(was.suppression !== null)
        expect(subscriberTransition(was, event).suppression).not.toBeNull()
      }),
    )
    fc.assert(
      fc.property(state, (was) => {
        const next = subscriberTransition(was, {type: 'confirm'})
        const lifted = next.suppression === was.suppression ? 'unsubscribed' : was.suppression
        expect(lifted).toBe('unsubscribed')
      }),
    )
  })

  test('in any history, people who left are subscribed again only by confirming', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, {maxLength: 20}), (events) => {
        const cameBackBy = new Set<string>()
        let now: SubscriberState = {status: null, suppression: null, lapsed: false}
        for (const event of events) {
          const {status, suppression} = subscriberTransition(now, event)
          const raised = status === 'subscribed' && now.status !== 'subscribed'
          if (raised && now.lapsed) cameBackBy.add(event.type)
          const ended = suppression !== null && status !== 'subscribed'
          now = {status, suppression, lapsed: !raised && (now.lapsed === true || ended)}
        }
        expect(['', 'confirm']).toContain([...cameBackBy].join(' '))
      }),
      {numRuns: 1000},
    )
  })

  test('the same event again changes nothing', () => {
    fc.assert(
      fc.property(state, anyEvent, (was, event) => {
        const once = subscriberTransition(was, event)
        const twice = subscriberTransition({...was, ...once}, event)
        expect(twice.status).toBe(once.status)
        expect(twice.suppression).toBe(once.suppression)
      }),
    )
  })
})

test('a lead shows the subscription, unless the suppression list says less', () => {
  expect(leadSubscription(null, null)).toBe('none')
  expect(leadSubscription('subscribed', null)).toBe('subscribed')
  expect(leadSubscription('unsubscribed', 'unsubscribed')).toBe('unsubscribed')
  expect(leadSubscription('pending', 'unsubscribed')).toBe('pending')
  expect(leadSubscription('pending', 'manual')).toBe('suppressed')
  expect(leadSubscription('subscribed', 'manual')).toBe('suppressed')
  expect(leadSubscription(null, 'erased')).toBe('suppressed')
  expect(leadSubscription('unsubscribed', 'manual')).toBe('suppressed')
  expect(leadSubscription('bounced', 'bounced')).toBe('bounced')
  expect(leadSubscription('unsubscribed', null)).toBe('unsubscribed')
})
