import type {SegmentRecord} from '../../documents/segment.ts'
import type {Mutation} from '../mutation.ts'

/** How often it is noted that a segment is looked at, in milliseconds. */
export const VIEW_NOTED_MS = 30 * 60_000

/**
 * Decides on noting that somebody looks at segments, so that they are counted in the background. It
 * is noted every half hour at most, whoever looks, so that many viewers do not make many writes.
 *
 * @param now - ISO 8601 UTC
 */
export function viewSegments(
  segments: readonly Pick<SegmentRecord, '_id' | 'viewedAt'>[],
  now: string,
): Mutation[] {
  return segments
    .filter(({viewedAt}) => !(Date.parse(now) - Date.parse(viewedAt ?? '') < VIEW_NOTED_MS))
    .map(({_id}) => ({patch: {id: _id, set: {viewedAt: now}}}))
}
