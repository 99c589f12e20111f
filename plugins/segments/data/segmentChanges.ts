import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useCallback} from 'react'
import {useClient, useCurrentUser} from 'sanity'
import {checkAudience} from '../../../core/audience/checkAudience.ts'
import {parseAudience} from '../../../core/audience/parseAudience.ts'
import {audienceToGroq} from '../../../core/audience/toGroq.ts'
import type {Actor} from '../../../core/changes/activity.ts'
import {
  byRule,
  commitDecision,
  commitOnce,
  committer,
} from '../../../core/changes/commitDecision.ts'
import {recordSegmentCount} from '../../../core/changes/segments/segmentCounts.ts'
import {
  createSegment,
  deleteSegment,
  editSegment,
  freeSegmentTitle,
  type SegmentContext,
  type SegmentInput,
} from '../../../core/changes/segments/segmentDecisions.ts'
import type {SegmentUser} from '../../../core/changes/segments/segmentUsers.ts'
import {problem} from '../../../core/problems/problem.ts'
import {fetchAudienceCount} from '../../audience/insight/audienceRequests.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {referencesKey} from '../../audience/source/useAudienceSource.ts'
import {changeError, changeStore, commitOrThrow} from '../../ui/changeStore.ts'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {fetchSegment, fetchSegments, segmentsKey, type SegmentEntry} from './segmentsData.ts'

const PROBLEMS = {gone: problem('segment.gone'), overtaken: problem('segment.overtaken')}
const NO_DEFINITION = problem('segment.no-definition')

/** What changes of segments need. */
export interface SegmentWriter {
  client: SanityClient
  source: AudienceSource
  actor: Actor
}

/** Creates a writer for the current user, and refetches what it changed. */
export function useSegmentWriter(): {
  writerOf: (source: AudienceSource) => SegmentWriter
  refresh: (site: string) => Promise<void>
} {
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const queryClient = useQueryClient()
  const user = useCurrentUser()
  const writerOf = useCallback(
    (source: AudienceSource): SegmentWriter => ({
      client,
      source,
      actor: {kind: 'user', id: user?.id ?? '', name: user?.name ?? ''},
    }),
    [client, user],
  )
  const refresh = useCallback(
    async (site: string) => {
      await Promise.all([
        queryClient.invalidateQueries({queryKey: segmentsKey(site)}),
        queryClient.invalidateQueries({queryKey: referencesKey(site)}),
      ])
    },
    [queryClient],
  )
  return {writerOf, refresh}
}

/** Names and definitions as they are now: others may have created segments since. */
async function readContext({client, source, actor}: SegmentWriter): Promise<SegmentContext> {
  const {segments} = await fetchSegments(client, source.site)
  return {
    site: source.site,
    segments: new Map(segments.map((segment) => [segment._id, segment])),
    fields: source.fields,
    titleOf: source.titleOf,
    actor,
    now: new Date().toISOString(),
  }
}

function create(
  writer: SegmentWriter,
  ulid: string,
  inputFor: (context: SegmentContext) => SegmentInput,
): Promise<string> {
  const store = changeStore(writer.client, 'leads.segments.create', () => readContext(writer))
  const decide = (context: SegmentContext) => {
    const decision = createSegment(inputFor(context), context, ulid)
    return byRule(decision, decision.ok ? decision.id : '')
  }
  return commitOrThrow(store, decide, PROBLEMS)
}

/**
 * Creates a segment.
 *
 * @param ulid - key of the new document
 * @returns its id
 * @throws ChangeError when it is not allowed; else the client's error
 */
export function commitNewSegment(
  writer: SegmentWriter,
  input: SegmentInput,
  ulid: string,
): Promise<string> {
  return create(writer, ulid, () => input)
}

/**
 * Creates a copy of a segment under a free name.
 *
 * @param ulid - key of the new document
 * @returns its id
 * @throws ChangeError when its definition cannot be read; else the client's error
 */
export async function commitSegmentCopy(
  writer: SegmentWriter,
  {title, description, definition: text, count}: SegmentEntry,
  ulid: string,
): Promise<string> {
  const {definition, problems} = parseAudience(text)
  if (!definition) throw changeError(problems[0] ?? NO_DEFINITION)
  return create(writer, ulid, ({segments}) => {
    const titles = Array.from(segments.values(), (segment) => segment.title ?? '')
    return {
      title: freeSegmentTitle(title ?? '', titles),
      definition,
      description: description ?? '',
      count: count ?? undefined,
    }
  })
}

/**
 * Changes a segment.
 *
 * @param seen - the segment as the person saw it
 * @throws ChangeError when it is not allowed, the segment is gone or somebody else changed it; else the
 * client's error
 */
export async function commitSegmentEdit(
  writer: SegmentWriter,
  seen: SegmentEntry,
  input: SegmentInput,
): Promise<void> {
  const {client, source} = writer
  const store = changeStore(client, 'leads.segments.update', () =>
    Promise.all([fetchSegment(client, source.site, seen._id), readContext(writer)]),
  )
  await commitOrThrow(
    store,
    ([current, context]) => editSegment(current, seen, input, context),
    PROBLEMS,
  )
}

/**
 * Deletes a segment, unless something uses it.
 *
 * @returns what uses it; nothing when it was deleted
 * @throws the client's error when it cannot be deleted
 */
export async function commitSegmentDeletion(
  client: SanityClient,
  site: string,
  id: string,
): Promise<SegmentUser[]> {
  const store = changeStore(client, 'leads.segments.delete', () => fetchSegments(client, site))
  const {users} = await commitDecision(store, ({segments, campaigns}) => {
    const decision = deleteSegment({_id: id}, site, {
      segments: new Map(segments.map((segment) => [segment._id, segment])),
      campaigns: new Map(campaigns.map((campaign) => [campaign._id, campaign])),
    })
    return decision.ok ? {...decision, users: []} : {...decision, mutations: []}
  })
  return users
}

/**
 * Counts the leads of a segment on request, and stores the count for everybody.
 *
 * @throws ChangeError when the segment is gone or cannot be counted; else the client's error
 */
export async function commitSegmentCount(
  {client, source}: SegmentWriter,
  id: string,
): Promise<void> {
  const now = new Date().toISOString()
  const segment = await fetchSegment(client, source.site, id)
  if (!segment) throw changeError(PROBLEMS.gone)
  const {fields, segments, timeZone, site} = source
  const checked = checkAudience(segment.definition, {fields, segments, segmentId: id})
  if (!checked.ok) throw changeError(checked.problems[0] ?? NO_DEFINITION)
  const filter = audienceToGroq(checked.audience, {now, timeZone})
  const value = await fetchAudienceCount(client, site, filter, AbortSignal.timeout(60_000))
  const mutations = recordSegmentCount(segment, {value}, now)
  if (mutations.length > 0)
    await commitOnce(committer(client, 'leads.segments.count', 'sync'), mutations)
}
