import {expect, test} from 'vitest'
import {PLAIN_AUDIT_ADDRESS} from './auditAddress.ts'
import {conditionsOf, isEventOf} from './auditParams.ts'

const PERSON = 'abcdefghijklmnopqrstuvwxyz'

test('a filter sets only the parameters that it names', () => {
  expect(conditionsOf('network', PLAIN_AUDIT_ADDRESS, 'UTC')).toEqual({
    time: {from: '', to: '~'},
    conditions: {
      prefix: 'network.audit.',
      from: '',
      actorKind: '',
      actorId: '',
      action: '',
      targetType: '',
      targetId: '',
      targetIds: null,
    },
  })
})

test('a lead means the person, and days are those of the time zone, the last one included', () => {
  const filter = {
    ...PLAIN_AUDIT_ADDRESS,
    actor: {id: 'u1'},
    targetId: `artameta.lead.${PERSON}`,
    from: '2026-07-01',
    to: '2026-07-02',
  }
  const {conditions, time} = conditionsOf('artameta', filter, 'Europe/Berlin')
  expect(time).toEqual({from: '2026-06-30T22:00:00.000Z', to: '2026-07-02T22:00:00.000Z'})
  expect(conditions).toMatchObject({
    actorId: 'u1',
    actorKind: '',
    targetIds: ['lead', 'subscriber', 'suppression'].map((kind) => `artameta.${kind}.${PERSON}`),
  })
  const segment = conditionsOf('artameta', {...filter, targetId: 'artameta.segment.x'}, 'UTC')
  expect(segment.conditions).toMatchObject({targetId: 'artameta.segment.x', targetIds: null})
})

test('an event belongs to one chain', () => {
  expect(isEventOf('artameta', 'artameta.audit.000000000001')).toBe(true)
  expect(isEventOf('artameta', 'bluefern.audit.000000000001')).toBe(false)
  expect(isEventOf('artameta', 'artameta.audit.1')).toBe(false)
})
