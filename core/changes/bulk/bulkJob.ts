import type {Stored, Unstored} from '../../documents/stored.ts'
import {NOTHING_DONE} from '../../jobs/jobRecord.ts'
import type {BulkChange} from '../../sanity.types.generated.ts'
import {bulkId} from './bulkIds.ts'
import type {BulkAction, BulkIntent} from './bulkIntent.ts'

/** What core reads of a `bulkChange` document. */
export type BulkJobRecord = Stored<BulkChange>

function quoted(title: string | undefined, otherwise: string): string {
  return title ? `“${title}”` : otherwise
}

/** What a bulk change is called. Values of fields are left out: they may be somebody's name. */
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

/** What a new bulk change is made of. */
export interface NewBulkJob {
  site: string
  ulid: string
  intent: BulkIntent
  /** Id of the user who asks for it; the store lets editors write no other. */
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
