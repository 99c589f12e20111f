import {serializeAudience} from '../../audience/canonicalAudience.ts'
import type {FieldProblem} from '../../envelope/envelope.ts'
import {tenantDocumentId} from '../../tenancy/documentId.ts'
import type {Mutation} from '../mutation.ts'
import {
  audienceProblems,
  campaignAudience,
  campaignTitle,
  type CampaignContext,
} from './campaignParts.ts'
import {audienceOfSegment} from '../../audience/combineAudiences.ts'

/** A campaign to be written for the people of a segment. */
export interface NewCampaign {
  title: string
  segmentId: string
}

/** What to write for a new campaign, or why it cannot be made. */
export type CreateCampaignDecision =
  | {ok: true; id: string; title: string; mutations: Mutation[]}
  | {ok: false; problems: FieldProblem[]}

/**
 * Decides on a new campaign, which is a draft. Problems name `title` or `audience`. Who made it and
 * when is what the store's history says. Writing the decision twice makes one campaign.
 *
 * @param ulid - key of the new document
 */
export function createCampaign(
  input: NewCampaign,
  context: CampaignContext,
  ulid: string,
): CreateCampaignDecision {
  const {site} = context
  const named = campaignTitle(input.title)
  const checked = campaignAudience(audienceOfSegment(input.segmentId), context)
  if (!named.ok || !checked.ok) {
    const problems = [...(named.ok ? [] : [named.problem]), ...audienceProblems(checked)]
    return {ok: false, problems}
  }
  const {title} = named
  const id = tenantDocumentId(site, 'campaign', ulid)
  const audience = serializeAudience(checked.definition)
  const document = {_id: id, _type: 'campaign', site, title, status: 'draft', audience}
  return {ok: true, id, title, mutations: [{createIfNotExists: document}]}
}
