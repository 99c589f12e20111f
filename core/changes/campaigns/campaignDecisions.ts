import {serializeAudience} from '../../audience/canonicalAudience.ts'
import {
  checkAudience,
  type CheckedAudience,
  type SegmentSource,
} from '../../audience/checkAudience.ts'
import {
  audienceOfGroup,
  groupInAudience,
  type GroupUse,
  type LeadGroup,
} from '../../audience/combineAudiences.ts'
import type {AudienceDefinition} from '../../audience/definition.ts'
import type {FieldRegistry} from '../../audience/fields.ts'
import {parseAudience, wholeProblem} from '../../audience/parseAudience.ts'
import type {CampaignRecord} from '../../documents/campaign.ts'
import {cleanLine} from '../../people/cleanText.ts'
import {fieldProblem, problem, type FieldProblem, type Problem} from '../../problems/problem.ts'
import {assertSameSite, tenantDocumentId} from '../../tenancy/documentId.ts'
import {byRule, GONE, overtaken, type ChangeDecision, type RuleDecision} from '../commitDecision.ts'
import {guardedPatch, type Mutation} from '../mutation.ts'

/** Longest title of a campaign, in UTF-16 code units. */
export const MAX_CAMPAIGN_TITLE = 120

/** Statuses of campaigns whose audience can still change. */
export const OPEN_CAMPAIGN_STATUSES: readonly string[] = ['draft', 'ready']

/** What decisions on campaigns depend on. */
export interface CampaignContext {
  /** Key of the site. */
  site: string
  /** All segments of the site by id. */
  segments: ReadonlyMap<string, SegmentSource>
  fields: FieldRegistry
}

type AudienceContext = Pick<CampaignContext, 'fields' | 'segments'>

/** A new campaign for a group of leads. */
export interface NewCampaign {
  title: string
  group: LeadGroup
}

/** The mutations of a new campaign, or why it is refused. */
export type CreateCampaignDecision =
  | {ok: true; id: string; title: string; mutations: Mutation[]}
  | {ok: false; problems: FieldProblem[]}

/**
 * Decides on a new campaign, which is a draft. Problems name `title` or `audience`. The store's
 * history records who created it and when. Committing the decision twice creates one campaign.
 *
 * @param ulid - key of the new document
 */
export function createCampaign(
  input: NewCampaign,
  context: CampaignContext,
  ulid: string,
): CreateCampaignDecision {
  const {site} = context
  // One character more than the limit, so that a long title is refused and not cut.
  const title = cleanLine(input.title, MAX_CAMPAIGN_TITLE + 1)
  const badTitle = titleProblem(title)
  const checked = checkCampaignAudience(audienceOfGroup(input.group), context)
  if (badTitle || !checked.ok) {
    const problems = badTitle ? [{field: 'title', ...badTitle}] : []
    return {ok: false, problems: [...problems, ...audienceProblems(checked)]}
  }
  const id = tenantDocumentId(site, 'campaign', ulid)
  const audience = serializeAudience(checked.definition)
  const document = {_id: id, _type: 'campaign', site, title, status: 'draft', audience}
  return {ok: true, id, title, mutations: [{createIfNotExists: document}]}
}

/** The attributes of a campaign that {@link changeCampaignAudience} depends on. */
export type ChangedCampaign = Pick<CampaignRecord, '_id' | '_rev' | 'status' | 'audience'>

/** How a group of leads is used in a campaign. */
export interface UsedGroup {
  group: LeadGroup
  use: GroupUse
}

/**
 * Decides on using a group of leads in a campaign that is not sent yet. Problems name `status` or
 * `audience`. The patch is guarded by the revision that was read.
 *
 * @throws ForeignDocumentError when the campaign belongs to another site
 */
export function changeCampaignAudience(
  campaign: ChangedCampaign,
  used: UsedGroup,
  context: CampaignContext,
): RuleDecision {
  assertSameSite(context.site, campaign)
  const closed = closedCampaignProblem(campaign.status)
  if (closed) return {ok: false, problems: [{field: 'status', ...closed}]}
  const checked = audienceWithGroup(campaign, used, context)
  if (!checked.ok) return {ok: false, problems: audienceProblems(checked)}
  const audience = serializeAudience(checked.definition)
  const before = parseAudience(campaign.audience)
  const same = before.definition !== null && serializeAudience(before.definition) === audience
  if (same && before.problems.length === 0) return {ok: true, mutations: []}
  return {ok: true, mutations: [guardedPatch(campaign, {set: {audience}})]}
}

/** A campaign as a person saw it when they chose its audience. */
export type SeenCampaign = Pick<CampaignRecord, '_id' | 'status' | 'audience'>

/**
 * Decides on using a group of leads in a campaign that a person saw before. Another audience or status that
 * somebody else gave it meanwhile stays; its other attributes do not matter.
 *
 * @param current - `null` when it is gone
 * @throws ForeignDocumentError when the campaign belongs to another site
 */
export function editCampaignAudience(
  current: (ChangedCampaign & Pick<CampaignRecord, 'title'>) | null,
  seen: SeenCampaign,
  used: UsedGroup,
  context: CampaignContext,
): ChangeDecision<{id: string; title: string}, SeenCampaign> {
  if (!current) return GONE
  const {_id: id, title, status, audience} = current
  const decision = byRule(changeCampaignAudience(current, used, context), {
    id,
    title: title?.trim() || id,
  })
  if (decision.kind === 'refused') return decision
  const isAsSeen = status === seen.status && (audience ?? '') === (seen.audience ?? '')
  return isAsSeen ? decision : overtaken(current)
}

/** Why a campaign's audience can't change; `null` where it can. */
export function closedCampaignProblem(status: string | null | undefined): Problem | null {
  if (status === 'sending') return problem('campaign.sending')
  if (status === 'sent') return problem('campaign.sent')
  if (status === 'cancelled') return problem('campaign.cancelled')
  if (OPEN_CAMPAIGN_STATUSES.includes(status ?? '')) return null
  return problem('campaign.status-unknown')
}

/** The audience of a campaign once a group of leads is used in it, or the problems of that. */
export function audienceWithGroup(
  campaign: Pick<ChangedCampaign, 'audience'>,
  {group, use}: UsedGroup,
  context: AudienceContext,
): CheckedAudience {
  // An audience that is replaced need not be readable.
  const current =
    use === 'replace' ? {ok: true as const, definition: null} : currentAudience(campaign)
  if (!current.ok) {
    return {ok: false, definition: null, problems: [wholeProblem(current.problem)]}
  }
  return checkCampaignAudience(groupInAudience(current.definition, group, use), context)
}

/** Checks the audience of a campaign. */
export function checkCampaignAudience(
  definition: unknown,
  {fields, segments}: AudienceContext,
): CheckedAudience {
  return checkAudience(definition, {fields, segments})
}

/** Whether a campaign has an audience. */
export function hasAudience({audience}: Pick<ChangedCampaign, 'audience'>): boolean {
  return (audience ?? '').trim() !== ''
}

function currentAudience(
  campaign: Pick<ChangedCampaign, 'audience'>,
): {ok: true; definition: AudienceDefinition | null} | {ok: false; problem: Problem} {
  if (!hasAudience(campaign)) return {ok: true, definition: null}
  const {definition, problems} = parseAudience(campaign.audience)
  const [first] = problems
  if (definition && !first) return {ok: true, definition}
  const cause = first ?? problem('segment.no-definition')
  return {ok: false, problem: problem('campaign.audience-unreadable', {problem: cause})}
}

function titleProblem(title: string): Problem | null {
  if (title === '') return problem('campaign.title-missing')
  if (title.length <= MAX_CAMPAIGN_TITLE) return null
  return problem('campaign.title-too-long', {limit: MAX_CAMPAIGN_TITLE})
}

function audienceProblems(checked: CheckedAudience): FieldProblem[] {
  if (checked.ok) return []
  return checked.problems.map((found) => fieldProblem('audience', found))
}
