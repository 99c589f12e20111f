import {mendozaDiff} from './mendozaDiff.ts'
import type {StoredDocument} from './storedDocument.ts'

/** What a committed transaction did to one document. */
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
  /** The chain of function calls that its transaction belongs to, see `http/dataRequest.ts`. */
  lineage: string | null
  /** The transaction's mutations that touched this document, in the wire format. */
  mutations: unknown[]
  /** Mendoza patches between `before` and `after`, in both directions. */
  effects: {apply: unknown[]; revert: unknown[]}
  /** Whether queries see it as soon as it is acknowledged. */
  isIndexed: boolean
  /** How many documents the transaction touched, and the position of this one, from 1. */
  transactionTotalEvents: number
  transactionCurrentEvent: number
}

function withoutRevision(document: StoredDocument | null): Record<string, unknown> | null {
  if (!document) return null
  const {_rev, ...rest} = document
  return rest
}

/**
 * The Mendoza patches of a change as sent to clients: between the documents without `_rev`, which
 * events contain separately. Studios apply them this way, and a patch counts fields by position.
 */
export function wireEffects(
  before: StoredDocument | null,
  after: StoredDocument | null,
): LakeChange['effects'] {
  const [from, to] = [withoutRevision(before), withoutRevision(after)]
  return {apply: mendozaDiff(from, to), revert: mendozaDiff(to, from)}
}
