import type {SanityClient} from '@sanity/client'
import {
  type CampaignContext,
  changeCampaignAudience,
  type UsedSegment,
  createCampaign,
  type NewCampaign,
} from '../../../core/changes/campaigns/campaignDecisions.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import type {FieldProblem} from '../../../core/envelope/envelope.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {fetchCampaign, type CampaignEntry} from '../data/campaignsData.ts'
import {fetchSegments} from '../data/segmentsData.ts'

/** What campaigns are changed with. */
export interface CampaignWriting {
  client: SanityClient
  source: Pick<AudienceSource, 'site' | 'fields'>
}

/** A campaign that was made or changed. */
export interface WrittenCampaign {
  id: string
  title: string
}

/** How using a segment in a campaign ended. */
export type CampaignOutcome =
  | {ok: true; campaign: WrittenCampaign}
  | {ok: false; problems: FieldProblem[]}

/** A campaign as the person who changes it saw it. */
export type SeenCampaign = Pick<CampaignEntry, '_id' | 'status' | 'audience'>

/** Thrown when a campaign is not what the person saw; the text is for that person. */
export class CampaignChangeError extends Error {
  override readonly name = 'CampaignChangeError'
}

/** Tries again when others write to the campaign what is no concern of ours. */
const MOST_ROUNDS = 4

async function commit(client: SanityClient, mutations: Mutation[], tag: string): Promise<void> {
  if (mutations.length === 0) return
  await client.mutate(mutations, {returnDocuments: false, tag, visibility: 'sync'})
}

/** Segments as they are now: others may have changed or deleted some since. */
async function freshContext({client, source}: CampaignWriting): Promise<CampaignContext> {
  const {site, fields} = source
  const {segments} = await fetchSegments(client, site)
  return {site, fields, segments: new Map(segments.map((segment) => [segment._id, segment]))}
}

/**
 * Makes a campaign for the people of a segment.
 *
 * @param ulid - key of the new document; the same one again makes no second campaign
 * @throws the client's error when it cannot be written
 */
export async function writeNewCampaign(
  writing: CampaignWriting,
  input: NewCampaign,
  ulid: string,
): Promise<CampaignOutcome> {
  const decision = createCampaign(input, await freshContext(writing), ulid)
  if (!decision.ok) return decision
  await commit(writing.client, decision.mutations, 'leads.segments.create-campaign')
  const {id, title} = decision
  return {ok: true, campaign: {id, title}}
}

/** Whether the person decided on what the campaign is. */
function isAsSeen(current: CampaignEntry, seen: SeenCampaign): boolean {
  return current.status === seen.status && (current.audience ?? '') === (seen.audience ?? '')
}

/**
 * Uses a segment in a campaign that is still being written. What others write meanwhile does not
 * stand in the way, unless it is for whom the campaign is, or how far it is.
 *
 * @throws CampaignChangeError when it is gone or no longer what the person saw; else the client's
 * error
 */
export async function writeCampaignAudience(
  writing: CampaignWriting,
  seen: SeenCampaign,
  used: UsedSegment,
): Promise<CampaignOutcome> {
  const context = await freshContext(writing)
  for (let round = 1; ; round += 1) {
    const current = await fetchCampaign(writing.client, context.site, seen._id)
    if (!current) throw new CampaignChangeError('The campaign was deleted in the meantime.')
    const decision = changeCampaignAudience(current, used, context)
    if (!decision.ok) return decision
    if (!isAsSeen(current, seen)) {
      throw new CampaignChangeError(
        'Somebody else changed for whom this campaign is in the meantime. It is shown as it is now: look at it and choose again.',
      )
    }
    const {title, _id: id} = current
    try {
      await commit(writing.client, decision.mutations, 'leads.segments.change-campaign')
      return {ok: true, campaign: {id, title: title?.trim() || id}}
    } catch (error) {
      if (round >= MOST_ROUNDS || errorReason(error).kind !== 'conflict') throw error
    }
  }
}
