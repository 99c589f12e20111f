import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {openToken, peekToken, signToken} from './signedToken.ts'
import {anyText} from '../testing/anyText.ts'

const SECRET = 'a secret of the tests'

test('a token opens with its secret and purpose only', () => {
  const token = signToken(SECRET, 'test.v1', {a: 1, b: 'ü'})
  expect(openToken(SECRET, 'test.v1', token)).toEqual({a: 1, b: 'ü'})
  expect(openToken('another secret', 'test.v1', token)).toBeUndefined()
  expect(openToken(SECRET, 'test.v2', token)).toBeUndefined()
  expect(peekToken(token)).toEqual({a: 1, b: 'ü'})
})

test('any flipped bit of a token is found', () => {
  const payload = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()))
  fc.assert(
    fc.property(payload, fc.nat(), fc.integer({min: 0, max: 6}), (value, place, bit) => {
      const token = signToken(SECRET, 'test.v1', value)
      const at = place % token.length
      const flipped = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit))
      const altered = token.slice(0, at) + flipped + token.slice(at + 1)
      expect(openToken(SECRET, 'test.v1', altered)).toBeUndefined()
    }),
    {numRuns: 500},
  )
})

test('anything other than a token is refused', () => {
  const token = signToken(SECRET, 'test.v1', {a: 1})
  const [payload = '', proof = ''] = token.split('.')
  const forged = [
    '',
    '.',
    payload,
    `${payload}.`,
    `.${proof}`,
    `${token}.`,
    `${token}=`,
    ` ${token}`,
  ]
  for (const text of [...forged, `${payload}.${proof.slice(1)}`, 'x'.repeat(5000)]) {
    expect(openToken(SECRET, 'test.v1', text)).toBeUndefined()
  }
  fc.assert(
    fc.property(anyText, (text) => {
      expect(openToken(SECRET, 'test.v1', text)).toBeUndefined()
    }),
  )
})
