import Database from 'better-sqlite3'
import {afterAll, describe, expect, it} from 'vitest'
import {keyOf, NOTHING_KEY, TRUE_KEY, type KeyValue} from '../indexes/keyValue.ts'
import {amongKeys} from './sqlCondition.ts'

const database = new Database(':memory:')
afterAll(() => database.close())
database.exec('CREATE TABLE entries (n INTEGER PRIMARY KEY, k ANY NOT NULL) STRICT')

const KEYS: KeyValue[] = [
  ...Array.from({length: 300}, (_, number) => number),
  '',
  '7',
  'Ada',
  "o'neill",
  'Zoë 😀',
  'a"b\\c',
  keyOf('\uFFFD') ?? '',
  0.1 + 0.2,
  TRUE_KEY,
  NOTHING_KEY,
]
const insert = database.prepare('INSERT INTO entries (n, k) VALUES (?, ?)')
for (const [n, key] of KEYS.entries()) insert.run(n, key)

/** Places of the keys that a statement finds. */
function found(keys: readonly KeyValue[]): unknown[] {
  const {text, params} = amongKeys('e.k', keys)
  return database
    .prepare(`SELECT n FROM entries e WHERE ${text} ORDER BY n`)
    .pluck()
    .all(...params)
}

/** Every place of which something holds. */
function places(holds: (key: KeyValue) => boolean): number[] {
  return KEYS.flatMap((key, n) => (holds(key) ? [n] : []))
}

describe('one of some keys', () => {
  const isFraction = (key: KeyValue) => key === 0.1 + 0.2

  it('is found among few or many', () => {
    expect(found([])).toEqual([])
    expect(found(KEYS.slice(290))).toEqual(places((key) => KEYS.indexOf(key) >= 290))
    const many = KEYS.filter((key) => !isFraction(key) && key !== 5)
    expect(amongKeys('e.k', many).params).toHaveLength(1)
    expect(found(many)).toEqual(places((key) => !isFraction(key) && key !== 5))
    expect(found(many.filter((key) => key !== NOTHING_KEY))).toEqual(
      places((key) => !isFraction(key) && key !== 5 && key !== NOTHING_KEY),
    )
  })

  it('is the exact number, with any digits', () => {
    expect(found(KEYS)).toHaveLength(KEYS.length)
    expect(found(KEYS.map((key) => (isFraction(key) ? 0.3 : key)))).not.toContain(
      KEYS.findIndex(isFraction),
    )
    const fractions = Array.from({length: 6000}, (_, number) => number + 0.5)
    expect(amongKeys('e.k', fractions).exact).toBe(false)
  })
})
