import * as fc from 'fast-check'
import {expect, it} from 'vitest'
import {WORDS_DEPEND_ON_CASE, type Signature} from '../indexes/wordSignature.ts'
import {fitting, type SignatureSample} from './estimates.ts'

const HALF = 2 ** 26
const bits = fc.integer({min: 0, max: WORDS_DEPEND_ON_CASE * 2 - 1})
const signature = fc.tuple(bits, bits)

function sampleOf(rows: readonly Signature[]): SignatureSample {
  const halves = rows.flat().flatMap((value) => [Math.floor(value / HALF), value % HALF])
  return {positions: rows.map((_, index) => index + 1), halves: Int32Array.from(halves)}
}

function has([a, b]: Signature, [first, second]: Signature): boolean {
  const all = (value: number, wanted: number) => (BigInt(value) & BigInt(wanted)) === BigInt(wanted)
  return all(a, first) && all(b, second)
}

it('finds the rows that have all bits of one of some signatures', () => {
  fc.assert(
    fc.property(
      fc.array(signature, {maxLength: 20}),
      fc.array(signature, {maxLength: 3}),
      fc.array(fc.nat(19)),
      (rows, wanted, taken) => {
        // Signatures that a row surely has, besides those that hardly any has.
        const parts = taken.flatMap((index): Signature[] => {
          const [a = 0, b = 0] = rows[index] ?? []
          return [[Number(BigInt(a) & 0xff_00ff_00ffn), b]]
        })
        const asked = [...wanted, ...parts]
        const expected = rows.flatMap((row, index) =>
          asked.some((one) => has(row, one)) ? [index + 1] : [],
        )
        expect(fitting(sampleOf(rows), asked)).toEqual(expected)
      },
    ),
  )
})

it('finds none where there is no row', () => {
  expect(fitting(sampleOf([]), [[1, 2]])).toEqual([])
})
