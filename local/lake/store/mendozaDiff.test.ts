import * as fc from 'fast-check'
import {applyPatch, incremental} from 'mendoza'
import {describe, expect, it} from 'vitest'
import {mendozaDiff} from './mendozaDiff.ts'

/** Of one, two, three and four bytes in UTF-8. */
const letters = fc.constantFrom('a', 'b', 'é', '漢', '😀')
const text = fc.oneof(
  fc.string({maxLength: 8}),
  fc.string({unit: letters, minLength: 60, maxLength: 120}),
)
const json = fc.letrec<{value: unknown; object: Record<string, unknown>}>((tie) => ({
  value: fc.oneof(
    {depthSize: 'small'},
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), {maxLength: 4}),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'é', '_key', 'Z'), tie('value'), {
    noNullPrototype: true,
  }),
}))

describe('mendozaDiff', {timeout: 30_000}, () => {
  it('converts any document into any other, for both decoders', () => {
    fc.assert(
      fc.property(json.object, json.object, (before, after) => {
        const patch = mendozaDiff(before, after)
        expect(applyPatch(before, patch)).toEqual(after)
        const wrapped = incremental.applyPatch(incremental.wrap(before, 0), patch, 1)
        expect(incremental.unwrap(wrapped)).toEqual(after)
      }),
      {numRuns: 120},
    )
  })

  it('survives edits inside long texts with letters of several bytes', () => {
    fc.assert(
      fc.property(
        fc.string({unit: letters, minLength: 50, maxLength: 70}),
        fc.nat(49),
        fc.nat(20),
        fc.string({unit: letters, maxLength: 5}),
        (body, at, length, insert) => {
          const before = {body: body.toWellFormed()}
          const edited = before.body.slice(0, at) + insert + before.body.slice(at + length)
          const after = {body: edited.toWellFormed()}
          expect(applyPatch(before, mendozaDiff(before, after))).toEqual(after)
        },
      ),
      {numRuns: 60},
    )
  })

  it('marks creation and deletion the way the Studio recognises them', () => {
    expect(mendozaDiff(null, {a: 1})).toEqual([0, {a: 1}])
    expect(mendozaDiff({a: 1}, null)).toEqual([0, null])
    expect(mendozaDiff({a: 1}, {a: 1})).toEqual([])
  })

  it('is small for a small change', () => {
    const body = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod'
    const before = {body, tags: ['a', 'b', 'c'], title: 'x'}
    const after = {body: body.replace('dolor', 'color'), tags: ['a', 'b', 'c', 'd'], title: 'x'}
    expect(JSON.stringify(mendozaDiff(before, after)).length).toBeLessThan(60)
  })
})
