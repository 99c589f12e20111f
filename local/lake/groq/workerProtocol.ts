import type {GrantHolder} from '../access/readable.ts'
import type {LakeErrorBody} from '../lakeError.ts'
import type {Perspective} from './perspective.ts'

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
}

/** What a worker says. Between `started` and the end of a job its time limit runs. */
export type WorkerMessage =
  | {kind: 'started'; id: number}
  | {kind: 'done'; id: number; json: string; explain: string | null; ms: number}
  | {kind: 'failed'; id: number; statusCode: number; body: LakeErrorBody}
