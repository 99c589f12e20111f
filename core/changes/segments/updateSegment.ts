import {audienceKey} from '../../audience/canonicalAudience.ts'
import {parseAudience} from '../../audience/parseAudience.ts'
import type {SegmentRecord} from '../../documents/segment.ts'
import type {FieldProblem} from '../../envelope/envelope.ts'
import {assertSameSite} from '../../tenancy/assertSameSite.ts'
import {guardedPatch, type Mutation, type PatchOperations} from '../mutation.ts'
import {withSegmentPoint} from './segmentHistory.ts'
import {segmentParts, type SegmentContext, type SegmentInput} from './segmentParts.ts'

/** The part of a segment that a change of it is decided on. */
export type ChangedSegment = Pick<
  SegmentRecord,
  '_id' | '_rev' | 'title' | 'description' | 'definition' | 'history'
>

/** What to write for a change of a segment, or why it cannot be made. */
export type UpdateSegmentDecision =
  /** No mutations: the segment is that way already. */
  {ok: true; mutations: Mutation[]} | {ok: false; problems: FieldProblem[]}

function meaning(definition: unknown): string | null {
  const parsed = parseAudience(definition)
  return parsed.definition && audienceKey(parsed.definition)
}

/** A count is of one meaning: with another it starts anew, and so does its history. */
function countOperations(input: SegmentInput, isOther: boolean, segment: ChangedSegment) {
  const {count} = input
  if (count) {
    const before = isOther ? [] : segment.history
    return {set: {count, history: withSegmentPoint(before, count)}, unset: ['countFailure']}
  }
  return {set: {}, unset: isOther ? ['count', 'history', 'countFailure'] : []}
}

/**
 * Decides on a change of a segment. It must not come to use itself, by way of others either. The
 * patch holds for the revision that was read.
 *
 * @throws ForeignDocumentError when the segment belongs to another site
 */
export function updateSegment(
  segment: ChangedSegment,
  input: SegmentInput,
  context: SegmentContext,
): UpdateSegmentDecision {
  assertSameSite(context.site, segment)
  const checked = segmentParts(segment._id, input, context)
  if (!checked.ok) return checked
  const {title, description, definition} = checked.parts
  const isSame =
    title === segment.title &&
    description === (segment.description ?? '') &&
    definition === segment.definition
  if (isSame) return {ok: true, mutations: []}
  const isOther = meaning(input.definition) !== meaning(segment.definition)
  const counted = countOperations(input, isOther, segment)
  const {description: _, ...parts} = checked.parts
  const unset = [...counted.unset, ...(description === '' ? ['description'] : [])]
  const operations: PatchOperations = {
    set: {
      ...parts,
      ...(description === '' ? {} : {description}),
      ...counted.set,
      changedAt: context.now,
      changedBy: context.actor,
    },
    ...(unset.length > 0 ? {unset} : {}),
  }
  return {ok: true, mutations: [guardedPatch(segment, operations)]}
}
