import {assert, jsonValue, property} from 'fast-check'
import {describe, expect, it} from 'vitest'
import {MAX_NESTING, nestingOf, parseJson} from './requestBody.ts'

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

describe('nestingOf', () => {
  it('returns the depth of a JSON text', () => {
    assert(
      property(jsonValue({noUnicodeString: false}), (value) => {
        for (const text of [JSON.stringify(value), JSON.stringify({'[{"\\': value}, null, 2)]) {
          expect(nestingOf(text, 1_000)).toBe(depthOf(JSON.parse(text)))
        }
      }),
    )
  })

  it('ignores brackets in strings, closed or not', () => {
    for (const text of ['"[[["', '"\\"[["', '"\\\\"', '"[[[', '"\\', '"[[\\"', ']]]']) {
      expect(nestingOf(text, 10)).toBe(0)
    }
    expect(nestingOf('["[",["]"]]', 10)).toBe(2)
  })
})

describe('parseJson', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

  it('accepts nesting up to the limit', () => {
    expect(depthOf(parseJson(nested(MAX_NESTING)))).toBe(MAX_NESTING)
    expect(() => parseJson(nested(MAX_NESTING + 1))).toThrow(/nested more deeply than 500 levels/)
    expect(() => parseJson(nested(1_000_000))).toThrow(/nested/)
  })

  it('refuses what is not JSON', () => {
    for (const text of ['', '{', '[1,]', 'nothing', '"a']) {
      expect(() => parseJson(text)).toThrow('Invalid request payload JSON format')
    }
  })
})
