import {randomBytes} from 'node:crypto'
import {assert, maxSafeNat, nat, property, string} from 'fast-check'
import {describe, expect, it} from 'vitest'
import {createPositionCode} from './positionCode.ts'

const code = createPositionCode(randomBytes(32))

describe('a position code', () => {
  it('decodes to the same value, with another text each time', () => {
    assert(
      property(nat({max: 2 ** 48 - 1}), (position) => {
        const [one, two] = [code.encode('stream', position), code.encode('stream', position)]
        expect(one).not.toBe(two)
        expect(one).toMatch(/^[\w-]{22}$/)
        expect([code.decode('stream', one), code.decode('stream', two)]).toEqual([
          position,
          position,
        ])
      }),
    )
  })

  it('refuses codes of another purpose or key, and invented ones', () => {
    const other = createPositionCode(randomBytes(32))
    assert(
      property(maxSafeNat(), string(), (number, text) => {
        const position = number % 2 ** 48
        expect(code.decode('stream', code.encode('export', position))).toBeNull()
        expect(code.decode('stream', other.encode('stream', position))).toBeNull()
        expect(code.decode('stream', text)).toBeNull()
        expect(code.decode('stream', String(position))).toBeNull()
      }),
    )
    expect(code.decode('stream', `${code.encode('stream', 1)}=`)).toBeNull()
  })
})
