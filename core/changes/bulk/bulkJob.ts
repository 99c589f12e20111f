import type {Stored, Unstored} from '../../documents/stored.ts'
import {NOTHING_DONE} from '../../jobs/jobRecord.ts'
import type {BulkChange} from '../../sanity.types.generated.ts'
import {type BulkAction, type BulkIntent, needsAdministrator} from './bulkIntent.ts'
import {tenantDocumentId} from '../../tenancy/documentId.ts'

const DELETE = 'delete'

/**
 * The id of a bulk change: `<site>.bulk.<ulid>`, or `<site>.bulk.delete.<ulid>` where only
 * administrators may ask for it. Grants depend on ids, so the right to create the document is the right
 * to the change.
 */
export function bulkId(site: string, ulid: string, action: BulkAction): string {
  const path = needsAdministrator(action) ? [DELETE, ulid] : [ulid]
  return tenantDocumentId(site, 'bulk', ...path)
}

/** What core reads of a `bulkChange` document. */
export type BulkJobRecord = Stored<BulkChange>

function quoted(title: string | undefined, otherwise: string): string {
  return title ? `“${title}”` : otherwise
}

/** The title of a bulk change. It has no values of fields, which may be personal. */
export function bulkTitle(action: BulkAction): string {
  switch (action.kind) {
    case 'addTag':
      return `Add the tag “${action.tag}”`
    case 'removeTag':
      return `Remove the tag “${action.tag}”`
    case 'setStatus':
      return `Change the status to “${action.to}”`
    case 'addToList':
      return `Add to ${quoted(action.title, 'a list')}`
    case 'removeFromList':
      return `Remove from ${quoted(action.title, 'a list')}`
    case 'deleteList':
      return `Delete ${quoted(action.title, 'a list')}${action.imports.length > 0 ? ' and its leads' : ''}`
    case 'addToCampaign':
      return `Add to the campaign ${quoted(action.title, '')}`.trim()
    case 'setField':
      return `${action.value === '' ? 'Clear' : 'Set'} ${action.field}`
    case 'setScore':
      return `${action.value === null ? 'Clear' : 'Set'} score`
    case 'setCustomField':
      return `${action.value === '' ? 'Clear' : 'Set'} “${action.name}”`
    case 'delete':
      return 'Delete leads'
    default:
      return 'Undo a bulk change'
  }
}

/** The parts of a new bulk change. */
export interface NewBulkJob {
  site: string
  ulid: string
  intent: BulkIntent
  /** Id of the user who asks for it; grants allow no other. */
  createdBy: string
  /** Who carries it out: the page itself, or a function. */
  way: 'page' | 'function'
  /** ISO 8601, UTC. */
  now: string
}

/** The document of a new bulk change; with the way `function` a function starts on it. */
export function newBulkJob(parts: NewBulkJob): Unstored<BulkChange> {
  const {site, ulid, intent, createdBy, way, now} = parts
  return {
    _id: bulkId(site, ulid, intent.action),
    _type: 'bulkChange',
    site,
    title: bulkTitle(intent.action),
    state: way === 'page' ? 'running' : 'queued',
    way,
    ...NOTHING_DONE,
    createdBy,
    intent: JSON.stringify(intent),
    ...(way === 'page' ? {startedAt: now} : {}),
  }
}
