import {serializeAudience} from '../../audience/canonicalAudience.ts'
import type {CheckedAudience} from '../../audience/checkAudience.ts'
import type {AudienceDefinition} from '../../audience/definition.ts'
import {parseAudience, wholeProblem} from '../../audience/parseAudience.ts'
import type {CampaignRecord} from '../../documents/campaign.ts'
import type {FieldProblem} from '../../envelope/envelope.ts'
import {assertSameSite} from '../../tenancy/assertSameSite.ts'
import {guardedPatch, type Mutation} from '../mutation.ts'
import {
  audienceProblems,
  campaignAudience,
  closedCampaignReason,
  type CampaignContext,
} from './campaignParts.ts'
import {segmentInAudience, type SegmentUse} from '../../audience/combineAudiences.ts'

/** The part of a campaign that a change of its audience is decided on. */
export type ChangedCampaign = Pick<CampaignRecord, '_id' | '_rev' | 'status' | 'audience'>

/** How a segment is to be used in a campaign. */
export interface UsedSegment {
  segmentId: string
  use: SegmentUse
}

/** What to write for another audience of a campaign, or why it cannot be that. */
export type ChangeCampaignDecision =
  /** No mutations: the campaign is for these people already. */
  {ok: true; mutations: Mutation[]} | {ok: false; problems: FieldProblem[]}

/** Whether a campaign says for whom it is; one that does not gets its first audience. */
export function hasAudience({audience}: Pick<ChangedCampaign, 'audience'>): boolean {
  return (audience ?? '').trim() !== ''
}

/** The audience that a campaign has, as far as it can be read. */
function currentAudience(
  campaign: Pick<ChangedCampaign, 'audience'>,
): {ok: true; definition: AudienceDefinition | null} | {ok: false; reason: string} {
  if (!hasAudience(campaign)) return {ok: true, definition: null}
  const {definition, problems} = parseAudience(campaign.audience)
  const [problem] = problems
  if (definition && !problem) return {ok: true, definition}
  const reason = `For whom the campaign is now can’t be read: ${problem?.reason ?? ''} Replace it.`
  return {ok: false, reason}
}

/** For whom a campaign would be once a segment is used in it, or what is in the way of that. */
export function audienceWithSegment(
  campaign: Pick<ChangedCampaign, 'audience'>,
  {segmentId, use}: UsedSegment,
  context: Pick<CampaignContext, 'fields' | 'segments'>,
): CheckedAudience {
  // What is replaced need not be understood.
  const current =
    use === 'replace' ? {ok: true as const, definition: null} : currentAudience(campaign)
  if (!current.ok) {
    return {ok: false, definition: null, problems: [wholeProblem('shape', current.reason)]}
  }
  return campaignAudience(segmentInAudience(current.definition, segmentId, use), context)
}

/**
 * Decides on using a segment in a campaign that is still being written. Problems name `status` or
 * `audience`. The patch holds for the revision that was read.
 *
 * @throws ForeignDocumentError when the campaign belongs to another site
 */
export function changeCampaignAudience(
  campaign: ChangedCampaign,
  used: UsedSegment,
  context: CampaignContext,
): ChangeCampaignDecision {
  assertSameSite(context.site, campaign)
  const closed = closedCampaignReason(campaign.status)
  if (closed !== null) return {ok: false, problems: [{field: 'status', reason: closed}]}
  const checked = audienceWithSegment(campaign, used, context)
  if (!checked.ok) return {ok: false, problems: audienceProblems(checked)}
  const audience = serializeAudience(checked.definition)
  const before = parseAudience(campaign.audience)
  const same = before.definition !== null && serializeAudience(before.definition) === audience
  if (same && before.problems.length === 0) return {ok: true, mutations: []}
  return {ok: true, mutations: [guardedPatch(campaign, {set: {audience}})]}
}
