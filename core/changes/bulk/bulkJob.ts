import type {Stored, Unstored} from '../../documents/stored.ts'
import type {BulkChange, JobChunk} from '../../sanity.types.generated.ts'
import {RESTORABLE_MS} from '../deleteLead.ts'
import type {Mutation} from '../mutation.ts'
import {bulkChunkId, bulkId, parseBulkId} from './bulkIds.ts'
import type {BulkAction, BulkIntent} from './bulkIntent.ts'
import type {BulkOutcome} from './bulkOutcome.ts'
import type {BulkRows} from './bulkRows.ts'

/** What core reads of a `bulkChange` document. */
export type BulkJobRecord = Stored<BulkChange>

/** What core reads of a `jobChunk` document. */
export type ChunkRecord = Stored<JobChunk>

/** Failures that the document of a bulk change lists; its chunks have all of them. */
export const MAX_LISTED_FAILURES = 100

/** How many leads came to which end. */
export interface BulkTally {
  succeeded: number
  unchanged: number
  skipped: number
  failed: number
}

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
    turn: 0,
    totals: {total: 0, succeeded: 0, failed: 0, skipped: 0},
    unchanged: 0,
    moreFailures: 0,
    createdBy,
    intent: JSON.stringify(intent),
    ...(way === 'page' ? {startedAt: now} : {}),
  }
}

/** Counts outcomes. */
export function tallyOf(outcomes: readonly BulkOutcome[]): BulkTally {
  const tally: BulkTally = {succeeded: 0, unchanged: 0, skipped: 0, failed: 0}
  for (const {kind} of outcomes) tally[kind === 'changed' ? 'succeeded' : kind] += 1
  return tally
}

/** How a bulk change ended, by how many leads came to which end. */
export function finalState({
  succeeded,
  unchanged,
  skipped,
  failed,
}: BulkTally): BulkChange['state'] {
  if (failed === 0) return 'succeeded'
  return succeeded + unchanged + skipped === 0 ? 'failed' : 'partly'
}

/** The rows of a chunk after some of its leads are done. */
export function rowsAfter(rows: BulkRows, outcomes: readonly BulkOutcome[]): BulkRows {
  const done = new Set(outcomes.map(({id}) => id))
  const after: BulkRows = {
    ...rows,
    waiting: rows.waiting.filter((id) => !done.has(id)),
    skipped: [...rows.skipped],
    failed: [...rows.failed],
    undo: [...rows.undo],
  }
  for (const outcome of outcomes) {
    const {id} = outcome
    if (outcome.kind === 'changed') after.undo.push({id, undo: outcome.undo})
    else if (outcome.kind !== 'unchanged') after[outcome.kind].push({id, reason: outcome.reason})
  }
  return after
}

/** A chunk of a bulk change, as it is stored first. It is removed when nothing can be undone any more. */
export function newBulkChunk(
  job: {_id: string; way: 'function'} | {_id: string; way: 'page'; createdBy: string},
  index: number,
  rows: BulkRows,
  now: string,
): Unstored<JobChunk> {
  const id = parseBulkId(job._id)
  if (!id) throw new TypeError(`${job._id} is not the id of a bulk change.`)
  return {
    _id: bulkChunkId(id, job.way, index),
    _type: 'jobChunk',
    site: id.site,
    jobId: job._id,
    index,
    state: rows.waiting.length === 0 ? 'succeeded' : 'queued',
    rows: JSON.stringify(rows),
    ...(job.way === 'page' ? {createdBy: job.createdBy} : {}),
    expiresAt: new Date(Date.parse(now) + RESTORABLE_MS).toISOString(),
  }
}

/**
 * Adds outcomes to what the document of a bulk change says, in the transaction that makes them so:
 * the numbers are those of what was written, whatever ends when.
 *
 * @param listed - how many failures the document lists already
 */
export function progress(
  jobId: string,
  outcomes: readonly BulkOutcome[],
  listed: number,
  total = 0,
): Mutation {
  const {succeeded, unchanged, skipped, failed} = tallyOf(outcomes)
  const failures = outcomes.flatMap((outcome) =>
    outcome.kind === 'failed' ? [{reference: outcome.id, reason: outcome.reason}] : [],
  )
  const shown = failures.slice(0, Math.max(0, MAX_LISTED_FAILURES - listed))
  return {
    patch: {
      id: jobId,
      inc: {
        'totals.total': total,
        'totals.succeeded': succeeded,
        'totals.skipped': skipped,
        'totals.failed': failed,
        unchanged,
        moreFailures: failures.length - shown.length,
      },
      ...(shown.length > 0
        ? {
            setIfMissing: {failures: []},
            insert: {
              after: 'failures[-1]',
              items: shown.map((failure) => ({_key: failure.reference, ...failure})),
            },
          }
        : {}),
    },
  }
}
