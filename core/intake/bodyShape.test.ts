import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {describeProblem, problem} from '../problems/problem.ts'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import {MAX_DEPTH, shapeBody} from './bodyShape.ts'

/** `{"a": …}` or `[…]` so many times around a text. */
function nested(open: string, close: string, depth: number): unknown {
  const value: unknown = JSON.parse(`${open.repeat(depth)}"x"${close.repeat(depth)}`)
  return value
}

describe('a body', () => {
  test.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
    ['lists of objects', '[{"a":', '}]'],
  ])('may nest %s as deep as allowed, and no deeper', (_, open, close) => {
    const levels = open.length === 6 ? 2 : 1
    const allowed = Math.floor((MAX_DEPTH - 1) / levels)
    expect(shapeBody({a: nested(open, close, allowed)})).toMatchObject({ok: true})
    for (const depth of [allowed + 1, 8_000, 30_000]) {
      expect(shapeBody({a: nested(open, close, depth)})).toEqual({
        ok: false,
        problem: problem('body.nested', {limit: MAX_DEPTH}),
      })
    }
  })

  test.each([null, 1, 'text', true, [], [[]]])('is not %j', (value) => {
    expect(shapeBody(value)).toEqual({ok: false, problem: problem('body.not-object')})
  })

  test.each(['1e999', '-1e999', '[1, {"b": 1e400}]'])('refuses the number %s', (text) => {
    expect(shapeBody(JSON.parse(`{"a": ${text}}`))).toMatchObject({ok: false})
  })

  test.each(['{"__proto__": {"email": "a@example.com"}}', '{"a": [{"__proto__": 1}]}'])(
    'has no prototype: %s',
    (text) => {
      expect(shapeBody(JSON.parse(text))).toMatchObject({ok: false})
    },
  )

  test('may have members named like those of every object', () => {
    const body = {constructor: 'x', toString: 'y', hasOwnProperty: 'z', prototype: {a: 1}}
    expect(shapeBody(body)).toEqual({ok: true, body})
  })

  test('contains no lone surrogate afterwards', () => {
    expect(shapeBody({'a\ud800': ['\udc00x', {b: 'y\ud83d'}]})).toEqual({
      ok: true,
      body: {'a\ufffd': ['\ufffdx', {b: 'y\ufffd'}]},
    })
  })

  test('of any JSON is refused with a reason, or has a canonical form', () => {
    fc.assert(
      fc.property(fc.json({maxDepth: 30, stringUnit: 'binary'}), (text) => {
        const shaped = shapeBody(JSON.parse(text))
        const outcome = shaped.ok ? canonicalJson(shaped.body) : describeProblem(shaped.problem)
        expect(outcome.isWellFormed()).toBe(true)
        expect(outcome).toMatch(shaped.ok ? /\}$/ : /\.$/)
      }),
    )
  })
})
