import type {SiteRecord} from '../documents/site.ts'
import type {FieldProblem} from '../envelope/envelope.ts'
import {originOfSite} from './origins.ts'

/** The site that a form is for, or why there is none. */
export type ResolvedSite<Site> = {ok: true; site: Site} | {ok: false; problems: FieldProblem[]}

/** What tells the site of a form. */
export interface SiteClues<Site> {
  /** `site` of the body, as it was sent. */
  requested: unknown
  /** Header `Origin`, where the browser sent one. */
  origin?: string | null | undefined
  /** The site registry. */
  sites: readonly Site[]
}

function refuse(reason: string): {ok: false; problems: FieldProblem[]} {
  return {ok: false, problems: [{field: 'site', reason}]}
}

function open<Site extends SiteRecord>(site: Site): ResolvedSite<Site> {
  if (site.status === 'paused')
    return refuse('This site takes no forms at the moment: it is paused.')
  if (site.status === 'archived')
    return refuse('This site takes no forms any more: it is archived.')
  return {ok: true, site}
}

/**
 * Finds the site that a form is for: the one that the body names, else the one whose allowed
 * origins or hosts the page belongs to.
 */
export function resolveSite<Site extends SiteRecord>(clues: SiteClues<Site>): ResolvedSite<Site> {
  const {requested, origin, sites} = clues
  if (requested !== undefined && requested !== null && requested !== '') {
    const named = sites.find((site) => typeof requested === 'string' && site.key === requested)
    return named ? open(named) : refuse('There is no site with this key.')
  }
  if (!origin) return refuse('Say which site the form is for: put its key into "site".')
  const matching = sites.filter((site) => originOfSite(site, origin))
  const [only] = matching
  if (!only)
    return refuse('No site takes forms from this origin. Put the key of the site into "site".')
  if (matching.length > 1) {
    return refuse('Several sites take forms from this origin. Put the key of one into "site".')
  }
  return open(only)
}
