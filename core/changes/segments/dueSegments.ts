import type {SegmentRecord} from '../../documents/segment.ts'
import {VIEW_NOTED_MS} from './viewSegments.ts'
import {segmentUsers, type SegmentSurroundings} from './segmentUsers.ts'

/** A count that is older than this is counted again, in milliseconds. */
export const SEGMENT_COUNT_AGE_MS = 5 * 60_000

/** A segment that was looked at so recently is kept up to date, in milliseconds. */
const VIEWED_LATELY_MS = 2 * VIEW_NOTED_MS

/** Every segment is counted once in so long, so that its history has a point for each day. */
const DAILY_MS = 86_400_000

/** The part of a segment that tells whether it is to be counted. */
export type CountableSegment = Pick<
  SegmentRecord,
  '_id' | 'title' | 'definition' | 'count' | 'viewedAt'
>

/** Milliseconds since a moment; endless where there is none. */
function since(at: string | null | undefined, now: string): number {
  const age = Date.parse(now) - Date.parse(at ?? '')
  return Number.isNaN(age) ? Infinity : age
}

/** Whether a count is older than five minutes, or was never taken. */
export function isCountOld(segment: Pick<SegmentRecord, 'count'>, now: string): boolean {
  return since(segment.count?.at, now) >= SEGMENT_COUNT_AGE_MS
}

/**
 * The segments that are to be counted now: those whose count is older than five minutes and that
 * are used by a segment or a campaign, or were looked at within the last hour; and each once a day.
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
    if (since(segment.count?.at, now) >= DAILY_MS) return true
    if (since(segment.viewedAt, now) < VIEWED_LATELY_MS) return true
    return segmentUsers(segment._id, {segments, campaigns}).length > 0
  }
  return [...segments.values()]
    .filter(isDue)
    .toSorted((left, right) => since(right.count?.at, now) - since(left.count?.at, now))
}
