import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {auditEventId, toAuditEvent, toAuditEvents, type AuditDraft} from './appendEvents.ts'
import {eventHash, GENESIS_HASH, verifyChain} from './hashChain.ts'

const draft: fc.Arbitrary<AuditDraft> = fc.record({
  site: fc.constantFrom('artameta'),
  at: fc
    .date({min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true})
    .map((date) => date.toISOString()),
  actor: fc.record({kind: fc.constantFrom('user' as const), id: fc.string(), name: fc.string()}),
  transaction: fc.option(fc.string()),
  action: fc.constantFrom('lead.status.changed', 'rule.changed'),
  target: fc.record({type: fc.constantFrom('lead'), id: fc.string()}),
  diff: fc.array(
    fc.record({_key: fc.string(), path: fc.string(), before: fc.string(), after: fc.string()}),
    {maxLength: 3},
  ),
})
const chain = fc
  .array(draft, {minLength: 1, maxLength: 8})
  .map((drafts) => toAuditEvents(null, drafts))
const longChain = chain.filter((events) => events.length > 1)

/** A forger with every hash function there is: recomputes the hashes from an event on. */
function rehash(events: readonly object[]): object[] {
  const forged: {hash: string}[] = []
  for (const event of events) {
    const previousHash = forged.at(-1)?.hash ?? GENESIS_HASH
    const linked = {...event, previousHash}
    forged.push({...linked, hash: eventHash(previousHash, linked)})
  }
  return forged
}

describe('an audit event', () => {
  const first: AuditDraft = {
    site: 'artameta',
    at: '2026-07-01T10:00:00.000Z',
    transaction: null,
    actor: {kind: 'user', id: 'u1'},
    action: 'lead.status.changed',
    target: {type: 'lead', id: 'artameta.lead.x'},
    diff: [{_key: 'change-0', path: 'status', before: 'new', after: 'won'}],
  }

  test('has its number in its id, so that ids sort as events do', () => {
    expect(toAuditEvent(null, first)._id).toBe('artameta.audit.000000000001')
    expect(auditEventId(null, 42)).toBe('network.audit.000000000042')
    expect(toAuditEvent({seq: 41, hash: 'h'}, {...first, site: null})).toMatchObject({
      _id: 'network.audit.000000000042',
      seq: 42,
      previousHash: 'h',
    })
  })

  test('keeps its hash: stored chains depend on it', () => {
    expect(toAuditEvent(null, first).hash).toMatchInlineSnapshot(
      `"fb6b44c89ca4435cd57682e9ab5cfb5ab6a33025104e4f1c245cb12e6b250d3d"`,
    )
  })

  test('keeps its hash when the store reorders its members and adds its own', () => {
    const event = toAuditEvent(null, first)
    const stored = Object.fromEntries(Object.entries(event).toReversed())
    const system = {_rev: 'r1', _createdAt: first.at, _updatedAt: first.at}
    expect(verifyChain([{...stored, ...system}])).toMatchObject({ok: true, count: 1})
  })
})

describe('verifyChain accepts', () => {
  test('any chain with appended events only', () => {
    fc.assert(
      fc.property(chain, (events) => {
        const last = events.at(-1)
        expect(verifyChain(events)).toEqual({
          ok: true,
          count: events.length,
          head: {seq: last?.seq, hash: last?.hash},
        })
      }),
    )
    expect(verifyChain([])).toEqual({ok: true, count: 0, head: null})
  })

  test('a part of a chain after a known event', () => {
    fc.assert(
      fc.property(longChain, fc.nat(), (events, cut) => {
        const at = 1 + (cut % (events.length - 1))
        const before = events[at - 1]
        const after = {seq: before?.seq ?? 0, hash: before?.hash ?? ''}
        expect(verifyChain(events.slice(at), {after}).ok).toBe(true)
        expect(verifyChain(events.slice(at)).ok).toBe(false)
      }),
    )
  })
})

describe('verifyChain finds', () => {
  const key = fc.constantFrom('site', 'at', 'action', '_id', '_type', 'previousHash', 'hash', 'seq')

  test('any change of any attribute, and says where', () => {
    fc.assert(
      fc.property(chain, fc.nat(), key, fc.string(), (events, pick, name, value) => {
        const at = pick % events.length
        const original: Record<string, unknown> = {...events[at]}
        fc.pre(original[name] !== value)
        const edited: unknown[] = [...events]
        edited[at] = {...original, [name]: value}
        expect(verifyChain(edited)).toMatchObject({ok: false, brokenAt: at + 1})
      }),
      {numRuns: 200},
    )
  })

  test('any changed character at any depth', () => {
    fc.assert(
      fc.property(chain, fc.nat(), fc.nat(), (events, pick, place) => {
        const at = pick % events.length
        const text = JSON.stringify(events[at])
        const index = place % text.length
        const other = text[index] === 'x' ? 'y' : 'x'
        let edited: unknown
        try {
          edited = JSON.parse(text.slice(0, index) + other + text.slice(index + 1))
        } catch {
          fc.pre(false)
        }
        const changed: unknown[] = [...events]
        changed[at] = edited
        expect(verifyChain(changed).ok).toBe(false)
      }),
      {numRuns: 200},
    )
  })

  test('an attribute that was added or taken away', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (events, pick) => {
        const at = pick % events.length
        const more: unknown[] = [...events]
        more[at] = {...events[at], note: 'x'}
        expect(verifyChain(more)).toMatchObject({ok: false, reason: 'edited', brokenAt: at + 1})
        const {actor: _, ...rest} = events[at] ?? {actor: null}
        more[at] = rest
        expect(verifyChain(more)).toMatchObject({ok: false, reason: 'edited', brokenAt: at + 1})
      }),
    )
  })

  test('an event that is missing, moved, repeated or inserted', () => {
    fc.assert(
      fc.property(longChain, fc.nat(), (events, pick) => {
        const at = pick % (events.length - 1)
        expect(verifyChain(events.toSpliced(at, 1))).toMatchObject({ok: false, brokenAt: at + 1})
        const event = events[at]
        const next = events[at + 1]
        if (!event || !next) throw new Error('The chain is too short.')
        const swapped = events.with(at, next).with(at + 1, event)
        expect(verifyChain(swapped).ok).toBe(false)
        expect(verifyChain(events.toSpliced(at, 0, event)).ok).toBe(false)
      }),
    )
  })

  test('a document that is not an event', () => {
    for (const nonsense of [null, 7, 'x', [], {}, {seq: 1}, {seq: 1, hash: 'h', previousHash: 7}]) {
      expect(verifyChain([nonsense])).toMatchObject({ok: false, reason: 'malformed', brokenAt: 1})
    }
  })
})

describe('against a forger who can compute hashes too, verifyChain finds', () => {
  test('a rewritten history, by one known hash', () => {
    fc.assert(
      fc.property(longChain, fc.nat(), (events, pick) => {
        const at = pick % events.length
        const edited: object[] = [...events]
        edited[at] = {...events[at], action: 'nothing.happened'}
        const forged = rehash(edited)
        expect(verifyChain(forged).ok).toBe(true)
        const head = events.at(-1)
        const trusted = [{seq: head?.seq ?? 0, hash: head?.hash ?? ''}]
        expect(verifyChain(forged, {trusted})).toMatchObject({ok: false, reason: 'forked'})
      }),
    )
  })

  test('an end that was cut off', () => {
    fc.assert(
      fc.property(longChain, (events) => {
        const head = events.at(-1)
        const trusted = [{seq: head?.seq ?? 0, hash: head?.hash ?? ''}]
        expect(verifyChain(events.slice(0, -1), {trusted})).toMatchObject({
          ok: false,
          reason: 'truncated',
          brokenAt: events.length,
        })
      }),
    )
  })

  test('another end after the known events', () => {
    fc.assert(
      fc.property(longChain, (events) => {
        const head = events.at(-2)
        const anchor = {seq: head?.seq ?? 0, hash: head?.hash ?? ''}
        const last = {...events.at(-1), action: 'nothing.happened'}
        const broken = [...events.slice(0, -1), last]
        expect(verifyChain(broken, {trusted: [anchor]})).toMatchObject({
          ok: false,
          reason: 'edited',
        })
        const foreign = rehash([...events.slice(0, -2), {...events.at(-2), action: 'x'}])
        expect(verifyChain([...foreign, events.at(-1)]).ok).toBe(false)
      }),
    )
  })
})
