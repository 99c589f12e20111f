import type {SanityClient} from '@sanity/client'
import {checkAudience} from '../../../core/audience/checkAudience.ts'
import {parseAudience} from '../../../core/audience/parseAudience.ts'
import {audienceToGroq} from '../../../core/audience/toGroq.ts'
import type {Actor} from '../../../core/changes/activity.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import {
  createSegment,
  deleteSegment,
  freeSegmentTitle,
  type SegmentContext,
  type SegmentInput,
  updateSegment,
} from '../../../core/changes/segments/segmentDecisions.ts'
import {recordSegmentCount} from '../../../core/changes/segments/segmentCounts.ts'
import type {SegmentUser} from '../../../core/changes/segments/segmentUsers.ts'
import type {FieldProblem} from '../../../core/envelope/envelope.ts'
import {fetchAudienceCount} from '../../audience/insight/requests.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {fetchSegment, fetchSegments, type SegmentEntry} from '../data/segmentsData.ts'

/** What changes of segments are made with. */
export interface SegmentWriting {
  client: SanityClient
  source: AudienceSource
  actor: Actor
  /** ISO 8601, UTC. */
  now: string
}

/** How a change of a segment ended. */
export type SegmentOutcome = {ok: true; id: string} | {ok: false; problems: FieldProblem[]}

/** The segment as it was when somebody began to edit it. */
export type EditedSegment = Pick<SegmentEntry, '_id' | 'title' | 'description' | 'definition'>

/** Thrown when a change cannot be made; the text is for the person who asked for it. */
export class SegmentChangeError extends Error {
  override readonly name = 'SegmentChangeError'
}

async function commit(client: SanityClient, mutations: Mutation[], tag: string): Promise<void> {
  if (mutations.length === 0) return
  await client.mutate(mutations, {returnDocuments: false, tag, visibility: 'sync'})
}

/** Names and definitions as they are now: others may have made segments since. */
async function freshContext({client, source, actor, now}: SegmentWriting): Promise<SegmentContext> {
  const {segments} = await fetchSegments(client, source.site)
  return {
    site: source.site,
    segments: new Map(segments.map((segment) => [segment._id, segment])),
    fields: source.fields,
    titleOf: source.titleOf,
    actor,
    now,
  }
}

/**
 * Makes a segment.
 *
 * @param ulid - key of the new document
 * @throws the client's error when it cannot be written
 */
export async function writeNewSegment(
  writing: SegmentWriting,
  input: SegmentInput,
  ulid: string,
): Promise<SegmentOutcome> {
  const decision = createSegment(input, await freshContext(writing), ulid)
  if (!decision.ok) return decision
  await commit(writing.client, decision.mutations, 'leads.segments.create')
  return {ok: true, id: decision.id}
}

/**
 * Makes a copy of a segment under a free name.
 *
 * @param ulid - key of the new document
 * @throws SegmentChangeError when its definition cannot be read; else the client's error
 */
export async function writeSegmentCopy(
  writing: SegmentWriting,
  segment: SegmentEntry,
  ulid: string,
): Promise<SegmentOutcome> {
  const {definition, problems} = parseAudience(segment.definition)
  if (!definition) throw new SegmentChangeError(problems[0]?.reason ?? 'It has no definition.')
  const context = await freshContext(writing)
  const titles = Array.from(context.segments.values(), ({title}) => title ?? '')
  const title = freeSegmentTitle(segment.title ?? '', titles)
  const {description, count} = segment
  const input = {title, definition, description: description ?? '', count: count ?? undefined}
  const decision = createSegment(input, context, ulid)
  if (!decision.ok) return decision
  await commit(writing.client, decision.mutations, 'leads.segments.create')
  return {ok: true, id: decision.id}
}

function isSame(left: EditedSegment, right: EditedSegment): boolean {
  return (
    left.title === right.title &&
    (left.description ?? '') === (right.description ?? '') &&
    left.definition === right.definition
  )
}

/**
 * Changes a segment. New counts that came meanwhile do not stand in the way; what somebody else
 * made of it meanwhile does.
 *
 * @param edited - the segment as the person saw it
 * @throws SegmentChangeError when it is gone or somebody else changed it; else the client's error
 */
export async function writeSegment(
  writing: SegmentWriting,
  edited: EditedSegment,
  input: SegmentInput,
): Promise<SegmentOutcome> {
  const context = await freshContext(writing)
  for (let round = 0; ; round += 1) {
    const current = await fetchSegment(writing.client, context.site, edited._id)
    if (!current) throw new SegmentChangeError('The segment was deleted in the meantime.')
    if (!isSame(current, edited)) {
      throw new SegmentChangeError(
        'Somebody else changed this segment in the meantime. Open it again to see what it is now.',
      )
    }
    const decision = updateSegment(current, input, context)
    if (!decision.ok) return decision
    try {
      await commit(writing.client, decision.mutations, 'leads.segments.update')
      return {ok: true, id: edited._id}
    } catch (error) {
      if (round > 2 || errorReason(error).kind !== 'conflict') throw error
    }
  }
}

/**
 * Deletes a segment, unless something uses it.
 *
 * @returns what uses it; nothing when it was deleted
 * @throws the client's error when it cannot be deleted
 */
export async function writeSegmentDeletion(
  client: SanityClient,
  site: string,
  id: string,
): Promise<SegmentUser[]> {
  const {segments, campaigns} = await fetchSegments(client, site)
  const decision = deleteSegment({_id: id}, site, {
    segments: new Map(segments.map((segment) => [segment._id, segment])),
    campaigns: new Map(campaigns.map((campaign) => [campaign._id, campaign])),
  })
  if (!decision.ok) return decision.users
  await commit(client, decision.mutations, 'leads.segments.delete')
  return []
}

/**
 * Counts the leads of a segment now, because somebody asked, and keeps the count for everybody.
 *
 * @throws SegmentChangeError when the segment is gone or cannot be counted; else the client's error
 */
export async function writeSegmentCount(
  {client, source, now}: SegmentWriting,
  id: string,
): Promise<void> {
  const segment = await fetchSegment(client, source.site, id)
  if (!segment) throw new SegmentChangeError('The segment was deleted in the meantime.')
  const {fields, segments, timeZone, site} = source
  const checked = checkAudience(segment.definition, {fields, segments, segmentId: id})
  if (!checked.ok) {
    throw new SegmentChangeError(checked.problems[0]?.reason ?? 'It has no definition.')
  }
  const filter = audienceToGroq(checked.audience, {now, timeZone})
  const value = await fetchAudienceCount(client, site, filter, AbortSignal.timeout(60_000))
  await commit(client, recordSegmentCount(segment, {value}, now), 'leads.segments.count')
}
