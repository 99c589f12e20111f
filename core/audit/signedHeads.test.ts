import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  checkSignature,
  keyIdOf,
  nextCheckpoint,
  publicKeyOf,
  signCheckpoint,
  SigningKeyError,
  verifyCheckpoints,
  type SignedCheckpoint,
  type SignedHead,
} from './signedHeads.ts'

const STORE = 'local/production'
// RFC 8032, section 7.1, test 1.
const SECRET = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A'
const PUBLIC = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'
const OTHER = 'TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs'

function head(chain: string, seq: number): SignedHead {
  return {chain, seq, hash: String(seq).padStart(64, '0')}
}

function series(count: number, secrets: readonly string[] = [SECRET]): SignedCheckpoint[] {
  const made: SignedCheckpoint[] = []
  for (let index = 0; index < count; index += 1) {
    const at = new Date(Date.UTC(2026, 0, 1, index)).toISOString()
    const heads = [head('network', index), head('artameta', index * 10)]
    const next = nextCheckpoint(made.at(-1) ?? null, {store: STORE, at, heads})
    made.push(signCheckpoint(next, secrets[index % secrets.length] ?? SECRET))
  }
  return made
}

test('derives the public key and its id', () => {
  expect(publicKeyOf(SECRET)).toBe(PUBLIC)
  expect(keyIdOf(PUBLIC)).toMatch(/^[0-9a-f]{16}$/u)
  for (const odd of ['', 'short', `${SECRET}AA`, '!'.repeat(43)]) {
    expect(() => publicKeyOf(odd)).toThrow(SigningKeyError)
  }
})

describe('a series of checkpoints', () => {
  test('verifies, and returns the heads that it proves', () => {
    const made = series(4)
    const verdict = verifyCheckpoints(made, STORE, [PUBLIC])
    expect(verdict).toMatchObject({ok: true, newest: {number: 4}})
    expect(verdict.ok && verdict.trusted.get('artameta')?.map(({seq}) => seq)).toEqual([10, 20, 30])
    expect(verifyCheckpoints([], STORE, [])).toMatchObject({ok: true, newest: null})
  })

  test('is valid where only its end is available, and then proves the ends', () => {
    const [, , third, fourth] = series(4)
    const end = [third, fourth].filter((each) => each !== undefined)
    const verdict = verifyCheckpoints(end, STORE, [PUBLIC], {isEndOnly: true})
    expect(verdict).toMatchObject({ok: true, newest: {number: 4}})
    expect(verifyCheckpoints(end, STORE, [PUBLIC])).toMatchObject({ok: false, number: 1})
    const forged = end.map((each) => ({...each, heads: [head('artameta', 7)]}))
    const options = {isEndOnly: true}
    expect(verifyCheckpoints(forged, STORE, [PUBLIC], options)).toMatchObject({
      ok: false,
      number: 3,
      problem: {code: 'checkpoint.signature'},
    })
    const other = end.map((each, index) => (index === 1 ? {...each, number: 9} : each))
    expect(verifyCheckpoints(other, STORE, [PUBLIC], options)).toMatchObject({number: 4})
  })

  test('verifies across a change of keys if both are known', () => {
    const made = series(4, [SECRET, OTHER])
    expect(verifyCheckpoints(made, STORE, [PUBLIC, publicKeyOf(OTHER)]).ok).toBe(true)
    expect(verifyCheckpoints(made, STORE, [PUBLIC])).toMatchObject({
      ok: false,
      number: 2,
      problem: {code: 'checkpoint.key-unknown'},
    })
  })

  test('shows when one is left out, moved, of another store or changed in any way', () => {
    const change = fc.constantFrom<(made: SignedCheckpoint[], at: number) => SignedCheckpoint[]>(
      (made, at) => made.toSpliced(at, 1),
      (made, at) => [...made.slice(at), ...made.slice(0, at)],
      (made, at) => made.map((each, index) => (index === at ? {...each, at: '2020-01-01'} : each)),
      (made, at) =>
        made.map((each, index) =>
          index === at ? {...each, heads: [head('artameta', 1), head('network', 1)]} : each,
        ),
      (made, at) => made.map((each, index) => (index === at ? {...each, store: 'a/b'} : each)),
      (made, at) =>
        made.map((each, index) =>
          index === at ? {...each, signature: `A${each.signature}`} : each,
        ),
      (made, at) => made.map((each, index) => (index === at ? signCheckpoint(each, OTHER) : each)),
    )
    fc.assert(
      fc.property(fc.integer({min: 2, max: 6}), fc.nat(), change, (count, at, apply) => {
        // The last one may be missing: only its age, or a copy elsewhere, tells that.
        const place = 1 + (at % (count - 1))
        const changed = apply(series(count + 1), place)
        expect(verifyCheckpoints(changed, STORE, [PUBLIC]).ok).toBe(false)
      }),
      {numRuns: 60},
    )
  })

  test('is not proven by a signature of another key under the same id', () => {
    const [first] = series(1)
    if (!first) throw new Error('There is none.')
    expect(checkSignature(first, [PUBLIC])).toBe('ok')
    const forged = {...signCheckpoint(first, OTHER), keyId: first.keyId}
    expect(checkSignature(forged, [PUBLIC])).toBe('invalid')
    expect(checkSignature({...first, signature: ''}, [PUBLIC])).toBe('invalid')
  })
})
