import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import type {AuditDraft} from './auditEvent.ts'
import {verifyChain} from './hashChain.ts'
import {receiptId, recordOnce, type OnceEntry} from './recordOnce.ts'
import type {ChainTail} from './recordActivities.ts'

function entry(origin: string): OnceEntry {
  const draft: AuditDraft = {
    site: 'artameta',
    at: '2026-07-02T12:00:00.000Z',
    actor: {kind: 'user', id: 'artameta-editor'},
    action: 'segment.changed',
    target: {type: 'segment', id: origin},
    diff: [],
  }
  return {receiptId: receiptId('artameta', origin), draft}
}

test('an event and its receipt go together', () => {
  const {mutations, tail} = recordOnce('artameta', [entry('a')], {seq: 4, hash: 'h'})
  expect(mutations).toMatchObject([
    {create: {_id: 'artameta.audit.000000000005', previousHash: 'h'}},
    {create: {_id: entry('a').receiptId, _type: 'auditReceipt', site: 'artameta', seq: 5}},
  ])
  expect(tail?.seq).toBe(5)
  expect(entry('a').receiptId).toMatch(/^artameta\.receipt\.[a-z2-7]{26}$/u)
})

test('nothing leaves the chain as it is', () => {
  const tail = {seq: 7, hash: 'h'}
  expect(recordOnce('artameta', [], tail)).toEqual({mutations: [], tail})
  expect(recordOnce('artameta', [], null)).toEqual({mutations: [], tail: null})
})

test('any batches make one chain without gaps, each origin once a batch', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat({max: 9}), {maxLength: 6}), {maxLength: 6}), (batches) => {
      let tail: ChainTail | null = null
      const events: unknown[] = []
      for (const [number, batch] of batches.entries()) {
        const entries = batch.map((origin) => entry(`${number}-${origin}`))
        const decision = recordOnce('artameta', entries, tail)
        tail = decision.tail
        for (const mutation of decision.mutations) {
          const document = 'create' in mutation ? mutation.create : null
          if (document?._type === 'auditEvent') events.push(document)
        }
      }
      const expected = batches.reduce((sum, batch) => sum + new Set(batch).size, 0)
      expect(verifyChain(events)).toMatchObject({ok: true, count: expected})
    }),
  )
})
