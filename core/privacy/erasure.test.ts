import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {bulkUndoSchema, parseBulkRows} from '../changes/bulk/bulkOutcome.ts'
import {parseImportRows} from '../imports/importUndo.ts'
import {MemoryDataset} from '../testing/memoryDataset.ts'
import {personKey} from '../people/keys.ts'
import {rewrite, suppressErased, forgetInChunk, personMatcher} from './erasure.ts'

const SECRET = 'secret'
const EMAIL = 'ada@example.com'
const KEY = personKey(SECRET, EMAIL)
const OWN = `acme.lead.${KEY}`
const NOW = '2026-11-30T00:00:00.000Z'
const matcher = personMatcher(SECRET, KEY)

describe('whose an address is', () => {
  test('follows from the key, however the address is written', () => {
    for (const text of [EMAIL, ' ADA@Example.COM ', 'Ada@example.com']) {
      expect(matcher.isAddress(text)).toBe(true)
    }
    for (const other of [
      'ada@example.org',
      'ada',
      '',
      'x ada@example.com',
      null,
      undefined,
      1,
      {},
    ]) {
      expect(matcher.isAddress(other)).toBe(false)
    }
    expect(personMatcher('another', KEY).isAddress(EMAIL)).toBe(false)
  })

  test('is found anywhere in a value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(matcher.holdsAddress(value)).toBe(false)
        expect(matcher.holdsAddress([{deep: [value, {at: EMAIL.toUpperCase()}]}])).toBe(true)
      }),
    )
  })
})

describe('the rows of a chunk', () => {
  const value = (before: string) => ({kind: 'value', field: 'company', before, after: 'x'})
  const deleted = (id: string, email: string) => ({
    kind: 'deleted',
    content: {_id: id, _type: 'lead', email, name: 'Ada'},
  })
  const share = (undo: object[], more: object = {}) =>
    JSON.stringify({version: 1, waiting: [], skipped: [], failed: [], undo, ...more})

  test('keep nothing that restores a person, and can still be parsed', () => {
    const text = share([
      {id: OWN, undo: value('Of Ada')},
      {id: 'acme.lead.01A', undo: deleted('acme.lead.01A', EMAIL)},
      {id: 'acme.lead.01B', undo: deleted('acme.lead.01B', 'bo@example.com')},
      {id: 'acme.lead.01C', undo: {kind: 'custom', name: 'by', before: EMAIL, after: null}},
      {id: OWN, undo: null},
    ])
    const forgotten = forgetInChunk(text, new Set([OWN]), matcher)
    expect(forgotten).toMatchObject({forgotten: 3, deletedIds: ['acme.lead.01A']})
    const rows = parseBulkRows(forgotten?.rows)
    expect(rows?.undo.map(({undo}) => undo === null)).toEqual([true, true, false, true, true])
    expect(forgetInChunk(forgotten?.rows ?? '', new Set([OWN]), matcher)).toBeNull()
  })

  test('are removed where they contain an address, and kept where they only name a lead', () => {
    const text = share([], {
      waiting: [OWN, {email: EMAIL}, {email: 'bo@example.com'}],
      failed: [{id: OWN, reason: 'Gone'}],
    })
    const forgotten = forgetInChunk(text, new Set([OWN]), matcher)
    expect(JSON.parse(forgotten?.rows ?? '')).toMatchObject({
      waiting: [OWN, {email: 'bo@example.com'}],
      failed: [{id: OWN}],
    })
  })

  test('keep nothing of a lead that an import changed, whatever numbers its rows have', () => {
    const imported = (key: string) => ({
      kind: 'updated',
      key,
      fields: [{name: 'phone', before: '+49 30 1', after: '+49 30 2'}],
      added: {tags: [], lists: [], campaigns: []},
    })
    const text = share([
      {id: '0', undo: imported(KEY)},
      {id: '1', undo: {kind: 'created', key: KEY, subscriber: true}},
      {id: '2', undo: imported('other')},
    ])
    const rows = parseImportRows(forgetInChunk(text, new Set([OWN]), matcher)?.rows)
    expect(rows?.undo.map(({undo}) => undo === null)).toEqual([true, true, false])
  })

  test('of other people, and texts that are not rows, are unchanged', () => {
    const other = share([{id: 'acme.lead.01B', undo: value('Bo Ltd.')}])
    for (const text of [other, '', '{}', 'v1.sealed', 'null', '[]']) {
      expect(forgetInChunk(text, new Set([OWN]), matcher)).toBeNull()
    }
  })

  test('of any leads contain no address of the person afterwards, and all addresses of others', () => {
    const emails = fc.constantFrom(EMAIL, 'ADA@EXAMPLE.COM', 'bo@example.com', 'cy@example.com')
    const row = fc.tuple(fc.nat(5), emails).map(([number, email]) => {
      const id = number === 0 ? OWN : `acme.lead.0${number}`
      return {id, undo: bulkUndoSchema.parse(deleted(id, email))}
    })
    fc.assert(
      fc.property(fc.array(row, {maxLength: 8}), (undo) => {
        const text = share(undo)
        const left = forgetInChunk(text, new Set([OWN]), matcher)?.rows ?? text
        expect(left.toLowerCase()).not.toContain(EMAIL)
        expect(left).not.toContain(`"_id":"${OWN}"`)
        const rows = parseBulkRows(left)
        expect(rows?.undo.map(({id}) => id)).toEqual(undo.map(({id}) => id))
        const isOther = (each: {id: string; undo: unknown}): boolean =>
          each.id !== OWN && !matcher.holdsAddress(each.undo)
        expect(rows?.undo.filter((each) => each.undo !== null)).toEqual(undo.filter(isOther))
      }),
    )
  })
})

describe('the suppression of a person who was erased', () => {
  const id = `acme.suppression.${KEY}`
  const suppression = (attributes: object) => ({_id: id, _rev: 'r', site: 'acme', ...attributes})

  test('is there afterwards, with no weaker reason than before', () => {
    const reasons = ['unsubscribed', 'manual', 'bounced', 'complained', 'erased'] as const
    for (const reason of reasons) {
      for (const liftedAt of [undefined, NOW]) {
        const store = new MemoryDataset()
        const attributes = {
          reason,
          since: '2025-01-01T00:00:00.000Z',
          ...(liftedAt ? {liftedAt} : {}),
        }
        store.seed({_id: id, _type: 'suppression', site: 'acme', ...attributes})
        const current = store.get(id)
        const read = suppression({...attributes, _rev: current?._rev})
        store.commit(suppressErased('acme', KEY, read, NOW))
        expect(store.get(id)).toMatchObject({reason: 'erased'})
        expect(store.get(id)).not.toHaveProperty('liftedAt')
      }
    }
  })

  test('is created if missing, and unchanged if it already says so', () => {
    expect(suppressErased('acme', KEY, null, NOW)).toEqual([
      {create: {_id: id, _type: 'suppression', site: 'acme', reason: 'erased', since: NOW}},
    ])
    expect(suppressErased('acme', KEY, suppression({reason: 'erased'}), NOW)).toEqual([])
  })
})

test('a rewritten document differs only in what was erased', () => {
  const store = new MemoryDataset()
  const id = 'acme.chunk.job.01A.000000'
  store.seed({_id: id, _type: 'jobChunk', site: 'acme', rows: 'old', index: 3})
  const stored = store.get(id)
  if (!stored) throw new Error('It is not there.')
  store.commit(rewrite(stored, {rows: 'new'}))
  expect(store.get(id)).toMatchObject({_type: 'jobChunk', site: 'acme', rows: 'new', index: 3})
  expect(() => store.commit(rewrite(stored, {rows: 'newer'}))).toThrow('Another revision')
})
