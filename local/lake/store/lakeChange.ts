import type {StoredDocument} from './storedDocument.ts'

/** One document's part of a committed transaction, in commit order. */
export interface LakeChange {
  /** Position in the dataset's log; strictly increasing, never reused. */
  seq: number
  dataset: string
  transactionId: string
  /** ISO 8601, UTC. */
  timestamp: string
  /** Id of the user or robot that wrote. */
  identity: string
  documentId: string
  /** `null` when the transaction created the document. */
  before: StoredDocument | null
  /** `null` when the transaction deleted the document. */
  after: StoredDocument | null
  /** The chain of function calls that its transaction stated, see `http/lineage.ts`. */
  lineage: string | null
  /** The transaction's mutations that touched this document, in the wire format. */
  mutations: unknown[]
  /** Mendoza patches between `before` and `after`, in both directions. */
  effects: {apply: unknown[]; revert: unknown[]}
  /** Whether queries saw it as soon as it was acknowledged. */
  isIndexed: boolean
  /** How many documents the transaction touched, and which of them this is (from 1). */
  transactionTotalEvents: number
  transactionCurrentEvent: number
}
