import type {Permission} from '../../../core/tenancy/grants.ts'
import type {StoredDocument} from '../types.ts'

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
