import {Mutation} from '@sanity/mutator'
import * as fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {cpuTime} from '../../../tooling/testing/cpuTime.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {applyPatch} from './applyPatch.ts'

const value = fc.oneof(
  fc.jsonValue({maxDepth: 2}),
  fc.constantFrom<unknown>(null, '', 0, [], {}, [{_key: 'a'}]),
)
const name = fc.oneof(
  fc.constantFrom('name', 'tags', 'owner', 'a1', 'b_c', 'constructor', 'length', 'nul'),
  fc.stringMatching(/^[A-Za-z]\w{0,6}$/).filter((text) => text !== 'true' && text !== 'false'),
)
const fields = fc.dictionary(name, value, {maxKeys: 6, noNullPrototype: true})

function stored(attributes: Record<string, unknown>): StoredDocument {
  return {
    _id: 'alpha.lead.x1',
    _type: 'lead',
    _rev: 'r1',
    _createdAt: '2026-01-01T00:00:00Z',
    _updatedAt: '2026-01-01T00:00:00Z',
    ...attributes,
  }
}

test.each(['a.', 'a..', 'a[0].', 'a[_key=="b"].'])(
  'a path of very many steps like %s is refused at once',
  (step) => {
    const path = `${step.repeat(100_000)}z`
    const document = {_id: 'a', _type: 'a', _rev: 'a', _createdAt: '', _updatedAt: ''}
    const spent = cpuTime(() => {
      for (const operations of [
        {set: {[path]: 1}},
        {setIfMissing: {[path]: 1}},
        {merge: {[path]: {}}},
        {unset: [path]},
        {inc: {[path]: 1}},
        {diffMatchPatch: {[path]: ''}},
        {insert: {location: 'after' as const, path, items: [1]}},
      ]) {
        expect(() => applyPatch(document, operations)).toThrow(/may have up to 100 steps/)
      }
    })
    expect(spent).toBeLessThan(1_000)
  },
)

describe('setting attributes', () => {
  it('has the result of @sanity/mutator', () => {
    fc.assert(
      fc.property(fields, fields, (before, set) => {
        const document = stored(before)
        const id = document._id
        const mutations = Object.entries(set).map(([path, entry]) => ({
          patch: {id, set: {[path]: entry}},
        }))
        const theirs = new Mutation({mutations}).apply(document)
        expect(JSON.stringify(applyPatch(document, {set}))).toBe(
          JSON.stringify({...theirs, _rev: 'r1', _updatedAt: document._updatedAt}),
        )
      }),
      {numRuns: 500},
    )
  })

  it('treats a name that JSONMatch reads as a value as a name', () => {
    expect(() => applyPatch(stored({}), {set: {true: 1}})).toThrow('true')
  })
})
