import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {problem} from '../../problems/problem.ts'
import {formatProblems} from '../../problems/storedProblems.ts'
import type {AudienceDefinition} from '../../audience/definition.ts'
import {
  dueSegments,
  MAX_SEGMENT_POINTS,
  recordSegmentCount,
  viewSegments,
  withSegmentPoint,
} from './segmentCounts.ts'

const NOW = '2026-05-04T10:00:00.000Z'

function definition(field: string, operator: string, value: unknown): AudienceDefinition {
  const rule = {id: 'r1', field, operator, value}
  return {version: 1, root: {id: 'root', combinator: 'and', rules: [rule]}}
}

const WON = definition('status', 'is', 'won')
const USES = definition('segment', 'anyOf', ['alpha.segment.used'])

const stored = (title: string, value: AudienceDefinition) => ({
  title,
  definition: JSON.stringify(value),
})

describe('counts', () => {
  test('the history keeps one point a day, the newest thirty, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({max: 90 * 24}), fc.nat({max: 1000})), {maxLength: 120}),
        (counts) => {
          const points = counts.map(([hours, value]) => ({
            at: new Date(Date.parse(NOW) + hours * 3_600_000).toISOString(),
            value,
          }))
          let history: ReturnType<typeof withSegmentPoint> = []
          for (const point of points) history = withSegmentPoint(history, point)
          const days = history.map(({at}) => at?.slice(0, 10) ?? '')
          expect(new Set(days).size).toBe(days.length)
          expect(days.every((day, index) => index === 0 || day > (days[index - 1] ?? ''))).toBe(
            true,
          )
          expect(history.length).toBeLessThanOrEqual(MAX_SEGMENT_POINTS)
          const newest = points
            .map(({at}) => at)
            .sort()
            .at(-1)
          expect(history.at(-1)?.at).toBe(newest)
        },
      ),
    )
  })

  test('a failure is recorded, the last count stays, and the next count removes the failure', () => {
    const segment = {_id: 'alpha.segment.won', _rev: 'r1'}
    const failure = problem('segment.no-definition')
    const message = formatProblems([failure])
    expect(recordSegmentCount(segment, {failure}, NOW)).toEqual([
      {
        patch: {
          id: segment._id,
          ifRevisionID: 'r1',
          set: {countFailure: {message, at: NOW}},
        },
      },
    ])
    const failed = {...segment, countFailure: {message, at: NOW}}
    expect(recordSegmentCount(failed, {failure}, NOW)).toEqual([])
    expect(recordSegmentCount(failed, {value: 2}, NOW)).toMatchObject([
      {patch: {set: {count: {value: 2, at: NOW}}, unset: ['countFailure']}},
    ])
  })

  test('views are recorded every half hour at most', () => {
    const at = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString()
    const segments = [
      {_id: 'alpha.segment.a', viewedAt: at(5)},
      {_id: 'alpha.segment.b', viewedAt: at(31)},
      {_id: 'alpha.segment.c'},
    ]
    expect(viewSegments(segments, NOW)).toEqual([
      {patch: {id: 'alpha.segment.b', set: {viewedAt: NOW}}},
      {patch: {id: 'alpha.segment.c', set: {viewedAt: NOW}}},
    ])
  })

  test('due are old counts of segments that are used or looked at, and each once a day', () => {
    const at = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString()
    const segment = (id: string, counted: number | null, viewed: number, value = WON) => ({
      _id: id,
      ...stored(id, value),
      ...(counted === null ? {} : {count: {value: 1, at: at(counted)}}),
      viewedAt: at(viewed),
    })
    const all = [
      segment('alpha.segment.fresh', 2, 1),
      segment('alpha.segment.viewed', 6, 10),
      segment('alpha.segment.forgotten', 6, 600),
      segment('alpha.segment.used', 7, 600),
      segment('alpha.segment.daily', 1500, 5000),
      segment('alpha.segment.never', null, 5000, USES),
    ]
    const due = dueSegments(new Map(all.map((each) => [each._id, each])), new Map(), NOW)
    expect(due.map(({_id}) => _id)).toEqual([
      'alpha.segment.never',
      'alpha.segment.daily',
      'alpha.segment.used',
      'alpha.segment.viewed',
    ])
  })
})
