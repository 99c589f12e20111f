import type {SegmentRecord} from '../../documents/segment.ts'
import {assertSameSite} from '../../tenancy/assertSameSite.ts'
import type {Mutation} from '../mutation.ts'
import {segmentUsers, type SegmentSurroundings, type SegmentUser} from './segmentUsers.ts'

/** What to write to delete a segment, or what uses it still. */
export type DeleteSegmentDecision =
  | {ok: true; mutations: Mutation[]}
  | {ok: false; users: SegmentUser[]}

/**
 * Decides on deleting a segment. It is refused while segments or campaigns use it: what uses a
 * segment that is gone cannot be counted or sent any more.
 *
 * @throws ForeignDocumentError when the segment belongs to another site
 */
export function deleteSegment(
  segment: Pick<SegmentRecord, '_id'>,
  site: string,
  surroundings: SegmentSurroundings,
): DeleteSegmentDecision {
  assertSameSite(site, segment)
  const users = segmentUsers(segment._id, surroundings)
  if (users.length > 0) return {ok: false, users}
  return {ok: true, mutations: [{delete: {id: segment._id}}]}
}
