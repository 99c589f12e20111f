import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  advance,
  caughtUpTo,
  fallBehind,
  isHeldByOther,
  MAX_REMEMBERED,
  NO_PROGRESS,
  noteProgress,
  OVERLAP_MS,
  progressOf,
  readingStart,
  takeLease,
  transactionMark,
} from './trailProgress.ts'

const NOW = '2026-07-02T12:00:00.000Z'
const START = Date.parse(NOW)

function at(ms: number): string {
  return new Date(START + ms).toISOString()
}

describe('the lease', () => {
  const lease = {_id: 'network.lease.trail', _rev: 'r1', holder: 'a', expiresAt: at(1000)}

  test('is exclusive until it expires', () => {
    expect(isHeldByOther(null, 'b', NOW)).toBe(false)
    expect(isHeldByOther(lease, 'b', NOW)).toBe(true)
    expect(isHeldByOther(lease, 'a', NOW)).toBe(false)
    expect(isHeldByOther(lease, 'b', at(1001))).toBe(false)
    expect(isHeldByOther({...lease, expiresAt: 'never'}, 'b', NOW)).toBe(false)
  })

  test('is acquired and renewed for one revision only', () => {
    expect(takeLease(lease, 'b', NOW)).toMatchObject({patch: {ifRevisionID: 'r1'}})
    expect(takeLease(null, 'b', NOW)).toMatchObject({create: {_id: 'network.lease.trail'}})
    expect(noteProgress(lease, NO_PROGRESS, NOW)).toMatchObject({patch: {ifRevisionID: 'r1'}})
  })

  test('keeps the progress; unreadable progress is ignored', () => {
    const progress = advance(NO_PROGRESS, {at: NOW, id: 't', author: null}, [])
    const text = JSON.stringify(progress)
    expect(progressOf({...lease, progress: text})).toEqual(progress)
    for (const odd of [null, '', '{', '{"version":2}', '[]']) {
      expect(progressOf({...lease, progress: odd})).toEqual(NO_PROGRESS)
    }
  })
})

/** A history in which some transactions are listed later than their times say. */
const history = fc
  .array(fc.record({step: fc.nat(4000), late: fc.nat(OVERLAP_MS - 1)}), {maxLength: 60})
  .map((steps) => {
    let time = 0
    return steps.map(({step, late}, index) => {
      time += step
      return {id: `transaction-${index}`, author: 'a', at: at(time), time, listed: time + late}
    })
  })

test('every transaction is read once, also one that is listed late', () => {
  fc.assert(
    fc.property(history, fc.integer({min: 1, max: 20_000}), (all, pause) => {
      let progress = NO_PROGRESS
      const read: string[] = []
      const end = Math.max(0, ...all.map(({listed}) => listed)) + pause
      for (let clock = 0; clock <= end + pause; clock += pause) {
        const from = Date.parse(readingStart(progress, at(clock)))
        const remembered = new Set(progress.recent.map(([mark]) => mark))
        const seen = all.filter(({time, listed}) => listed <= clock && START + time >= from)
        const fresh = seen.filter((each) => !remembered.has(transactionMark(each)))
        read.push(...fresh.map(({id}) => id))
        const last = seen.at(-1)
        if (last) {
          progress = advance(progress, last, fresh)
        }
      }
      expect(read.toSorted()).toEqual(all.map(({id}) => id).toSorted())
    }),
  )
})

test('keeps a limited number of transactions, and then starts later', () => {
  const many = Array.from({length: MAX_REMEMBERED + 10}, (_, index) => ({
    id: `t${index}`,
    author: null,
    at: at(Math.floor(index / 100)),
  }))
  const last = many.at(-1) ?? {id: '', author: null, at: NOW}
  const progress = advance(NO_PROGRESS, last, many)
  expect(progress.recent).toHaveLength(MAX_REMEMBERED)
  expect(Date.parse(readingStart(progress, NOW))).toBe(START + 1)
})

test('a chain that was behind is caught up without gaps or duplicates, wherever it stops', () => {
  const moments = fc.array(fc.nat(2), {minLength: 1, maxLength: 30}).map((steps) => {
    let time = 0
    return steps.map((step, index) => {
      time += step
      return {id: `t${index % 7}`, author: String(index), at: at(time)}
    })
  })
  fc.assert(
    fc.property(moments, fc.nat(), fc.integer({min: 1, max: 5}), (all, fault, size) => {
      const place = fault % all.length
      const [first = all[0], ...rest] = all.slice(place)
      if (!first) return
      // What came before was told, some of it in the batch in which the chain fell behind.
      const split = Math.max(0, place - size)
      const before = advance(NO_PROGRESS, all[split] ?? first, all.slice(0, split))
      let behind = fallBehind('artameta', first, 'away', before, all.slice(split, place))
      const told: string[] = []
      for (;;) {
        const due = all.filter(
          (each) => each.at >= behind.from.at && !behind.told.includes(transactionMark(each)),
        )
        if (due.length === 0) break
        const batch = due.slice(0, size)
        told.push(...batch.map(({author}) => author))
        behind = caughtUpTo(behind, batch)
      }
      expect(told).toEqual([first, ...rest].map(({author}) => author))
    }),
  )
})
