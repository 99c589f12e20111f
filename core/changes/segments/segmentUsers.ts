import {whereUsed} from '../../audience/audienceUsage.ts'
import type {SegmentRecord} from '../../documents/segment.ts'
import type {Loose} from '../../documents/stored.ts'
import type {Campaign} from '../../sanity.types.generated.ts'

/** The documents of a site that may use segments. */
export interface SegmentSurroundings {
  segments: ReadonlyMap<string, Pick<SegmentRecord, 'title' | 'definition'>>
  /** Campaigns by id. */
  campaigns: ReadonlyMap<string, Pick<Loose<Campaign>, 'title' | 'audience'>>
}

/** A document that uses a segment. */
export interface SegmentUser {
  kind: 'segment' | 'campaign'
  id: string
  title: string
}

/** The segments and campaigns that use a segment directly, in the given order. */
export function segmentUsers(
  id: string,
  {segments, campaigns}: SegmentSurroundings,
): SegmentUser[] {
  const audiences = new Map(
    Array.from(campaigns, ([key, {audience}]) => [key, {definition: audience ?? null}] as const),
  )
  return [
    ...whereUsed(segments, 'segments', id).map((user): SegmentUser => {
      return {kind: 'segment', id: user, title: segments.get(user)?.title ?? user}
    }),
    ...whereUsed(audiences, 'segments', id).map((user): SegmentUser => {
      return {kind: 'campaign', id: user, title: campaigns.get(user)?.title ?? user}
    }),
  ]
}

/**
 * The segments that a segment must not use, because it would come to use itself: itself, and all
 * that use it, directly or not.
 */
export function segmentsThatUse(
  id: string,
  segments: SegmentSurroundings['segments'],
): ReadonlySet<string> {
  const found = new Set([id])
  for (const candidate of found) {
    for (const user of whereUsed(segments, 'segments', candidate)) found.add(user)
  }
  return found
}
