import {
  parseIdOfKind,
  parseTenantDocumentId,
  tenantDocumentId,
} from '../../../../core/tenancy/documentId.ts'

/** A place in the Leads tool. */
export type LeadsPlace =
  | {kind: 'lead'; id: string}
  /** A bulk change in the list of recent changes; the whole list where there is no id. */
  | {kind: 'change'; id: string | null}
  /** An export in the list of exports. */
  | {kind: 'export'; id: string}
  | {kind: 'view'; id: string}
  /** The grid. */
  | {kind: 'grid'}

/** The attributes that decide where the Leads tool shows a document. */
export interface PlacedDocument {
  _id: string
  personKey?: unknown
  jobId?: unknown
  target?: unknown
}

/** Name of the tool, the first segment of its path, and the prefix of its search parameters. */
const TOOL = 'leads'

/** Stands for the whole list of recent changes in a path. */
export const ALL_CHANGES = 'all'

function leadPlace(site: string, key: unknown): LeadsPlace | null {
  return typeof key === 'string' && key !== ''
    ? {kind: 'lead', id: tenantDocumentId(site, 'lead', key)}
    : null
}

function targetId(target: unknown): string | null {
  const id: unknown =
    typeof target === 'object' && target !== null && 'id' in target ? target.id : null
  return typeof id === 'string' ? id : null
}

/**
 * Where the Leads tool shows a document: the panel of the person it is about, or the list of recent
 * changes for a job. `null` for a document that the tool does not show. The site is that of the
 * document's id.
 */
export function leadsPlace(document: PlacedDocument): LeadsPlace | null {
  const id = parseTenantDocumentId(document._id)
  if (!id) return null
  const {site, kind, key} = id
  switch (kind) {
    case 'lead':
    case 'subscriber':
    case 'suppression':
      return leadPlace(site, key)
    case 'activity':
      return leadPlace(site, key.split('.')[0])
    case 'submission':
    case 'email':
    case 'privacy':
      return leadPlace(site, document.personKey)
    case 'bulk':
      return {kind: 'change', id: document._id}
    case 'chunk': {
      const job = parseIdOfKind(document.jobId, 'bulk')
      return {kind: 'change', id: job?.site === site ? String(document.jobId) : null}
    }
    case 'export':
      return {kind: 'export', id: document._id}
    case 'import':
      return {kind: 'grid'}
    case 'view':
      return {kind: 'view', id: document._id}
    case 'audit': {
      const target = targetId(document.target)
      const found = target === null ? null : parseTenantDocumentId(target)
      // An event of the trail is about another document, never about another event.
      return target !== null && found?.site === site && found.kind !== 'audit'
        ? leadsPlace({_id: target})
        : null
    }
    case 'segment':
    case 'list':
    case 'mapping':
    case 'campaign':
    case 'field':
    case 'rule':
    case 'refresh':
    case 'snapshot':
    case 'consent':
    case 'head':
    case 'pending':
      return null
    default:
      return kind satisfies never
  }
}

/**
 * Path of a place within a site's workspace, with its search parameters.
 *
 * @param basePath - of the workspace, such as `/artameta`
 */
export function leadsPath(basePath: string, place: LeadsPlace): string {
  const base = `${basePath === '/' ? '' : basePath}/${TOOL}`
  switch (place.kind) {
    case 'lead':
      return `${base}/lead/${encodeURIComponent(place.id)}`
    case 'change':
      return `${base}/recent/${encodeURIComponent(place.id ?? ALL_CHANGES)}`
    case 'export':
      return `${base}/exports/${encodeURIComponent(place.id)}`
    case 'view':
      // The Studio keeps each tool's parameters apart by the tool's name.
      return `${base}?${TOOL}[saved]=${encodeURIComponent(place.id)}`
    default:
      return base
  }
}
