import type {SegmentPoint, SegmentRecord} from '../../documents/segment.ts'
import type {Loose} from '../../documents/stored.ts'
import type {Problem} from '../../problems/problem.ts'
import {formatProblems} from '../../problems/storedProblems.ts'
import {guardedPatch, type Mutation} from '../mutation.ts'
import {segmentUsers, type SegmentSurroundings} from './segmentUsers.ts'

/** A number of leads, and when it was true. */
export interface SegmentCount {
  value: number
  /** ISO 8601, UTC. */
  at: string
}

/** Most days in a segment's history. */
export const MAX_SEGMENT_POINTS = 30

/**
 * Adds a count to a segment's history: one point a day (UTC), which is the last count of that day,
 * the newest {@link MAX_SEGMENT_POINTS} of them, oldest first.
 */
export function withSegmentPoint(
  history: Loose<SegmentPoint[]> | null | undefined,
  {value, at}: SegmentCount,
): SegmentPoint[] {
  const byDay = new Map<string, SegmentPoint>()
  for (const point of [...(history ?? []), {value, at}]) {
    if (typeof point.value !== 'number' || typeof point.at !== 'string') continue
    const day = point.at.slice(0, 10)
    const known = byDay.get(day)
    if (known?.at !== undefined && known.at > point.at) continue
    byDay.set(day, {_key: `d${day}`, _type: 'point', at: point.at, value: point.value})
  }
  const days = Array.from(byDay).sort(([left], [right]) => (left < right ? -1 : 1))
  return days.slice(-MAX_SEGMENT_POINTS).map(([, point]) => point)
}

/** The result of counting the leads of a segment. */
export type SegmentCounting = {value: number} | {failure: Problem}

/** The attributes of a segment that {@link recordSegmentCount} depends on. */
export type CountedSegment = Pick<SegmentRecord, '_id' | '_rev' | 'history' | 'countFailure'>

/** The same failure is recorded again only after this time. */
const SAME_FAILURE_MS = 3_600_000

/**
 * Decides on recording a new count of a segment. A failure is recorded beside the last count, which
 * stays. The patch is guarded by the revision that was counted, because a count of an older
 * definition is wrong.
 *
 * @param now - when it was counted, ISO 8601 UTC
 */
export function recordSegmentCount(
  segment: CountedSegment,
  result: SegmentCounting,
  now: string,
): Mutation[] {
  if ('failure' in result) return recordFailure(segment, result.failure, now)
  const count = {value: result.value, at: now}
  const operations = {set: {count, history: withSegmentPoint(segment.history, count)}}
  const unset = segment.countFailure ? {unset: ['countFailure']} : {}
  return [guardedPatch(segment, {...operations, ...unset})]
}

function recordFailure(segment: CountedSegment, failure: Problem, now: string): Mutation[] {
  const message = formatProblems([failure])
  const {countFailure} = segment
  const isKnown = countFailure?.message === message
  if (isKnown && ageOf(countFailure.at, now) < SAME_FAILURE_MS) return []
  return [guardedPatch(segment, {set: {countFailure: {message, at: now}}})]
}

/** Milliseconds since a moment; `Infinity` without a moment. */
function ageOf(at: string | null | undefined, now: string): number {
  const age = Date.parse(now) - Date.parse(at ?? '')
  return Number.isNaN(age) ? Infinity : age
}

/** A view of a segment is recorded at most this often, in milliseconds. */
const VIEW_RECORDED_MS = 30 * 60_000

/**
 * Decides on recording that somebody views segments, which keeps their counts up to date. At most
 * one write each half hour, however many people look.
 *
 * @param now - ISO 8601 UTC
 */
export function viewSegments(
  segments: readonly Pick<SegmentRecord, '_id' | 'viewedAt'>[],
  now: string,
): Mutation[] {
  return segments
    .filter(({viewedAt}) => ageOf(viewedAt, now) >= VIEW_RECORDED_MS)
    .map(({_id}) => ({patch: {id: _id, set: {viewedAt: now}}}))
}

/** Counts that are older than this are refreshed, in milliseconds. */
export const SEGMENT_COUNT_AGE_MS = 5 * 60_000

/** Segments that were viewed within this time are kept up to date. */
const RECENTLY_VIEWED_MS = 2 * VIEW_RECORDED_MS

/** Every segment is counted this often, so that its history has a point for each day. */
const DAILY_MS = 86_400_000

/** The attributes of a segment that {@link dueSegments} depends on. */
export type CountableSegment = Pick<
  SegmentRecord,
  '_id' | 'title' | 'definition' | 'count' | 'viewedAt'
>

/** Whether a count is older than five minutes, or missing. */
export function isCountOld(segment: Pick<SegmentRecord, 'count'>, now: string): boolean {
  return ageOf(segment.count?.at, now) >= SEGMENT_COUNT_AGE_MS
}

/**
 * The segments to count now: those whose count is older than five minutes and that a segment or a
 * campaign uses, or somebody viewed within the last hour; and each once a day.
 *
 * @param now - ISO 8601 UTC
 * @returns the one with the oldest count first
 */
export function dueSegments<Segment extends CountableSegment>(
  segments: ReadonlyMap<string, Segment>,
  campaigns: SegmentSurroundings['campaigns'],
  now: string,
): Segment[] {
  const isDue = (segment: Segment): boolean => {
    if (!isCountOld(segment, now)) return false
    if (ageOf(segment.count?.at, now) >= DAILY_MS) return true
    if (ageOf(segment.viewedAt, now) < RECENTLY_VIEWED_MS) return true
    return segmentUsers(segment._id, {segments, campaigns}).length > 0
  }
  return [...segments.values()]
    .filter(isDue)
    .toSorted((left, right) => ageOf(right.count?.at, now) - ageOf(left.count?.at, now))
}
