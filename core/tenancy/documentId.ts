import {DOCUMENT_KINDS, KINDS, type DocumentKind, type TypeOfKind} from './kinds.ts'
import type {KindDeclaration} from './writeRules.ts'

/** The key of a site, as in `site.<key>` and as the first segment of its documents' ids. */
export type SiteKey = string

/** Keys that mean something else at the root of a dataset, so no site may have them. */
const RESERVED_SITE_KEYS: readonly string[] = [
  'site',
  'sites',
  'network',
  'drafts',
  'versions',
  'system',
]

const SITE_KEY = /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/

/**
 * Whether a string may be a site's key: 3 to 40 lower-case letters, digits and hyphens, starting
 * with a letter. Dots are excluded because they separate the segments of a document id.
 */
export function isSiteKey(value: string): boolean {
  return SITE_KEY.test(value) && !RESERVED_SITE_KEYS.includes(value)
}

/** Id of the registry document of a site. */
export function siteDocumentId(site: SiteKey): string {
  return `site.${site}`
}

/** The key of the site whose registry document has this id; `null` for any other id. */
export function parseSiteDocumentId(id: string): SiteKey | null {
  const [prefix, key, ...rest] = id.split('.')
  return prefix === 'site' && key !== undefined && rest.length === 0 && isSiteKey(key) ? key : null
}

/**
 * Id of a tenant document, `<site>.<kind>.<key>`. The dots keep it from anyone without a token
 * (https://www.sanity.io/docs/ids), and grants depend on the first segment.
 *
 * @param key - one or more segments; never personal data in the clear
 */
export function tenantDocumentId(site: SiteKey, kind: DocumentKind, ...key: string[]): string {
  return [site, kind, ...key].join('.')
}

/** What the id of a tenant document says. */
export interface TenantDocumentId {
  site: SiteKey
  kind: DocumentKind
  key: string
}

/** The parts of a tenant document id, or `null` when the id is not one. */
export function parseTenantDocumentId(id: string): TenantDocumentId | null {
  const [site, kind, ...rest] = id.split('.')
  const known = DOCUMENT_KINDS.find((candidate) => candidate === kind)
  if (!site || !known || rest.length === 0 || !isSiteKey(site)) return null
  return {site, kind: known, key: rest.join('.')}
}

/**
 * Whether a key matches the patterns of a kind.
 *
 * @param isFree - what a segment is where a pattern has `*`
 */
export function isKeyOfKind(
  key: string,
  kind: DocumentKind,
  isFree = (segment: string): boolean => segment !== '',
): boolean {
  const {keys}: KindDeclaration = KINDS[kind]
  const segments = key.split('.')
  return keys.some((pattern) => {
    const wanted = pattern.split('.')
    return (
      wanted.length === segments.length &&
      segments.every((segment, at) =>
        wanted[at] === '*' ? isFree(segment) : wanted[at] === segment,
      )
    )
  })
}

/**
 * The parts of the id of a document of one kind; `null` for any other id. Functions check every id with
 * this before they read anything: what an event or a document says about the kind is only input.
 */
export function parseIdOfKind(id: unknown, kind: DocumentKind): TenantDocumentId | null {
  const parsed = typeof id === 'string' ? parseTenantDocumentId(id) : null
  return parsed?.kind === kind && isKeyOfKind(parsed.key, kind) ? parsed : null
}

/**
 * Whether a document is what its id says: its type is that of the kind, its site that of the id. Grants
 * require the same of everybody but robots and superadmins, on plans that enforce them.
 */
export function isDocumentOfKind<Kind extends DocumentKind>(
  document: {_id: string; _type?: string; site?: string | null},
  kind: Kind,
): document is {_id: string; _type: TypeOfKind<Kind>; site: SiteKey} {
  const id = parseIdOfKind(document._id, kind)
  return id !== null && document._type === KINDS[kind].type && document.site === id.site
}

/** A decision got documents of several sites; nothing was decided. */
export class ForeignDocumentError extends Error {
  override readonly name = 'ForeignDocumentError'

  constructor(site: SiteKey) {
    super(
      `A document of another site was passed to a change of the site "${site}". ` +
        'Read every document of a change from the one site that it is for.',
    )
  }
}

/**
 * Checks that documents belong to a site, by their ids alone: the `site` attribute is only a copy.
 *
 * @throws ForeignDocumentError when one of them does not
 */
export function assertSameSite(
  site: SiteKey,
  ...documents: readonly ({_id: string} | null | undefined)[]
): void {
  for (const document of documents) {
    if (document && parseTenantDocumentId(document._id)?.site !== site) {
      throw new ForeignDocumentError(site)
    }
  }
}
