import {CHANGE, OWN, type KindDeclaration} from '../tenancy/writeRules.ts'

/** A kind of job: its documents with who may ask for one, who carries it out, and what is audited. */
export interface JobKindDeclaration extends KindDeclaration {
  /** Title of its documents in the Studio. */
  title: string
  /** The function that carries it out, and the longest call of it in seconds; `null` for a page. */
  function: {name: string; timeoutS: number} | null
  /**
   * How long nobody may have written its document until the sweep takes the job over or ends it, in
   * seconds; `null` for a kind that nothing carries out yet.
   */
  patienceS: number | null
  /** Which moments of a job the audit trail records. */
  audited: readonly ('start' | 'end')[]
}

/** A page that has not written to its job for so long was closed, in seconds. */
export const PAGE_PATIENCE_S = 300

/**
 * Every kind of job, by the kind of its documents' ids (`<site>.<kind>.<key>`). Grants, document types,
 * the blueprint's functions, the sweep and the audit trail derive from it. `README.md` says how to add
 * one.
 */
export const JOB_KINDS = {
  bulk: {
    type: 'bulkChange',
    title: 'Bulk change',
    keys: ['*', 'delete.*'],
    // What only administrators may ask for has ids of its own: `<site>.bulk.delete.<ulid>`.
    writers: [
      {by: 'editor', may: CHANGE, keys: ['*'], where: OWN},
      {by: 'admin', may: ['create'], keys: ['delete.*'], where: OWN},
      {by: 'admin', may: ['update', 'delete']},
    ],
    function: {name: 'run-bulk-change', timeoutS: 300},
    patienceS: 60,
    audited: ['end'],
  },
  import: {
    type: 'leadImport',
    title: 'Import',
    keys: ['*', 'undo.*'],
    // An undo deletes leads, so only administrators may ask for one. Nobody deletes an import: people's
    // records name it as where they come from.
    writers: [
      {by: 'editor', may: CHANGE, keys: ['*'], where: OWN},
      {by: 'admin', may: ['create'], keys: ['undo.*'], where: OWN},
      {by: 'admin', may: ['update']},
    ],
    function: {name: 'import-chunk', timeoutS: 900},
    patienceS: 60,
    audited: ['start', 'end'],
  },
  export: {
    type: 'leadExport',
    title: 'Export',
    keys: ['*'],
    // Only administrators export: the right to create the document is the right to the export.
    writers: [
      {by: 'admin', may: CHANGE, where: OWN},
      {by: 'admin', may: ['delete']},
    ],
    function: {name: 'run-export', timeoutS: 120},
    patienceS: 60,
    audited: ['start', 'end'],
  },
  refresh: {
    type: 'snapshotRefresh',
    title: 'Customer snapshot refresh',
    keys: ['*', 'network.*'],
    // What only superadmins may ask for has ids of its own: `<site>.refresh.network.<ulid>`.
    writers: [
      {by: 'admin', may: CHANGE, keys: ['*'], where: OWN},
      {by: 'admin', may: ['delete'], keys: ['*']},
    ],
    function: {name: 'refresh-snapshot', timeoutS: 900},
    patienceS: 300,
    audited: ['end'],
  },
} as const satisfies Record<string, JobKindDeclaration>

/** A kind of job. */
export type JobKindName = keyof typeof JOB_KINDS

/** A kind of job of which the audit trail records something. */
export type AuditedJobKind = {
  [Kind in JobKindName]: (typeof JOB_KINDS)[Kind]['audited'] extends readonly [] ? never : Kind
}[JobKindName]

/** A kind of job that something carries out, so that it may be left undone. */
export type SweptJobKind = {
  [Kind in JobKindName]: (typeof JOB_KINDS)[Kind]['patienceS'] extends null ? never : Kind
}[JobKindName]

/** All kinds, in the order of {@link JOB_KINDS}. */
export const JOB_KIND_NAMES: readonly JobKindName[] = Object.keys(JOB_KINDS).filter(isJobKind)

/** Kinds of jobs that something carries out. */
export const SWEPT_JOB_KINDS: readonly SweptJobKind[] = JOB_KIND_NAMES.filter(isSweptJob)

function isSweptJob(kind: JobKindName): kind is SweptJobKind {
  return JOB_KINDS[kind].patienceS !== null
}

/** Whether a kind of document is a kind of job. */
export function isJobKind(kind: string | undefined): kind is JobKindName {
  return kind !== undefined && Object.hasOwn(JOB_KINDS, kind)
}

/** Whether the audit trail records the start or the end of jobs of a kind. */
export function isAuditedJob(
  kind: string | undefined,
  moment: 'start' | 'end',
): kind is AuditedJobKind {
  if (!isJobKind(kind)) return false
  const {audited}: JobKindDeclaration = JOB_KINDS[kind]
  return audited.includes(moment)
}
