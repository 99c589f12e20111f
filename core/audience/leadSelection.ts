import {checkAudience, type CheckContext} from './checkAudience.ts'
import type {AudienceDefinition} from './definition.ts'
import type {AudienceMoment} from './moment.ts'
import {wholeProblem, type AudienceProblem} from './problems.ts'
import {momentsOfPeriod} from './relativeDates.ts'
import {searchParams} from './searchTerms.ts'
import {audienceToGroq, type AudienceFilter} from './toGroq.ts'

/** The grid's filters of one click, in their order. */
export const QUICK_FILTERS = ['all', 'recent', 'engaged', 'bounced', 'unsubscribed'] as const

/** One of {@link QUICK_FILTERS}. */
export type QuickFilter = (typeof QUICK_FILTERS)[number]

/** How far back the quick filter `recent` reaches, in whole days of the site's time zone. */
export const RECENT_DAYS = 7

/** Which leads a view shows: everything that a grid's address says of them. */
export interface LeadView {
  quick: QuickFilter
  /** As it was typed; see `searchParams`. */
  search: string
  audience: AudienceDefinition | null
  /** Id of the segment that the view shows; its other filters narrow it down. */
  segmentId: string | null
}

/** Which leads somebody chose. */
export type LeadSelection =
  | {kind: 'ids'; ids: readonly string[]}
  /** Every lead of a view, also those that nobody has loaded, without some. */
  | {kind: 'matching'; view: LeadView; excluded: readonly string[]}

/** The view of all leads. */
export const ALL_LEADS: LeadView = {quick: 'all', search: '', audience: null, segmentId: null}

/** What a view is compiled with: fields, segments, and the moment that its dates are relative to. */
export type LeadViewContext = AudienceMoment & Omit<CheckContext, 'segmentId'>

/** A view cannot be shown: its filter or its segment does not make sense (any more). */
export class LeadViewError extends Error {
  override readonly name = 'LeadViewError'
  /** What is wrong, at least one. */
  readonly problems: readonly AudienceProblem[]

  constructor(problems: readonly AudienceProblem[]) {
    super(problems.map(({reason}) => reason).join(' '))
    this.problems = problems
  }
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

/**
 * A term is matched by prefix in name, e-mail and company, and the whole input as the beginning of
 * an e-mail, because `match` takes "anna@exa" apart at the "@". Symbols, of which `match` makes no
 * words, are found where a name, an e-mail or a company begins with them.
 */
function searchPart(search: string): AudienceFilter | null {
  const {q, terms} = searchParams(search)
  if (q === '') return null
  if (terms.length === 0) {
    return {
      filter:
        '(string::startsWith(lower(name), $q) || string::startsWith(lower(email), $q) || string::startsWith(lower(company), $q))',
      params: {q},
    }
  }
  return {
    filter: '([name, email, company] match $terms || string::startsWith(lower(email), $q))',
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
    const reason = 'The segment that this view shows is gone. Choose another, or remove it.'
    throw new LeadViewError([wholeProblem('unknown-segment', reason)])
  }
  return audiencePart(segment.definition, 's', id, context)
}

/**
 * Compiles a view to one condition for `*[_type == "lead" && site == $site && (<filter>)]`, which
 * grid, counts, bulk changes and exports share. Its text is put together from fragments of this
 * folder; whatever somebody typed is a parameter. Names of parameters: `q`, `terms`, `recentFrom`,
 * `recentTo`, and `a1`, `s1` and so on; `$site` is the caller's.
 *
 * Recent are those created within the last {@link RECENT_DAYS} days in the site's time zone: from
 * midnight of the day so many days ago, as the builder's “in the last 7 days” has it.
 *
 * @throws LeadViewError when the filter or the segment does not make sense
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
 * @throws LeadViewError when the view's filter or segment does not make sense
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
