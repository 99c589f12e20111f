import type {SanityClient} from '@sanity/client'
import {
  createCampaign,
  editCampaignAudience,
  type CampaignContext,
  type NewCampaign,
  type SeenCampaign,
  type UsedGroup,
} from '../../../core/changes/campaigns/campaignDecisions.ts'
import {byRule} from '../../../core/changes/commitDecision.ts'
import {problem} from '../../../core/problems/problem.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {changeStore, commitOrThrow} from '../../ui/changeStore.ts'
import {fetchCampaign} from './campaignsData.ts'
import {fetchSegments} from './segmentsData.ts'

const PROBLEMS = {gone: problem('campaign.gone'), overtaken: problem('campaign.overtaken')}

/** What changes of campaigns need. */
export interface CampaignWriter {
  client: SanityClient
  source: Pick<AudienceSource, 'site' | 'fields'>
}

/** A campaign that was created or changed. */
export interface WrittenCampaign {
  id: string
  title: string
}

/** Segments as they are now: others may have changed or deleted some since. */
async function readContext({client, source}: CampaignWriter): Promise<CampaignContext> {
  const {site, fields} = source
  const {segments} = await fetchSegments(client, site)
  return {site, fields, segments: new Map(segments.map((segment) => [segment._id, segment]))}
}

/**
 * Creates a campaign for a group of leads.
 *
 * @param ulid - key of the new document; the same one again creates no second campaign
 * @throws ChangeError when it is not allowed; else the client's error
 */
export function commitNewCampaign(
  writer: CampaignWriter,
  input: NewCampaign,
  ulid: string,
): Promise<WrittenCampaign> {
  const store = changeStore(writer.client, 'leads.segments.create-campaign', () =>
    readContext(writer),
  )
  const decide = (context: CampaignContext) => {
    const decision = createCampaign(input, context, ulid)
    const {id, title} = decision.ok ? decision : {id: '', title: ''}
    return byRule(decision, {id, title})
  }
  return commitOrThrow(store, decide, PROBLEMS)
}

/**
 * Uses a group of leads in a campaign that is not sent yet.
 *
 * @throws ChangeError when it is not allowed, the campaign is gone or no longer what the person saw; else
 * the client's error
 */
export function commitCampaignAudience(
  writer: CampaignWriter,
  seen: SeenCampaign,
  used: UsedGroup,
): Promise<WrittenCampaign> {
  const {client, source} = writer
  const store = changeStore(client, 'leads.segments.change-campaign', () =>
    Promise.all([fetchCampaign(client, source.site, seen._id), readContext(writer)]),
  )
  return commitOrThrow(
    store,
    ([current, context]) => editCampaignAudience(current, seen, used, context),
    PROBLEMS,
  )
}
