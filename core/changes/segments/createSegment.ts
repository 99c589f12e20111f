import type {FieldProblem} from '../../envelope/envelope.ts'
import {tenantDocumentId} from '../../tenancy/documentId.ts'
import {withoutBlanks, type Mutation} from '../mutation.ts'
import {withSegmentPoint} from './segmentHistory.ts'
import {segmentParts, type SegmentContext, type SegmentInput} from './segmentParts.ts'

/** What to write for a new segment, or why it cannot be made. */
export type CreateSegmentDecision =
  | {ok: true; id: string; mutations: Mutation[]}
  | {ok: false; problems: FieldProblem[]}

/**
 * Decides on a new segment. Its name must be unique within the site, upper and lower case being the
 * same, and its definition sound. Problems name `title` or `definition`.
 *
 * @param ulid - key of the new document
 */
export function createSegment(
  input: SegmentInput,
  context: SegmentContext,
  ulid: string,
): CreateSegmentDecision {
  const {site, actor, now} = context
  const id = tenantDocumentId(site, 'segment', ulid)
  const checked = segmentParts(id, input, context)
  if (!checked.ok) return checked
  const {count} = input
  const counted = count ? {count, history: withSegmentPoint([], count)} : {}
  const document = {
    _id: id,
    _type: 'segment',
    site,
    ...withoutBlanks(checked.parts),
    ...counted,
    changedAt: now,
    changedBy: actor,
    viewedAt: now,
  }
  return {ok: true, id, mutations: [{create: document}]}
}
