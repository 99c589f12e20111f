import type {SiteRecord} from '../documents/site.ts'
import {
  fieldProblem,
  problem,
  type FieldProblem,
  type PlainProblemCode,
} from '../problems/problem.ts'

/**
 * An origin in the spelling browsers send: scheme, host in lower case, port unless it is the
 * scheme's own.
 *
 * @returns `null` for anything but an http(s) origin, such as the `null` of a sandboxed page
 */
export function normalizeOrigin(origin: string): string | null {
  try {
    const url = new URL(origin)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : null
  } catch {
    return null
  }
}

const known = new WeakMap<readonly string[], ReadonlySet<string | null>>()

/** A site's allowed origins as browsers spell them, cached as long as the list exists. */
function allowedOrigins({allowedOrigins: list}: Pick<SiteRecord, 'allowedOrigins'>) {
  if (!list) return new Set<string | null>()
  const remembered = known.get(list)
  if (remembered) return remembered
  const origins = new Set(list.map(normalizeOrigin))
  known.set(list, origins)
  return origins
}

/**
 * Whether pages of an origin may post to a site's forms and read the answer: the origin must be exactly
 * one of the site's allowed origins.
 */
export function allowedOrigin(site: Pick<SiteRecord, 'allowedOrigins'>, origin: string): boolean {
  return allowedBySome([site], origin)
}

/** Whether an origin is one of the allowed origins of any of these sites. */
export function allowedBySome(
  sites: readonly Pick<SiteRecord, 'allowedOrigins'>[],
  origin: string,
): boolean {
  const wanted = normalizeOrigin(origin)
  return wanted !== null && sites.some((site) => allowedOrigins(site).has(wanted))
}

/** Whether an origin is one of the site's, by its allowed origins or by its public hosts. */
export function originOfSite(site: SiteRecord, origin: string): boolean {
  if (allowedOrigin(site, origin)) return true
  const wanted = normalizeOrigin(origin)
  if (wanted === null) return false
  const {host} = new URL(wanted)
  return (site.hosts ?? []).some((candidate) => candidate.toLowerCase() === host)
}

/** The site that a form is for, or why there is none. */
export type ResolvedSite<Site> = {ok: true; site: Site} | {ok: false; problems: FieldProblem[]}

/** What says which site a form is for. */
export interface SiteClues<Site> {
  /** `site` of the body, as it was sent. */
  requested: unknown
  /** Header `Origin`, where the browser sent one. */
  origin?: string | null | undefined
  /** The site registry. */
  sites: readonly Site[]
}

function refuse(code: PlainProblemCode): {ok: false; problems: FieldProblem[]} {
  return {ok: false, problems: [fieldProblem('site', problem(code))]}
}

function open<Site extends SiteRecord>(site: Site): ResolvedSite<Site> {
  if (site.status === 'paused') return refuse('site.paused')
  if (site.status === 'archived') return refuse('site.archived')
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
    return named ? open(named) : refuse('site.unknown')
  }
  if (!origin) return refuse('site.not-named')
  const matching = sites.filter((site) => originOfSite(site, origin))
  const [only] = matching
  if (!only) return refuse('site.origin-of-none')
  if (matching.length > 1) return refuse('site.origin-of-several')
  return open(only)
}
