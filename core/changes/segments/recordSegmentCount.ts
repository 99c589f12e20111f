import type {SegmentRecord} from '../../documents/segment.ts'
import {cleanLine} from '../../people/cleanText.ts'
import {guardedPatch, type Mutation} from '../mutation.ts'
import {withSegmentPoint} from './segmentHistory.ts'

/** The same failure is noted again only after so long, in milliseconds. */
const NOTED_MS = 3_600_000

/** How counting the leads of a segment ended. */
export type SegmentCounting = {value: number} | {failure: string}

/** The part of a segment that a new count is decided on. */
export type CountedSegment = Pick<SegmentRecord, '_id' | '_rev' | 'history' | 'countFailure'>

function failureMutations(segment: CountedSegment, failure: string, now: string): Mutation[] {
  const message = cleanLine(failure, 300)
  const {countFailure} = segment
  const since = Date.parse(now) - Date.parse(countFailure?.at ?? '')
  if (countFailure?.message === message && since < NOTED_MS) return []
  return [guardedPatch(segment, {set: {countFailure: {message, at: now}}})]
}

/**
 * Decides on keeping a new count of a segment, or why it could not be counted; then the last count
 * stays. The patch holds for the revision that was counted: when somebody changed the segment
 * meanwhile, the count is of something else, and is dropped.
 *
 * @param now - when it was counted, ISO 8601 UTC
 */
export function recordSegmentCount(
  segment: CountedSegment,
  result: SegmentCounting,
  now: string,
): Mutation[] {
  if ('failure' in result) return failureMutations(segment, result.failure, now)
  const count = {value: result.value, at: now}
  const operations = {set: {count, history: withSegmentPoint(segment.history, count)}}
  const unset = segment.countFailure ? {unset: ['countFailure']} : {}
  return [guardedPatch(segment, {...operations, ...unset})]
}
