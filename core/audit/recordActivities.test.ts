import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {activity} from '../changes/activity.ts'
import {ForeignDocumentError} from '../tenancy/assertSameSite.ts'
import type {ActivityRecord} from './auditOfActivity.ts'
import {verifyChain} from './hashChain.ts'
import {recordActivities, type ChainTail} from './recordActivities.ts'

const NOW = '2026-07-02T12:00:00.000Z'
const PERSON = 'abcdefghijklmnopqrstuvwxyz'

function entry(number: number, auditSeq?: number): ActivityRecord {
  const ulid = `01ARZ3NDEKTSV4RRFFQ69${String(number).padStart(5, '0')}`
  return {
    ...activity({
      site: 'artameta',
      personKey: PERSON,
      leadId: `artameta.lead.${PERSON}`,
      ulid,
      kind: 'note',
      at: NOW,
      actor: {kind: 'user', id: 'artameta-editor'},
      summary: 'Added a note',
      details: {text: `Note ${number}`},
    }),
    _rev: `rev-${number}`,
    ...(auditSeq === undefined ? {} : {auditSeq}),
  }
}

function record(activities: readonly ActivityRecord[], tail: ChainTail | null = null) {
  return recordActivities({site: 'artameta', activities, tail, now: NOW, secret: 's'})
}

test('an event and the activity’s number go together, guarded by the revision that was read', () => {
  const {mutations, tail} = record([entry(1)], {seq: 4, hash: 'h'})
  const hash = expect.stringMatching(/^[0-9a-f]{64}$/)
  expect(mutations).toMatchObject([
    {create: {_id: 'artameta.audit.000000000005', seq: 5, previousHash: 'h', hash}},
    {patch: {id: entry(1)._id, ifRevisionID: 'rev-1', set: {auditSeq: 5}}},
  ])
  expect(tail).toEqual({seq: 5, hash})
})

test('what has a number has its event, or is older than the trail: nothing to do', () => {
  const tail = {seq: 7, hash: 'h'}
  expect(record([entry(1, 3), entry(2, 0)], tail)).toEqual({mutations: [], tail})
  expect(record([])).toEqual({mutations: [], tail: null})
})

test('a chain has activities of its own site only', () => {
  const foreign = {...entry(1), _id: `bluefern.activity.${PERSON}.01ARZ3NDEKTSV4RRFFQ69G5FAV`}
  expect(() => record([foreign])).toThrow(ForeignDocumentError)
})

test('any batches in any order make one chain without gaps, each activity once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat({max: 30}), {maxLength: 6}), {maxLength: 8}),
      (batches) => {
        const events: object[] = []
        const numbers = new Map<number, number>()
        let tail: ChainTail | null = null
        for (const batch of batches.map((numbered) => [...new Set(numbered)])) {
          const decision = record(
            batch.map((number) => entry(number, numbers.get(number))),
            tail,
          )
          const before = events.length
          for (const mutation of decision.mutations) {
            if ('create' in mutation) events.push(mutation.create)
          }
          const fresh = batch.filter((number) => !numbers.has(number))
          for (const [place, number] of fresh.entries()) numbers.set(number, before + place + 1)
          tail = decision.tail
        }
        expect(events).toHaveLength(new Set(batches.flat()).size)
        expect(verifyChain(events)).toEqual({ok: true, count: events.length, head: tail})
      },
    ),
  )
})
