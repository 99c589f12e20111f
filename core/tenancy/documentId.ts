/** The kinds of tenant document; the second segment of `<site>.<kind>.<key>`. */
export const DOCUMENT_KINDS = [
  'activity',
  'audit',
  'bulk',
  'campaign',
  'chunk',
  'email',
  'export',
  'import',
  'lead',
  'list',
  'receipt',
  'rule',
  'segment',
  'snapshot',
  'submission',
  'subscriber',
  'suppression',
  'view',
] as const

/** One of {@link DOCUMENT_KINDS}. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** The key of a site, as in `site.<key>` and as the first segment of its documents' ids. */
export type SiteKey = string

/** Keys that name something else at the root of a dataset, so no site may carry them. */
export const RESERVED_SITE_KEYS: readonly string[] = [
  'site',
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

/**
 * Id of a tenant document, `<site>.<kind>.<key>`. The dots keep it from anyone without a token
 * (https://www.sanity.io/docs/ids), and the first segment is what grants rest on.
 *
 * @param key - one or more segments; never personal data in the clear
 */
export function tenantDocumentId(site: SiteKey, kind: DocumentKind, ...key: string[]): string {
  return [site, kind, ...key].join('.')
}

/** The parts of a tenant document id, or `null` when the id is not one. */
export function parseTenantDocumentId(
  id: string,
): {site: SiteKey; kind: DocumentKind; key: string} | null {
  const [site, kind, ...rest] = id.split('.')
  const known = DOCUMENT_KINDS.find((candidate) => candidate === kind)
  if (!site || !known || rest.length === 0 || !isSiteKey(site)) return null
  return {site, kind: known, key: rest.join('.')}
}
