import type {Permission} from '../../../core/tenancy/grants.ts'
import type {Caller} from '../access/lakeCaller.ts'
import type {StoredDocument} from '../store/storedDocument.ts'

/** A write to commit. */
export interface CommitRequest {
  dataset: string
  caller: Caller
  /** Mutations in the wire format of `POST /data/mutate`, by id; or a plan that yields them. */
  mutations: readonly unknown[] | TransactionPlan
  transactionId?: string
  dryRun?: boolean
  /** `sync` by default. Only with a query lag there is a difference. */
  visibility?: Visibility
  /** The chain of function calls that the request belongs to; none by default. */
  lineage?: string | null
}

/** What an answered write has to be visible to: queries too (`sync`), or not yet. */
export type Visibility = 'sync' | 'async' | 'deferred'

/**
 * Works out a transaction's mutations inside the transaction: each is applied before the next one
 * is asked for, and `read` sees what was applied so far.
 */
export type TransactionPlan = (
  read: (id: string) => StoredDocument | null,
) => Iterable<PlannedMutation>

/** One mutation of a transaction, with the position in the request that error items name. */
export interface PlannedMutation {
  index: number
  /** In the wire format of `POST /data/mutate`, and naming its document by id. */
  mutation: unknown
}

/** What a transaction may ask of the world around it. */
export interface TransactionContext {
  transactionId: string
  /** ISO 8601, UTC: becomes `_updatedAt`, and `_createdAt` where none is given. */
  timestamp: string
  /** The document as stored before the transaction. */
  read: (id: string) => StoredDocument | null
  /** Ids of stored documents that refer to one strongly, in their order; at most so many. */
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
  /** What it was when the transaction deleted it last, if it did. */
  deleted: StoredDocument | null
  /** `after` as JSON text; empty for a deletion. */
  json: string
  /** The mutations that touched it, in the wire format, by id; none from before a purge. */
  mutations: unknown[]
  /** Whether its history is to go as well. */
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
    /** As the transaction left it (for a delete: as it was); `null` when the caller may not read it. */
    document: StoredDocument | null
  }[]
}
