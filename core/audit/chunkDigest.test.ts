import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {activityHash, chunkDigest, digestOfDocuments} from './chunkDigest.ts'

const entry = fc.record({
  _id: fc.string({minLength: 1}),
  kind: fc.constantFrom('field', 'status'),
  summary: fc.string(),
  details: fc.array(fc.record({_key: fc.string(), value: fc.string()}), {maxLength: 3}),
})
const entries = fc.uniqueArray(entry, {minLength: 2, maxLength: 20, selector: ({_id}) => _id})

test('does not depend on the order, or on what the store adds', () => {
  fc.assert(
    fc.property(entries, (some) => {
      const stored = some.toReversed().map((each) => ({
        ...each,
        _rev: 'r',
        _createdAt: '2026-01-01T00:00:00Z',
        auditSeq: 7,
      }))
      expect(digestOfDocuments(stored)).toBe(digestOfDocuments(some))
    }),
  )
})

test('changes with every entry that is changed, left out or added', () => {
  fc.assert(
    fc.property(entries, entry, (some, other) => {
      const whole = digestOfDocuments(some)
      const changed = some.map((each, index) =>
        index === 0 ? {...each, summary: `${each.summary}!`} : each,
      )
      expect(digestOfDocuments(some.slice(1))).not.toBe(whole)
      expect(digestOfDocuments(changed)).not.toBe(whole)
      fc.pre(!some.some(({_id}) => _id === other._id))
      expect(digestOfDocuments([...some, other])).not.toBe(whole)
    }),
  )
})

test('one entry is proven with the hashes of the others alone', () => {
  const some = ['a', 'b', 'c'].map((_id) => ({_id, summary: `of ${_id}`}))
  const hashes = new Map(some.map((each) => [each._id, activityHash(each)] as const))
  expect(chunkDigest(hashes)).toBe(digestOfDocuments(some))
  expect(chunkDigest(new Map([...hashes, ['b', activityHash({_id: 'b'})] as const]))).not.toBe(
    digestOfDocuments(some),
  )
})
