import {expect, test} from 'vitest'
import {idsFromTail, tailFrom} from './auditTail.ts'

const KNOWN = {seq: 7, hash: 'h7'}

/** What the store has of the ids from the known end on: events 7 and so many more. */
function stored(more: number): unknown[] {
  return idsFromTail('artameta', KNOWN).map((_id, index) =>
    index > more ? null : {_id, seq: 7 + index, hash: `h${7 + index}`},
  )
}

test('looks from the known end of the chain on', () => {
  const ids = idsFromTail('artameta', KNOWN)
  expect(ids.slice(0, 2)).toEqual(['artameta.audit.000000000007', 'artameta.audit.000000000008'])
})

test('the chain ends where it did, or where others have taken it', () => {
  expect(tailFrom(KNOWN, stored(0))).toEqual(KNOWN)
  expect(tailFrom(KNOWN, stored(3))).toEqual({seq: 10, hash: 'h10'})
})

test('a chain that was started over, has grown far or is damaged has to be read anew', () => {
  expect(tailFrom({seq: 7, hash: 'other'}, stored(3))).toBeNull()
  expect(tailFrom(KNOWN, [])).toBeNull()
  expect(tailFrom(KNOWN, stored(100))).toBeNull()
  const damaged = stored(3)
  damaged[2] = {_id: 'artameta.audit.000000000009', seq: 9}
  expect(tailFrom(KNOWN, damaged)).toBeNull()
})
