import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {ConflictError} from '../testing/memoryDataset.ts'
import {minute, World} from '../testing/world.ts'
import {mirrorSubscription} from './mirrorSubscription.ts'

const ACTOR = {kind: 'function', id: 'mirror-subscription'} as const

function mirror(world: World, at = 9) {
  const {mutations} = mirrorSubscription({
    site: 'artameta',
    personKey: world.person().personKey,
    lead: world.lead(),
    subscriber: world.subscriber(),
    suppression: world.suppression(),
    now: minute(at),
    actor: ACTOR,
  })
  return mutations
}

function say(world: World, subscription: unknown): void {
  world.store.commit([{patch: {id: world.person().leadId, set: {subscription}}}])
}

function left(): World {
  const world = new World()
  world.receive()
  world.confirm(2)
  world.end('withdraw', 3)
  return world
}

describe('the copy of a subscription on a lead', () => {
  test('is corrected, and the timeline shows the former value', () => {
    const world = left()
    const {lastActivityAt} = world.lead() ?? {}
    say(world, 'subscribed')
    world.store.commit(mirror(world))
    expect(world.lead()).toMatchObject({subscription: 'unsubscribed', lastActivityAt})
    expect(world.store.all('leadActivity')).toContainEqual(
      expect.objectContaining({
        kind: 'field',
        actor: ACTOR,
        leadId: world.person().leadId,
        details: [
          expect.objectContaining({name: 'subscription.from', value: 'subscribed'}),
          expect.objectContaining({name: 'subscription.to', value: 'unsubscribed'}),
        ],
      }),
    )
    expect(mirror(world, 10)).toEqual([])
  })

  test('that is not a state is not repeated in the timeline', () => {
    const world = left()
    say(world, 'ada@example.com')
    const mutations = mirror(world)
    expect(mutations).toHaveLength(2)
    expect(JSON.stringify(mutations)).not.toContain('ada@')
  })

  test.each([undefined, null, '', 7, {}, ['subscribed'], 'constructor'])(
    'that is %j is corrected',
    (value) => {
      const world = left()
      say(world, value)
      world.store.commit(mirror(world))
      expect(world.lead()?.subscription).toBe('unsubscribed')
    },
  )

  test('is not changed when the lead is written meanwhile', () => {
    const world = left()
    say(world, 'subscribed')
    const late = mirror(world)
    say(world, 'pending')
    expect(() => world.store.commit(late)).toThrow(ConflictError)
  })

  test('of a person without documents is empty', () => {
    expect(mirror(new World())).toEqual([])
  })

  test('refuses documents of another site', () => {
    const world = left()
    const input = {site: 'bluefern', personKey: 'x', subscriber: null, suppression: null}
    const lead = world.lead()
    expect(() => mirrorSubscription({...input, lead, now: minute(1), actor: ACTOR})).toThrow(
      ForeignDocumentError,
    )
  })
})

test('what decisions write never needs a correction', () => {
  const step = fc.constantFrom('sign up', 'confirm', 'withdraw', 'complain', 'suppress', 'lift')
  fc.assert(
    fc.property(fc.array(step, {maxLength: 12}), (steps) => {
      const world = new World()
      for (const [index, what] of steps.entries()) {
        const at = index * 60
        if (what === 'sign up') world.receive({at, form: 'contact', consent: true})
        else if (what === 'confirm') world.confirm(at)
        else if (what === 'lift') world.lift(at)
        else if (what === 'withdraw') world.end('withdraw', at)
        else if (what === 'complain') world.end('complain', at)
        else world.end('suppress', at)
        expect(mirror(world, at + 1)).toEqual([])
      }
    }),
    {numRuns: 60},
  )
})
