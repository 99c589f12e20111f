import type {GrantHolder} from '../../access/grantPredicate.ts'
import type {LakeErrorBody} from '../../lakeError.ts'
import type {Perspective} from '../perspective.ts'

/** A query on its way to a worker. */
export interface QueryJob {
  id: number
  /** Path of the dataset's SQLite file. */
  file: string
  dataset: string
  projectId: string
  reader: GrantHolder
  perspective: Perspective
  /** `null` only opens the dataset, so that the first query need not wait for it. */
  query: string | null
  /** Parameters as JSON text: nesting that JSON can have is too deep for a structured clone. */
  params: string
  /** ISO 8601 */
  now: string
  /** Whether to tell how the query was answered. */
  explain: boolean
  /**
   * Milliseconds of work after which the worker gives the query back as `heavy`, if it comes to a
   * place where it can; `null` for no bound.
   */
  cpuLimitMs: number | null
}

/**
 * What a worker says: first which thread it is; then of each job that it has begun, from when on its
 * time limit runs, and how it ended.
 */
export type WorkerMessage =
  | {kind: 'thread'; thread: number | null}
  | {kind: 'started'; id: number}
  | {kind: 'heavy'; id: number}
  | {kind: 'done'; id: number; json: string; explain: string | null; ms: number}
  | {kind: 'failed'; id: number; statusCode: number; body: LakeErrorBody}
