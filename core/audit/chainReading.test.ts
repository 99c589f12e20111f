import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {auditEvents, type AuditDraft} from './auditEvent.ts'
import {beginReading, endReading, readOn, type ChainReading} from './chainReading.ts'
import {verifyChain, type ChainVerdict} from './hashChain.ts'

function events(count: number) {
  const drafts = Array.from({length: count}, (_, index): AuditDraft => ({
    site: 'artameta',
    at: '2026-07-01T10:00:00.000Z',
    transaction: `tx${index}`,
    actor: {kind: 'function'},
    action: 'a',
    target: {type: 'lead', id: `n${index}`},
    diff: [],
  }))
  return auditEvents(null, drafts)
}

/** Reads a chain in pages of one size. */
function readAll(chain: readonly unknown[], size: number, begin: ChainReading): ChainVerdict {
  let reading = begin
  for (let start = 0; start < chain.length; start += size) {
    const next = readOn(reading, chain.slice(start, start + size))
    if (!next.ok) return next
    ;({reading} = next)
  }
  return endReading(reading)
}

const headOf = ({seq, hash}: {seq: number; hash: string}) => ({seq, hash})

describe('a chain that is read page by page', () => {
  const chain = events(12)

  test('is found to be what it is found to be at once, wherever the pages end', () => {
    const known = fc.subarray(chain.map(headOf))
    const forged = fc.constantFrom([], [{seq: 5, hash: 'other'}], [{seq: 99, hash: 'lost'}])
    const without = fc.option(fc.nat(chain.length - 1))
    fc.assert(
      fc.property(fc.integer({min: 1, max: 13}), known, forged, without, (size, a, b, missing) => {
        const trusted = [...a, ...b]
        const read = chain.filter((_, index) => index !== missing)
        const paged = readAll(read, size, beginReading(trusted))
        const whole = verifyChain(read, {trusted})
        // Which of several faults is met first depends on where the pages end.
        expect(paged.ok ? paged : 'broken').toEqual(whole.ok ? whole : 'broken')
      }),
    )
  })

  test('may begin after an event that is known', () => {
    const after = headOf(chain[6] ?? {seq: 0, hash: ''})
    expect(readAll(chain.slice(7), 2, beginReading([], after))).toMatchObject({ok: true, count: 5})
    const other = beginReading([], {...after, hash: '0'.repeat(64)})
    expect(readAll(chain.slice(7), 2, other)).toMatchObject({ok: false, reason: 'link'})
    expect(readAll([], 2, beginReading([{seq: 8, hash: 'x'}], after))).toMatchObject({
      reason: 'truncated',
      brokenAt: 8,
    })
  })

  test('of nothing is whole', () => {
    expect(readAll([], 3, beginReading())).toEqual({ok: true, count: 0, head: null})
  })
})
