import type {Permission} from '../../../core/tenancy/grants.ts'
import type {Caller} from '../access/lakeCaller.ts'
import type {StoredDocument} from '../store/storedDocument.ts'

export interface CommitRequest {
  dataset: string
  caller: Caller
  /** Mutations in the wire format of `POST /data/mutate`, by id; or a plan that yields them. */
  mutations: readonly unknown[] | TransactionPlan
  transactionId?: string
  dryRun?: boolean
  /** `sync` by default. It matters only with a query lag. */
  visibility?: Visibility
  /** The chain of function calls that the request belongs to; none by default. */
  lineage?: string | null
}

/** When the response to a write is sent: once queries see it (`sync`), or before. */
export type Visibility = 'sync' | 'async' | 'deferred'

/**
 * Yields a transaction's mutations inside the transaction: each is applied before the next one is
 * requested, and `read` returns documents as the mutations so far have left them.
 */
export type TransactionPlan = (
  read: (id: string) => StoredDocument | null,
) => Iterable<PlannedMutation>

/** One mutation of a transaction, with its position in the request, which errors contain. */
export interface PlannedMutation {
  index: number
  /** In the wire format of `POST /data/mutate`, with its document's id. */
  mutation: unknown
}

export interface TransactionContext {
  transactionId: string
  /** ISO 8601, UTC: `_updatedAt`, and `_createdAt` of documents sent without one. */
  timestamp: string
  /** The document as stored before the transaction. */
  read: (id: string) => StoredDocument | null
  /** Ids of up to `most` stored documents that refer strongly to one, in order. */
  referrers: (id: string, most: number) => string[]
  /** Whether the caller's grants allow it. */
  can: (permission: Permission, document: StoredDocument) => boolean
  /** A random id for documents sent without one. */
  newId: () => string
}

/** What a transaction did to one document. */
export interface TouchedDocument {
  id: string
  before: StoredDocument | null
  after: StoredDocument | null
  /** Its content when the transaction deleted it last, if it did. */
  deleted: StoredDocument | null
  /** `after` as JSON text; empty for a deletion. */
  json: string
  /** The mutations that touched it, in the wire format, by id; after a purge only later ones. */
  mutations: unknown[]
  /** Whether to delete its history as well. */
  purge: boolean
  /** Position of the last mutation that touched it. */
  index: number
}

/** What a commit did, for the response of mutate and of actions. */
export interface CommitResult {
  transactionId: string
  /** One entry a mutation result, in order. */
  results: {
    id: string
    operation: 'create' | 'update' | 'delete' | 'none'
    /** After the transaction (for a delete: before it); `null` when the caller may not read it. */
    document: StoredDocument | null
  }[]
}
