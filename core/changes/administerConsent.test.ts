import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {consentActions, leadSubscription} from '../consent/subscriptionState.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {minute, World} from '../testing/world.ts'
import {administerConsent} from './administerConsent.ts'

const ACTIONS = ['unsubscribe', 'suppress', 'lift'] as const

function decide(
  world: World,
  action: (typeof ACTIONS)[number],
  at = 9,
  reason = 'Asked for it by telephone.',
) {
  const lead = world.lead()
  if (!lead) throw new Error('There is no lead.')
  return administerConsent({
    site: 'artameta',
    action,
    lead,
    subscriber: world.subscriber(),
    suppression: world.suppression(),
    reason,
    now: minute(at),
    actor: {kind: 'user', id: 'admin-1'},
  })
}

const signedUp = () => {
  const world = new World()
  world.receive()
  return world
}

test.each(ACTIONS)('%s needs a reason of limited length', (action) => {
  for (const reason of ['', ' \n\u200b ', 'x'.repeat(1001)]) {
    expect(decide(signedUp(), action, 9, reason)).toMatchObject({
      ok: false,
      problems: [{field: 'reason'}],
    })
  }
})

test('lifting what the person did themselves is refused with the reason', () => {
  const world = signedUp()
  world.end('withdraw', 3)
  expect(decide(world, 'lift')).toMatchObject({ok: false, problems: [{field: 'action'}]})
})

test('a lead of another site is refused', () => {
  const input = {
    site: 'artameta',
    action: 'suppress' as const,
    subscriber: null,
    suppression: null,
    reason: 'x',
    now: minute(1),
    actor: {kind: 'user' as const},
  }
  for (const _id of ['bluefern.lead.x', 'artameta.list.x', 'artameta.lead.x.y']) {
    expect(() => administerConsent({...input, lead: {_id}})).toThrow(ForeignDocumentError)
  }
})

test('only actions that change something are offered', () => {
  const step = fc.constantFrom('sign up', 'confirm', 'withdraw', 'bounce', 'complain', ...ACTIONS)
  fc.assert(
    fc.property(fc.array(step, {maxLength: 10}), (steps) => {
      const world = new World()
      world.receive({form: 'contact', fields: {name: 'Ada', message: 'x'}})
      for (const [index, what] of steps.entries()) {
        const at = (index + 1) * 60
        if (what === 'sign up') world.receive({at})
        else if (what === 'confirm') world.confirm(at)
        else if (what === 'unsubscribe' || what === 'suppress' || what === 'lift') {
          const decision = decide(world, what, at)
          world.store.commit(decision.ok ? decision.mutations : [])
        } else world.end(what, at)

        const standing = {subscriber: world.subscriber(), suppression: world.suppression()}
        const offered = consentActions(standing)
        const changing = ACTIONS.filter((action) => {
          const decision = decide(world, action, at + 1)
          // Under a stronger reason a withdrawal is still noted, which is not worth offering.
          const isWorth = action !== 'unsubscribe' || offered.includes(action)
          return isWorth && decision.ok && decision.mutations.length > 0
        })
        expect(changing).toEqual(offered)
        const shown = leadSubscription(
          standing.subscriber?.status ?? null,
          suppressionReason(standing.suppression),
        )
        expect(world.lead()?.subscription).toBe(shown)
      }
    }),
    {numRuns: 150},
  )
})
