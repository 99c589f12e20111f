import {describe, expect, test} from 'vitest'
import {ConflictError} from '../testing/memoryDataset.ts'
import {minute, World} from '../testing/world.ts'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {confirmSubscription} from './confirmSubscription.ts'
import {liftSuppression} from './liftSuppression.ts'
import {suppressPerson, withdrawSubscription} from './endSubscription.ts'

const ADMIN = {kind: 'user', id: 'admin-1'} as const

function subscribed(): World {
  const world = new World()
  world.receive()
  world.confirm(2)
  return world
}

function suppress(world: World, at = 3) {
  const decision = suppressPerson({
    site: 'artameta',
    personKey: world.person().personKey,
    subscriber: world.subscriber(),
    lead: world.lead(),
    suppression: world.suppression(),
    reason: ' Threatened\u200b us. ',
    now: minute(at),
    actor: ADMIN,
  })
  world.store.commit(decision.mutations)
  return decision
}

function entries(world: World) {
  return world.store.all('leadActivity').filter((entry) => entry['kind'] === 'consent')
}

describe('an administrator who suppresses a person', () => {
  test('ends the subscription in one transaction with actor and reason', () => {
    const world = subscribed()
    const rev = world.lead()?._rev
    expect(suppress(world).outcome).toBe('ended')
    expect(world.suppression()).toMatchObject({reason: 'manual', since: minute(3)})
    expect(world.subscriber()).toMatchObject({status: 'unsubscribed', unsubscribedAt: minute(3)})
    expect(world.subscriber()?.consentHistory?.at(-1)).toMatchObject({
      event: 'suppressed',
      method: 'admin',
    })
    expect(world.lead()).toMatchObject({subscription: 'suppressed'})
    expect(world.lead()?._rev).not.toBe(rev)
    expect(entries(world).at(-1)).toMatchObject({
      kind: 'consent',
      actor: ADMIN,
      summary: 'Put on the suppression list',
      details: expect.arrayContaining([
        expect.objectContaining({name: 'reason', value: 'Threatened us.'}),
      ]),
    })
    expect(suppress(world, 5)).toEqual({outcome: 'unchanged', mutations: []})
  })

  test('works for a lead that never signed up', () => {
    const world = new World()
    world.receive({form: 'contact', fields: {name: 'Ada', message: 'x'}})
    suppress(world)
    expect(world.lead()).toMatchObject({subscription: 'suppressed'})
    expect(world.subscriber()).toBeNull()
  })

  test('does not weaken a complaint', () => {
    const world = subscribed()
    world.end('complain', 3)
    expect(suppress(world, 4).outcome).toBe('unchanged')
    expect(world.suppression()?.reason).toBe('complained')
  })

  test('is overtaken by a change in between', () => {
    const world = subscribed()
    const before = {
      subscriber: world.subscriber(),
      lead: world.lead(),
      suppression: world.suppression(),
    }
    world.end('complain', 3)
    const late = suppressPerson({
      site: 'artameta',
      personKey: world.person().personKey,
      ...before,
      reason: 'x',
      now: minute(4),
      actor: ADMIN,
    })
    expect(() => world.store.commit(late.mutations)).toThrow(ConflictError)
    expect(world.suppression()?.reason).toBe('complained')
  })
})

test('a person whom an administrator unsubscribed did not use their own link', () => {
  const world = subscribed()
  const decision = withdrawSubscription({
    site: 'artameta',
    personKey: world.person().personKey,
    subscriber: world.subscriber(),
    lead: world.lead(),
    suppression: null,
    method: 'admin',
    reason: 'Asked by telephone.',
    now: minute(3),
    actor: ADMIN,
  })
  world.store.commit(decision.mutations)
  expect(world.subscriber()?.consentHistory?.at(-1)).toMatchObject({
    event: 'withdrawn',
    method: 'admin',
  })
  expect(entries(world).at(-1)).toMatchObject({
    actor: ADMIN,
    details: expect.arrayContaining([
      expect.objectContaining({name: 'reason', value: 'Asked by telephone.'}),
    ]),
  })
  expect(world.lift().outcome).toBe('refused')
})

describe('lifting', () => {
  test('a manual suppression removes it, without subscribing the person', () => {
    const world = subscribed()
    suppress(world, 3)
    expect(world.lift(4).outcome).toBe('lifted')
    expect(world.suppression()).toMatchObject({reason: 'manual', liftedAt: minute(4)})
    expect(world.subscriber()?.status).toBe('unsubscribed')
    expect(world.subscriber()?.consentHistory?.at(-1)).toMatchObject({event: 'lifted'})
    expect(world.lead()).toMatchObject({subscription: 'unsubscribed'})
    expect(entries(world).at(-1)).toMatchObject({summary: 'Taken off the suppression list'})
    expect(world.lift(5)).toEqual({outcome: 'unchanged', mutations: []})
  })

  test('lets the person sign up again, with a confirmation even where the form needs none', () => {
    const world = subscribed()
    suppress(world, 3)
    world.lift(4)
    expect(world.receive({form: 'fast', at: 60}).effects.email).toBeDefined()
    expect(world.subscriber()?.status).toBe('pending')
    expect(world.confirm(61).outcome).toBe('confirmed')
    expect(world.lead()?.subscription).toBe('subscribed')
  })

  test('leaves a lead that never signed up as before', () => {
    const world = new World()
    world.receive({form: 'contact', fields: {name: 'Ada', message: 'x'}})
    suppress(world)
    world.lift()
    expect(world.lead()).toMatchObject({subscription: 'none'})
  })

  test.each(['complain' as const])(
    'what the person objected to (%s) leaves the objection',
    (end) => {
      const world = subscribed()
      world.end(end, 3)
      expect(world.lift(4).outcome).toBe('lifted')
      expect(world.suppression()).toMatchObject({reason: 'unsubscribed', since: minute(3)})
      expect(world.suppression()).not.toHaveProperty('liftedAt')
      expect(world.lead()).toMatchObject({subscription: 'unsubscribed'})
      expect(world.receive({at: 60}).effects.email).toBeDefined()
      expect(world.confirm(61).outcome).toBe('confirmed')
      expect(world.suppression()).toBeNull()
    },
  )

  test('keeps a withdrawal from before', () => {
    const world = subscribed()
    world.end('withdraw', 3)
    suppress(world, 4)
    expect(world.suppression()).toMatchObject({reason: 'manual', withdrawnAt: minute(3)})
    world.lift(5)
    expect(world.suppression()).toMatchObject({reason: 'unsubscribed', since: minute(3)})
    expect(world.suppression()).not.toHaveProperty('withdrawnAt')
  })

  test('keeps a withdrawal that came while another reason stood', () => {
    const world = subscribed()
    world.end('bounce', 3)
    expect(world.end('withdraw', 4).outcome).toBe('ended')
    expect(world.end('withdraw', 5).outcome).toBe('unchanged')
    world.lift(6)
    expect(world.suppression()).toMatchObject({reason: 'unsubscribed', since: minute(4)})
  })

  test('ends with the next unsubscription, bounce or complaint', () => {
    const world = subscribed()
    suppress(world, 3)
    world.lift(4)
    world.end('withdraw', 5)
    expect(world.suppression()).toMatchObject({reason: 'unsubscribed', since: minute(5)})
    expect(world.suppression()).not.toHaveProperty('liftedAt')
  })

  test('is overtaken by a complaint in between', () => {
    const world = subscribed()
    suppress(world, 3)
    const before = {
      subscriber: world.subscriber(),
      lead: world.lead(),
      suppression: world.suppression(),
    }
    world.end('complain', 4)
    const late = liftSuppression({
      site: 'artameta',
      personKey: world.person().personKey,
      ...before,
      reason: 'x',
      now: minute(5),
      actor: ADMIN,
    })
    expect(() => world.store.commit(late.mutations)).toThrow(ConflictError)
  })

  test('refuses documents of another site', () => {
    const world = subscribed()
    const input = {
      site: 'bluefern',
      personKey: world.person().personKey,
      subscriber: world.subscriber(),
      lead: null,
      suppression: null,
      reason: 'x',
      now: minute(5),
      actor: ADMIN,
    }
    expect(() => liftSuppression(input)).toThrow(ForeignDocumentError)
    expect(() => suppressPerson(input)).toThrow(ForeignDocumentError)
  })
})

test('a confirmation does not delete a complaint that came in between', () => {
  const world = subscribed()
  world.end('withdraw', 3)
  world.receive({at: 60})
  const {mutations} = confirmSubscription({
    site: 'artameta',
    subscriber: world.subscriber(),
    lead: null,
    suppression: world.suppression(),
    nonce: world.subscriber()?.doubleOptIn?.nonce ?? '',
    now: minute(61),
    actor: {kind: 'visitor'},
  })
  const {suppressionId} = world.person()
  world.store.commit([{patch: {id: suppressionId, set: {reason: 'complained'}}}])
  expect(() => world.store.commit(mutations)).toThrow(ConflictError)
  expect(world.suppression()?.reason).toBe('complained')
})
