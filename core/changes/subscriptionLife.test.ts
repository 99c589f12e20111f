import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {leadSubscription} from '../consent/subscriptionState.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import {ConflictError} from '../testing/memoryDataset.ts'
import {minute, World, type Sent} from '../testing/world.ts'
import {confirmSubscription} from './confirmSubscription.ts'
import {type SubscriptionEnd, withdrawSubscription} from './endSubscription.ts'

const visitor = {kind: 'visitor'} as const

describe('confirming', () => {
  test('subscribes, with proof', () => {
    const world = new World()
    world.receive()
    expect(world.confirm(7).outcome).toBe('confirmed')
    expect(world.subscriber()).toMatchObject({
      status: 'subscribed',
      subscribedAt: minute(7),
      doubleOptIn: {confirmedAt: minute(7)},
    })
    expect(world.subscriber()?.consentHistory?.at(-1)).toMatchObject({
      event: 'confirmed',
      at: minute(7),
      method: 'double-opt-in',
      textId: 'newsletter',
      textVersion: 2,
    })
    expect(world.lead()).toMatchObject({subscription: 'subscribed', lastActivityAt: minute(7)})
  })

  test('twice changes nothing', () => {
    const world = new World()
    world.receive()
    world.confirm(7)
    const after = world.store.snapshot()
    expect(world.confirm(8)).toEqual({outcome: 'already-confirmed', mutations: []})
    expect(world.store.snapshot()).toEqual(after)
  })

  test('works when the lead was deleted', () => {
    const world = new World()
    world.receive()
    world.store.commit([{delete: {id: world.person().leadId}}])
    expect(world.confirm().outcome).toBe('confirmed')
    expect(world.lead()).toBeNull()
  })

  test('is refused for a link that is old, replaced, withdrawn or unknown', () => {
    const world = new World()
    world.receive()
    expect(world.confirm(7 * 24 * 60).outcome).toBe('expired')
    expect(world.confirm(2, {nonce: 'another'}).outcome).toBe('superseded')
    expect(world.confirm(2, {nonce: ''}).outcome).toBe('superseded')
    expect(world.confirm(2, {email: 'nobody@example.com'}).outcome).toBe('unknown')
    world.end('withdraw')
    expect(world.confirm(4).outcome).toBe('superseded')
    expect(world.subscriber()?.status).toBe('unsubscribed')
  })

  test('is refused for people who may not be mailed', () => {
    const world = new World()
    world.receive()
    const {suppressionId} = world.person()
    world.store.seed({_id: suppressionId, _type: 'suppression', reason: 'complained'})
    expect(world.confirm().outcome).toBe('suppressed')
    expect(world.suppression()?.reason).toBe('complained')
  })

  test('of two at once, one succeeds', () => {
    const world = new World()
    world.receive()
    const input = {
      site: 'artameta',
      subscriber: world.subscriber(),
      lead: world.lead(),
      suppression: null,
      nonce: world.subscriber()?.doubleOptIn?.nonce ?? '',
      actor: visitor,
    }
    world.store.commit(confirmSubscription({...input, now: minute(5)}).mutations)
    const late = confirmSubscription({...input, now: minute(6)})
    expect(() => world.store.commit(late.mutations)).toThrow(ConflictError)
    expect(world.subscriber()?.consentHistory).toHaveLength(2)
  })
})

describe('withdrawing', () => {
  test('unsubscribes, suppresses and records it, once', () => {
    const world = new World()
    world.receive()
    world.confirm()
    expect(world.end('withdraw', 5).outcome).toBe('ended')
    expect(world.subscriber()).toMatchObject({status: 'unsubscribed', unsubscribedAt: minute(5)})
    expect(world.subscriber()?.consentHistory?.at(-1)).toMatchObject({
      event: 'withdrawn',
      method: 'link',
    })
    expect(world.suppression()).toMatchObject({reason: 'unsubscribed', since: minute(5)})
    expect(world.lead()?.subscription).toBe('unsubscribed')
    const after = world.store.snapshot()
    expect(world.end('withdraw', 6)).toEqual({outcome: 'unchanged', mutations: []})
    expect(world.store.snapshot()).toEqual(after)
  })

  test('needs no subscription', () => {
    const world = new World()
    const decision = withdrawSubscription({
      site: 'artameta',
      personKey: world.person().personKey,
      subscriber: null,
      lead: null,
      suppression: null,
      method: 'one-click',
      now: minute(1),
      actor: visitor,
    })
    world.store.commit(decision.mutations)
    expect(world.suppression()).toMatchObject({reason: 'unsubscribed'})
    expect(Object.keys(world.suppression() ?? {}).toSorted()).toEqual([
      '_id',
      '_rev',
      '_type',
      'reason',
      'since',
      'site',
    ])
  })

  test('after a new sign-up does not change the suppression', () => {
    const world = new World()
    world.receive()
    world.end('withdraw', 1)
    const suppression = world.suppression()
    world.receive({at: 60})
    expect(world.subscriber()?.status).toBe('pending')
    expect(world.end('withdraw', 62).outcome).toBe('ended')
    expect(world.subscriber()?.status).toBe('unsubscribed')
    expect(world.suppression()).toEqual(suppression)
  })

  test('of a pending person stops the confirmation', () => {
    const world = new World()
    world.receive()
    world.end('withdraw', 1)
    expect(world.confirm(2).outcome).toBe('superseded')
  })
})

test('keeps the worse reason: a complaint outweighs a bounce, and a withdrawal changes neither', () => {
  const world = new World()
  world.receive()
  world.confirm()
  world.end('bounce', 3)
  expect(world.subscriber()?.status).toBe('bounced')
  world.end('complain', 4)
  expect(world.end('withdraw', 5).outcome).toBe('unchanged')
  expect(world.subscriber()?.status).toBe('complained')
  expect(world.suppression()).toMatchObject({reason: 'complained', since: minute(3)})
  expect(world.end('bounce', 6).outcome).toBe('unchanged')
  expect(world.lead()?.subscription).toBe('complained')
})

type Step =
  | {type: 'send'; form: NonNullable<Sent['form']>; consent: boolean}
  | {type: 'confirm'}
  | {type: 'end'; end: SubscriptionEnd}
  | {type: 'lift'}
  | {type: 'again'}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constant('send' as const),
    form: fc.constantFrom('footer' as const, 'contact' as const, 'fast' as const),
    consent: fc.boolean(),
  }),
  fc.constant({type: 'confirm' as const}),
  fc.record({
    type: fc.constant('end' as const),
    end: fc.constantFrom(
      'withdraw' as const,
      'bounce' as const,
      'complain' as const,
      'suppress' as const,
    ),
  }),
  fc.constant({type: 'lift' as const}),
  fc.constant({type: 'again' as const}),
)
const life = fc.array(fc.record({step, wait: fc.integer({min: 1, max: 3000})}), {maxLength: 15})

/** Everything that the documents must agree on, whatever has happened. */
function disagreements(world: World, ended: boolean): string[] {
  const subscriber = world.subscriber()
  const suppression = world.suppression()
  const lead = world.lead()
  const status = subscriber?.status ?? null
  const events = (subscriber?.consentHistory ?? []).map((entry) => entry.event)
  const keys = (subscriber?.consentHistory ?? []).map((entry) => entry._key)
  const rules: [boolean, string][] = [
    [status === 'subscribed' && suppressionReason(suppression) !== null, 'subscribed on the list'],
    [ended && suppressionReason(suppression) === null, 'left the list unconfirmed'],
    [lead?.subscription === 'subscribed' && status !== 'subscribed', 'lead says subscribed'],
    [status === 'subscribed' && lead !== null && lead.subscription !== status, 'lead lags behind'],
    [new Set(keys).size !== keys.length, 'history has a key twice'],
    [subscriber !== null && events[0] !== 'requested', 'history does not begin with a request'],
    [
      lead !== null &&
        lead.subscription !== leadSubscription(status, suppressionReason(suppression)),
      'lead shows something else',
    ],
  ]
  return rules.flatMap(([broken, what]) => (broken ? [what] : []))
}

test('after any events, the documents agree, nothing happens twice, and the history only grows', () => {
  fc.assert(
    fc.property(life, (steps) => {
      const world = new World()
      const sent: string[] = []
      let at = 0
      let history: unknown[] = []
      let ended = false
      let raised = false
      for (const {step, wait} of steps) {
        at += wait
        if (step.type === 'send') {
          sent.push(world.send({form: step.form, consent: step.consent, at}))
          world.process(sent.at(-1) ?? '', at + 1)
        } else if (step.type === 'confirm') {
          if (world.confirm(at).outcome === 'confirmed') ended = false
        } else if (step.type === 'end') {
          world.end(step.end, at)
          ended = true
        } else if (step.type === 'lift') {
          const {outcome} = world.lift(at)
          if (outcome === 'lifted' && suppressionReason(world.suppression()) === null) ended = false
          raised = outcome === 'lifted' && world.subscriber()?.status === 'subscribed'
        }
        expect(raised).toBe(false)
        const before = world.store.snapshot()
        for (const id of sent) world.process(id, at + 2)
        expect(world.store.snapshot()).toEqual(before)
        expect(disagreements(world, ended)).toEqual([])
        const now = [...(world.subscriber()?.consentHistory ?? [])]
        expect(now.slice(0, history.length)).toEqual(history)
        history = now
      }
      const mails = world.emails().map((email) => email.submissionId)
      expect(new Set(mails).size).toBe(mails.length)
    }),
    {numRuns: 80},
  )
})

test('several runs at once over the same forms end as one run after the other would', () => {
  const forms = fc.array(fc.constantFrom('footer' as const, 'contact' as const), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(forms, fc.array(fc.nat(5), {maxLength: 12}), (sent, order) => {
      const world = new World()
      const ids = sent.map((form, index) =>
        world.send({form, at: index, fields: {name: `Ada ${index}`, message: 'x'}}),
      )
      const early = ids.map((id) => world.decide(id, 20))
      let conflicts = 0
      for (const pick of [...order, ...ids.keys()]) {
        const decision = early[pick % ids.length]
        try {
          world.store.commit(decision?.mutations ?? [])
        } catch (error) {
          if (!(error instanceof ConflictError)) throw error
          conflicts += 1
        }
      }
      for (const id of ids) world.process(id, 30)
      expect(conflicts).toBe(order.length + ids.length - 1)
      expect(world.store.all('lead')).toHaveLength(1)
      const came = world.store.all('leadActivity').filter((entry) => entry['kind'] === 'submission')
      expect(came).toHaveLength(ids.length)
      expect(world.emails().length).toBe(sent.includes('footer') ? 1 : 0)
      expect(ids.map((id) => world.submission(id).outcome)).toEqual(ids.map(() => 'processed'))
    }),
    {numRuns: 60},
  )
})
