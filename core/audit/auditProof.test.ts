import {createHash} from 'node:crypto'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {toAuditEvents, type AuditDraft} from './appendEvents.ts'
import {proofHeader, proofLine, UnprovableEventError} from './auditProof.ts'
import {GENESIS_HASH} from './hashChain.ts'

const draft: fc.Arbitrary<AuditDraft> = fc.record({
  site: fc.constantFrom('artameta', null),
  at: fc.constant('2026-07-01T10:00:00.000Z'),
  actor: fc.record({kind: fc.constantFrom('user' as const), id: fc.string({unit: 'grapheme'})}),
  transaction: fc.option(fc.string()),
  action: fc.constantFrom('lead.status.changed', 'rule.changed'),
  target: fc.record({type: fc.constantFrom('lead'), id: fc.string({unit: 'grapheme'})}),
  diff: fc.array(
    fc.record({_key: fc.string(), path: fc.string(), before: fc.string(), after: fc.string()}),
    {maxLength: 3},
  ),
})

/** What a person with only the file and a hash tool can compute. */
function hashesOf(lines: readonly string[], hashBefore: string): string[] {
  const hashes: string[] = []
  for (const line of lines) {
    const text = `{${Buffer.from(line).subarray(75).toString()}`
    const before = hashes.at(-1) ?? hashBefore
    hashes.push(createHash('sha256').update(`${before}\n${text}`).digest('hex'))
  }
  return hashes
}

describe('a file with its proof', () => {
  test('has lines from which every hash can be computed', () => {
    fc.assert(
      fc.property(fc.array(draft, {minLength: 1, maxLength: 5}), (drafts) => {
        const events = toAuditEvents(null, drafts)
        const stored = events.map((event) => ({...event, _rev: 'r', _createdAt: 'x'}))
        const lines = stored.map(proofLine)
        expect(hashesOf(lines, GENESIS_HASH)).toEqual(events.map(({hash}) => hash))
        for (const [index, line] of lines.entries()) {
          expect(line).not.toContain('\n')
          expect(JSON.parse(line)).toEqual(events[index])
        }
      }),
    )
  })

  test('begins with a description of its content and how to check it', () => {
    const header = proofHeader({
      store: 'local/production',
      chain: 'artameta',
      from: 3,
      count: 2,
      hashBefore: 'a'.repeat(64),
      last: {seq: 4, hash: 'b'.repeat(64)},
      exportedAt: '2026-07-01T10:00:00.000Z',
    })
    expect(JSON.parse(header)).toMatchObject({
      format: 'audit-proof-1',
      to: 4,
      hashAfter: 'b'.repeat(64),
      rule: expect.stringContaining('SHA-256'),
    })
  })

  test('cannot hold an event without a hash', () => {
    expect(() => proofLine({_id: 'artameta.audit.000000000001'})).toThrow(UnprovableEventError)
  })
})
