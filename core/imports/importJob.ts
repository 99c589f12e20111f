import type {Mutation} from '../changes/mutation.ts'
import type {Stored, Unstored} from '../documents/stored.ts'
import {NOTHING_DONE, parseJobId, type JobId} from '../jobs/jobRecord.ts'
import type {LeadImport} from '../sanity.types.generated.ts'
import {parseIdOfKind, tenantDocumentId} from '../tenancy/documentId.ts'
import {noCounts, ROW_LABELS, UNDO_LABELS} from './importLabels.ts'
import type {ImportIntent} from './importPlan.ts'
import {statedTotals, type SourceTotals} from './sourceTotals.ts'

/** What core reads of a `leadImport` document. */
export type ImportRecord = Stored<LeadImport>

/** Segment of the ids of what only administrators may ask for: undoing deletes leads. */
const UNDO = 'undo'

/**
 * The id of an import: `<site>.import.<ulid>`, or `<site>.import.undo.<ulid>` where only administrators may
 * ask for it. Grants depend on ids, so the right to create the document is the right to the work.
 */
export function importId(site: string, ulid: string, kind: ImportIntent['work']['kind']): string {
  return tenantDocumentId(site, 'import', ...(kind === 'undo' ? [UNDO, ulid] : [ulid]))
}

/** What the id of an import says. */
export interface ImportId extends JobId {
  /** Whether it undoes another, which only administrators may ask for. */
  isUndo: boolean
}

/** The parts of an import's id; `null` for any other id. */
export function parseImportId(id: string): ImportId | null {
  const parsed = parseIdOfKind(id, 'import')
  const job = parsed && parseJobId(id)
  return job && {...job, isUndo: parsed.key.startsWith(`${UNDO}.`)}
}

/** Title of an import. It names files, as the person chose them. */
export function importTitle({work}: ImportIntent): string {
  if (work.kind === 'undo') return 'Undo of an import'
  const [first, ...others] = work.files.map(({name}) => name)
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return `${work.mode === 'check' ? 'Check of' : 'Import of'} ${first ?? 'a file'}${more}`
}

/** The parts of a new import. */
export interface NewImport {
  site: string
  ulid: string
  intent: ImportIntent
  /** Id of the user who asks for it; grants allow no other. */
  createdBy: string
  /** What the source shows of its people, to be compared with. */
  sourceTotals?: SourceTotals | undefined
  /** Tells a request that is sent again from another one with the same idempotency key. */
  fingerprint?: string | undefined
}

/** The document of a new import: a function starts on it at once. */
export function newImport({
  site,
  ulid,
  intent,
  createdBy,
  sourceTotals = {},
  fingerprint,
}: NewImport): Unstored<LeadImport> {
  const stated = statedTotals(sourceTotals)
  return {
    _id: importId(site, ulid, intent.work.kind),
    _type: 'leadImport',
    site,
    title: importTitle(intent),
    state: 'queued',
    way: 'function',
    ...NOTHING_DONE,
    counts: noCounts(intent.work.kind === 'undo' ? UNDO_LABELS : ROW_LABELS),
    createdBy,
    ...(stated === null ? {} : {sourceTotals: stated}),
    ...(fingerprint === undefined ? {} : {fingerprint}),
    intent: JSON.stringify(intent),
  }
}

/**
 * Asks for the removal of the uploaded rows of an import that has ended, before their seven days are over.
 *
 * @returns nothing where that was asked for before
 */
export function requestPurge(job: Pick<ImportRecord, '_id' | 'purgeRequested'>): Mutation[] {
  return job.purgeRequested === true ? [] : [{patch: {id: job._id, set: {purgeRequested: true}}}]
}
