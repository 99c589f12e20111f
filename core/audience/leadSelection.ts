import {LEAD_FIELD_NAMES, leadField} from '../leads/leadFields.ts'
import type {CustomFieldSources, SiteRecord} from '../documents/site.ts'
import {problem} from '../problems/problem.ts'
import {ProblemError} from '../problems/problemError.ts'
import {siteTimeZone} from '../time/localDate.ts'
import {audienceUsage, usedCustomFields} from './audienceUsage.ts'
import {checkAudience, type CheckContext, type SegmentSource} from './checkAudience.ts'
import type {AudienceMoment} from './comparison.ts'
import type {AudienceDefinition} from './definition.ts'
import {wholeProblem, type AudienceProblem} from './parseAudience.ts'
import {momentsOfPeriod} from './relativeDates.ts'
import {searchParams} from './searchTerms.ts'
import {siteFields} from './siteFields.ts'
import {audienceToGroq, type AudienceFilter} from './toGroq.ts'

/** The grid's quick filters, in order. */
export const QUICK_FILTERS = ['all', 'recent', 'engaged', 'bounced', 'unsubscribed'] as const

/** One of {@link QUICK_FILTERS}. */
export type QuickFilter = (typeof QUICK_FILTERS)[number]

/** How far back the quick filter `recent` reaches, in whole days of the site's time zone. */
export const RECENT_DAYS = 7

/** Which leads a view shows. The grid keeps it in its address. */
export interface LeadView {
  quick: QuickFilter
  /** As the user typed it; see `searchParams`. */
  search: string
  audience: AudienceDefinition | null
  /** Id of the segment that the view shows; the other filters narrow it down. */
  segmentId: string | null
}

/** Which leads a user selected. */
export type LeadSelection =
  | {kind: 'ids'; ids: readonly string[]}
  /** All leads of a view, whether loaded or not, except some. */
  | {kind: 'matching'; view: LeadView; excluded: readonly string[]}

/** The view of all leads. */
export const ALL_LEADS: LeadView = {quick: 'all', search: '', audience: null, segmentId: null}

/** What a view is compiled with: fields, segments, and the moment for relative dates. */
export type LeadViewContext = AudienceMoment & Omit<CheckContext, 'segmentId'>

/** Thrown for a view whose filter or segment is not valid (any more). */
export class LeadViewError extends ProblemError<AudienceProblem> {
  override readonly name = 'LeadViewError'
}

function recentPart({now, timeZone}: AudienceMoment): AudienceFilter {
  const period = {kind: 'last', amount: RECENT_DAYS, unit: 'day'} as const
  const {from, to} = momentsOfPeriod(period, now, timeZone)
  return {
    filter: '(createdAt >= $recentFrom && createdAt < $recentTo)',
    params: {recentFrom: from, recentTo: to},
  }
}

function quickPart(quick: QuickFilter, context: LeadViewContext): AudienceFilter | null {
  switch (quick) {
    case 'recent':
      return recentPart(context)
    case 'engaged':
      return {filter: 'engagement in ["opened", "clicked", "replied"]', params: {}}
    case 'bounced':
      return {filter: '(engagement == "bounced" || subscription == "bounced")', params: {}}
    case 'unsubscribed':
      return {filter: 'subscription == "unsubscribed"', params: {}}
    default:
      return null
  }
}

const SEARCHED = LEAD_FIELD_NAMES.filter((name) => leadField(name).isSearched)
const BEGINS = SEARCHED.map((name) => `string::startsWith(lower(${name}), $q)`).join(' || ')

/**
 * Finds leads by prefixes of words in name, e-mail and company, and by the beginning of an e-mail,
 * because `match` splits "anna@exa" at the "@". `match` ignores symbols, so input without a letter
 * or digit is compared with the beginning of name, e-mail and company.
 */
function searchPart(search: string): AudienceFilter | null {
  const {q, terms} = searchParams(search)
  if (q === '') return null
  if (terms.length === 0) {
    return {filter: `(${BEGINS})`, params: {q}}
  }
  return {
    filter: `([${SEARCHED.join(', ')}] match $terms || string::startsWith(lower(email), $q))`,
    params: {q, terms},
  }
}

function audiencePart(
  input: unknown,
  prefix: string,
  segmentId: string | null,
  context: LeadViewContext,
): AudienceFilter {
  const checked = checkAudience(input, {...context, ...(segmentId === null ? {} : {segmentId})})
  if (!checked.ok) throw new LeadViewError(checked.problems)
  return audienceToGroq(checked.audience, context, prefix)
}

function segmentPart(id: string, context: LeadViewContext): AudienceFilter {
  const segment = context.segments?.get(id)
  if (!segment) {
    throw new LeadViewError([wholeProblem(problem('audience.view-segment-gone'))])
  }
  return audiencePart(segment.definition, 's', id, context)
}

/**
 * Compiles a view to one condition for `*[_type == "lead" && site == $site && (<filter>)]`, for the
 * grid, counts, bulk changes and exports alike. Its text consists of fragments that are written in
 * this folder; user input is always a parameter. Names of parameters: `q`, `terms`, `recentFrom`,
 * `recentTo`, and `a1`, `s1` and so on; the caller adds `$site`.
 *
 * Recent leads were created within the last {@link RECENT_DAYS} days of the site's time zone,
 * today included, like the builder's “in the last 7 days”.
 *
 * @throws LeadViewError when the filter or the segment is not valid
 * @throws RangeError for a moment or a zone that does not exist
 */
export function viewToGroq(view: LeadView, context: LeadViewContext): AudienceFilter {
  const parts = [
    quickPart(view.quick, context),
    view.segmentId === null ? null : segmentPart(view.segmentId, context),
    view.audience === null ? null : audiencePart(view.audience, 'a', null, context),
    searchPart(view.search),
  ].filter((part) => part !== null)
  const filters = parts.map(({filter}) => filter).filter((filter) => filter !== 'true')
  return {
    filter: filters.length === 0 ? 'true' : filters.join(' && '),
    params: Object.fromEntries(parts.flatMap(({params}) => Object.entries(params))),
  }
}

/**
 * Compiles a selection to such a condition, see {@link viewToGroq}. Further names of parameters:
 * `ids`, `excluded`.
 *
 * @throws LeadViewError when the view's filter or segment is not valid
 */
export function selectionToGroq(
  selection: LeadSelection,
  context: LeadViewContext,
): AudienceFilter {
  if (selection.kind === 'ids') return {filter: '_id in $ids', params: {ids: selection.ids}}
  const {filter, params} = viewToGroq(selection.view, context)
  if (selection.excluded.length === 0) return {filter, params}
  return {
    filter: `${filter} && !(_id in $excluded)`,
    params: {...params, excluded: selection.excluded},
  }
}

/** Whether {@link viewContext} needs the segments of the site for a view. */
export function needsSegments(view: LeadView): boolean {
  if (view.segmentId !== null) return true
  return view.audience !== null && audienceUsage(view.audience).segments.length > 0
}

/**
 * What a view of a site is compiled with. Custom fields that filter or segments use are texts,
 * unless the site defines their type.
 *
 * @param segments - those of the site by id; none unless {@link needsSegments}
 * @param now - ISO 8601; what relative dates are relative to
 */
export function viewContext(
  site: CustomFieldSources & Pick<SiteRecord, 'timeZone'>,
  view: LeadView,
  segments: ReadonlyMap<string, SegmentSource>,
  now: string,
): LeadViewContext {
  const definitions = [view.audience, ...Array.from(segments.values(), (each) => each.definition)]
  const fields = siteFields(site, usedCustomFields(definitions))
  return {fields, segments, now, timeZone: siteTimeZone(site)}
}
