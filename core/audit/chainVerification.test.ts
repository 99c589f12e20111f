import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {toAuditEvents, type AuditDraft} from './appendEvents.ts'
import {
  beginCheck,
  checkPage,
  checkWitness,
  endCheck,
  type ChainCheck,
  type ChainWitness,
} from './chainVerification.ts'
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
  return toAuditEvents(null, drafts)
}

/** Reads a chain in pages of one size. */
function readAll(chain: readonly unknown[], size: number, begin: ChainCheck): ChainVerdict {
  let check = begin
  for (let start = 0; start < chain.length; start += size) {
    const next = checkPage(check, chain.slice(start, start + size))
    if (!next.ok) return next
    ;({check} = next)
  }
  return endCheck(check)
}

const parseHead = ({seq, hash}: {seq: number; hash: string}) => ({seq, hash})

describe('a chain that is read page by page', () => {
  const chain = events(12)

  test('has the same result as when it is read at once, wherever the pages end', () => {
    const known = fc.subarray(chain.map(parseHead))
    const forged = fc.constantFrom([], [{seq: 5, hash: 'other'}], [{seq: 99, hash: 'lost'}])
    const without = fc.option(fc.nat(chain.length - 1))
    fc.assert(
      fc.property(fc.integer({min: 1, max: 13}), known, forged, without, (size, a, b, missing) => {
        const trusted = [...a, ...b]
        const read = chain.filter((_, index) => index !== missing)
        const paged = readAll(read, size, beginCheck(trusted))
        const whole = verifyChain(read, {trusted})
        // Which of several faults is met first depends on where the pages end.
        expect(paged.ok ? paged : 'broken').toEqual(whole.ok ? whole : 'broken')
      }),
    )
  })

  test('may begin after an event that is known', () => {
    const after = parseHead(chain[6] ?? {seq: 0, hash: ''})
    expect(readAll(chain.slice(7), 2, beginCheck([], after))).toMatchObject({ok: true, count: 5})
    const other = beginCheck([], {...after, hash: '0'.repeat(64)})
    expect(readAll(chain.slice(7), 2, other)).toMatchObject({ok: false, reason: 'link'})
    expect(readAll([], 2, beginCheck([{seq: 8, hash: 'x'}], after))).toMatchObject({
      reason: 'truncated',
      brokenAt: 8,
    })
  })

  test('without events is intact', () => {
    expect(readAll([], 3, beginCheck())).toEqual({ok: true, count: 0, head: null})
  })
})

const at = (seq: number, hash = `h${seq}`): ChainWitness => ({head: {seq, hash}, entry: null})
const NOTHING: ChainWitness = {head: null, entry: null}

describe('the witnesses of the length of a chain', () => {
  test.each([
    ['nothing', null, NOTHING, NOTHING],
    ['the same end', {seq: 4, hash: 'h4'}, at(4), at(4)],
    ['events that came meanwhile', {seq: 4, hash: 'h4'}, at(3), at(6)],
    ['no note', {seq: 4, hash: 'h4'}, NOTHING, NOTHING],
    ['an entry', {seq: 4, hash: 'h4'}, {...at(4), entry: {_id: 'e', auditSeq: 4}}, at(4)],
  ])('agrees: %s', (_, newest, before, after) => {
    expect(checkWitness(newest, before, after.head)).toBeNull()
  })

  test.each([
    ['an end that was cut off', {seq: 3, hash: 'h3'}, at(4), at(4), 'truncated', 4],
    ['a chain that is gone', null, at(4), at(4), 'truncated', 1],
    ['an event that somebody added', {seq: 5, hash: 'h5'}, at(4), at(4), 'forked', 5],
    ['another end', {seq: 4, hash: 'other'}, at(4), at(4), 'forked', 4],
    [
      'an entry whose event is missing',
      {seq: 3, hash: 'h3'},
      {head: null, entry: {_id: 'e', auditSeq: 4}},
      NOTHING,
      'truncated',
      4,
    ],
  ])('reports %s', (_, newest, before, after, reason, brokenAt) => {
    expect(checkWitness(newest, before, after.head)).toMatchObject({ok: false, reason, brokenAt})
  })
})
