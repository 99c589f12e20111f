import {
  array,
  assert,
  constantFrom,
  dictionary,
  jsonValue,
  property,
  stringMatching,
  tuple,
} from 'fast-check'
import {applyPatch} from 'mendoza'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {createAccessControl} from '../access/accessControl.ts'
import type {Caller} from '../access/lakeCaller.ts'
import {wireEffects, type LakeChange} from '../store/lakeChange.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {eventsOfTransaction} from './feedGroups.ts'
import {listenEvents, mutationEvent} from './listenEvents.ts'
import {listenFilter} from './listenFilter.ts'
import {createReaderGroups} from './readerGroups.ts'

const access = createAccessControl({sites: () => []})

const EVENT = z.looseObject({
  documentId: z.string(),
  transition: z.enum(['appear', 'update', 'disappear']),
  mutations: z.array(z.unknown()),
  transactionTotalEvents: z.number(),
  transactionCurrentEvent: z.number(),
})

/** May read what is open: a grant that a change can give and take. */
const READER: Caller = {
  id: 'reader',
  name: 'Rita Reader',
  email: 'rita@example.com',
  role: 'open-reader',
  robot: false,
  grants: [{filter: 'state == "open"', permissions: ['read']}],
}

function note(state: string, rev: string): StoredDocument {
  const at = '2026-01-01T00:00:00.000Z'
  const text = `written as ${rev}`
  return {_id: 'a', _type: 'note', _rev: rev, _createdAt: at, _updatedAt: at, state, text}
}

function change(seq: number, id: string, from: string | null, to: string | null): LakeChange {
  return {
    seq,
    dataset: 'production',
    transactionId: 'tx',
    timestamp: '2026-01-01T00:00:00.000Z',
    identity: 'writer',
    documentId: id,
    before: from === null ? null : {...note(from, 'before'), _id: id},
    after: to === null ? null : {...note(to, 'tx'), _id: id},
    lineage: null,
    mutations: [{patch: {id, set: {state: to}}}],
    effects: {apply: [], revert: []},
    transactionTotalEvents: 1,
    transactionCurrentEvent: 1,
    isIndexed: true,
  }
}

function events(query: string, transaction: LakeChange[]) {
  const format = {
    includeResult: true,
    includePreviousRevision: true,
    includeMutations: true,
    includeEffects: true,
  }
  const filter = listenFilter(query, {}, READER.id)
  const readers = createReaderGroups(access)(READER)
  const source = listenEvents({filter, readers, versions: 'all', format})
  return eventsOfTransaction(source, transaction).map(({data}) => EVENT.parse(JSON.parse(data)))
}

describe('the event of a change for a listener', () => {
  it('is a deletion when the document becomes hidden', () => {
    const [event, ...more] = events('*', [change(1, 'a', 'open', 'secret')])
    expect(more).toEqual([])
    expect(event).toMatchObject({
      transition: 'disappear',
      mutations: [{delete: {id: 'a'}}],
      previous: {state: 'open'},
      effects: {apply: [0, null]},
    })
    expect(JSON.stringify(event)).not.toContain('secret')
  })

  it('is a creation when the document becomes visible', () => {
    const [event] = events('*', [change(1, 'a', 'secret', 'open')])
    expect(event).toMatchObject({
      transition: 'appear',
      mutations: [{create: {_id: 'a', state: 'open'}}],
      previous: null,
      effects: {revert: [0, null]},
    })
    expect(JSON.stringify(event)).not.toContain('secret')
  })

  it('is omitted where neither version may be read', () => {
    expect(
      events('*', [change(1, 'a', 'secret', 'hidden'), change(2, 'b', null, 'secret')]),
    ).toEqual([])
  })

  it('follows from what matched before and after, and is counted without gaps', () => {
    const state = constantFrom(null, 'open', 'secret', 'other')
    assert(
      property(array(tuple(state, state), {maxLength: 12}), (states) => {
        const transaction = states.map(([from, to], index) =>
          change(index + 1, `note-${index}`, from, to),
        )
        const expected = transaction.filter(
          ({before, after}) => before?.['state'] === 'open' || after?.['state'] === 'open',
        )
        const heard = events('*[_type == "note"]', transaction)
        expect(heard.map(({documentId}) => documentId)).toEqual(
          expected.map(({documentId}) => documentId),
        )
        for (const [index, event] of heard.entries()) {
          expect(event.transactionTotalEvents).toBe(heard.length)
          expect(event.transactionCurrentEvent).toBe(index + 1)
        }
      }),
    )
  })
})

describe('effects', () => {
  it('convert one version into the other, both without their revisions', () => {
    // As documents come out of the store: JSON has no minus zero.
    const fields = dictionary(stringMatching(/^[a-z]{1,3}$/), jsonValue({maxDepth: 2})).map(
      (value): Record<string, unknown> => JSON.parse(JSON.stringify(value)),
    )
    assert(
      property(fields, fields, (one, other) => {
        const before = {...one, ...note('open', 'r1')}
        const after = {...other, ...note('secret', 'r2')}
        const strip = ({_rev, ...rest}: StoredDocument): unknown => JSON.parse(JSON.stringify(rest))
        const {apply, revert} = wireEffects(before, after)
        expect(applyPatch(strip(before), apply)).toEqual(strip(after))
        expect(applyPatch(strip(after), revert)).toEqual(strip(before))
      }),
    )
  })

  it('are omitted where nobody requested them', () => {
    const format = {
      includeResult: false,
      includePreviousRevision: false,
      includeMutations: false,
      includeEffects: false,
    }
    const {before, after, mutations, ...rest} = change(1, 'a', 'open', 'open')
    const text = mutationEvent(
      {before, after, mutations, ...rest},
      {before, after, mutations},
      'update',
      format,
      {total: 1, current: 1},
    )
    expect(Object.keys(JSON.parse(text))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(mutations|effects|result|previous)$/)]),
    )
  })
})
