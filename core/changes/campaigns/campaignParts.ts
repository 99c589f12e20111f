import {
  checkAudience,
  type CheckedAudience,
  type SegmentSource,
} from '../../audience/checkAudience.ts'
import type {FieldRegistry} from '../../audience/fields.ts'
import type {FieldProblem} from '../../envelope/envelope.ts'
import {cleanLine} from '../../people/cleanText.ts'

/** Longest title of a campaign, in UTF-16 code units. */
export const MAX_CAMPAIGN_TITLE = 120

/** Statuses of campaigns that are still being written; for whom others are does not change. */
export const OPEN_CAMPAIGN_STATUSES: readonly string[] = ['draft', 'ready']

/** What changes of campaigns are decided on. */
export interface CampaignContext {
  /** Key of the site. */
  site: string
  /** All segments of the site by id. */
  segments: ReadonlyMap<string, SegmentSource>
  fields: FieldRegistry
}

/** Why for whom a campaign is can't be changed; `null` where it can. */
export function closedCampaignReason(status: string | null | undefined): string | null {
  if (status === 'sending') return 'The campaign is being sent. Make a new one for other people.'
  if (status === 'sent') return 'The campaign was sent. Make a new one for other people.'
  if (status === 'cancelled') return 'The campaign was cancelled. Make a new one.'
  if (OPEN_CAMPAIGN_STATUSES.includes(status ?? '')) return null
  return 'It is not known how far the campaign is. Make a new one.'
}

/** A title as it is stored, or what is wrong with it. */
export function campaignTitle(
  given: string,
): {ok: true; title: string} | {ok: false; problem: FieldProblem} {
  // One more than is possible, so that a title is never cut without a word.
  const title = cleanLine(given, MAX_CAMPAIGN_TITLE + 1)
  if (title === '') {
    return {ok: false, problem: {field: 'title', reason: 'Give the campaign a title.'}}
  }
  if (title.length > MAX_CAMPAIGN_TITLE) {
    const reason = `A title can have ${MAX_CAMPAIGN_TITLE} characters at most.`
    return {ok: false, problem: {field: 'title', reason}}
  }
  return {ok: true, title}
}

/** Checks for whom a campaign is to be. */
export function campaignAudience(
  definition: unknown,
  {fields, segments}: Pick<CampaignContext, 'fields' | 'segments'>,
): CheckedAudience {
  return checkAudience(definition, {fields, segments})
}

/** What is wrong with an audience, as answers name it. */
export function audienceProblems(checked: CheckedAudience): FieldProblem[] {
  if (checked.ok) return []
  return checked.problems.map(({reason}) => ({field: 'audience', reason}))
}
