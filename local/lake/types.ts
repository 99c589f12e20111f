import type {Grant, Permission} from '../../core/tenancy/grants.ts'

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | {[key: string]: Json}

/** A document as it is stored: plain JSON with the system fields. */
export interface StoredDocument {
  _id: string
  _type: string
  _rev: string
  _createdAt: string
  _updatedAt: string
  [key: string]: unknown
}

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
  /** The transaction's mutations that touched this document, in the wire format. */
  mutations: unknown[]
  /** Mendoza patches between `before` and `after`, in both directions. */
  effects: {apply: unknown[]; revert: unknown[]}
  /** How many documents the transaction touched, and which of them this is (from 1). */
  transactionTotalEvents: number
  transactionCurrentEvent: number
}

/** Who calls, resolved from a token. The token itself is never kept here. */
export interface Caller {
  id: string
  name: string
  email: string
  /** Name of the role, as `core/tenancy/roles.ts` builds it. */
  role: string
  robot: boolean
  grants: readonly Grant[]
}

/** Decides what a caller may touch. Implemented in `local/lake/access`. */
export interface AccessControl {
  /** @returns `null` for a token that names nobody */
  authenticate(token: string): Caller | null
  /** Whether one of the caller's grants with that permission matches the document. */
  can(caller: Caller, permission: Permission, document: StoredDocument): boolean
  /** Whether the caller may manage datasets and other project resources. */
  isAdministrator(caller: Caller): boolean
  /** Every user and robot that exists now: the superadmin, three of each site, the robots. */
  listCallers(): Caller[]
  /** The token that a user signs in with, for the sign-in page only; `null` for an unknown id. */
  tokenOf(callerId: string): string | null
}

/** A write to commit. Implemented in `local/lake/store`. */
export interface CommitRequest {
  dataset: string
  caller: Caller
  /** Mutations in the wire format of `POST /data/mutate`. */
  mutations: unknown[]
  transactionId?: string
  dryRun?: boolean
}

/** What a commit did, for the response of mutate and of actions. */
export interface CommitResult {
  transactionId: string
  /** One entry a mutation result, in order. */
  results: {
    id: string
    operation: 'create' | 'update' | 'delete' | 'none'
    document: StoredDocument | null
  }[]
}

/** Durable store of documents and of everything that was done to them. */
export interface LakeStore {
  hasDataset(dataset: string): boolean
  listDatasets(): {name: string; aclMode: 'private' | 'public'; createdAt: string}[]
  createDataset(name: string, aclMode?: 'private' | 'public'): void
  deleteDataset(name: string): void
  /** Path of the dataset's SQLite file, for read-only connections in query workers. */
  databaseFile(dataset: string): string
  getDocument(dataset: string, id: string): StoredDocument | null
  /** Position of the newest change of a dataset; 0 when it has none. */
  lastSeq(dataset: string): number
  /** Changes after a position, oldest first. */
  changesAfter(dataset: string, seq: number, limit: number): LakeChange[]
  /**
   * Applies mutations atomically and durably, checking the caller's grants on every document.
   * Settles only after the write is safe on disk; several commits may share one disk sync.
   *
   * @throws LakeError with the hosted API's body; then nothing was written
   */
  commit(request: CommitRequest): Promise<CommitResult>
  /** Calls back after each commit, in commit order, with what it changed. */
  onCommit(listener: (changes: LakeChange[]) => void): () => void
  close(): void
}

/** A GROQ query to evaluate with one caller's eyes. Implemented in `local/lake/groq`. */
export interface QueryRequest {
  dataset: string
  caller: Caller
  query: string
  params: Record<string, unknown>
  /** `raw`, `published`, `drafts`, or a stack of release names. */
  perspective: string | string[]
  /** ISO 8601; what `now()` answers. */
  now: string
}

/** Evaluates queries outside the server's own thread, each under a time limit. */
export interface QueryEngine {
  run(
    request: QueryRequest,
    signal?: AbortSignal,
  ): Promise<{result: unknown; syncTags: string[]; ms: number}>
  close(): Promise<void>
}

/** Everything a route of the lake may use. */
export interface LakeServices {
  projectId: string
  store: LakeStore
  access: AccessControl
  queries: QueryEngine
  /** ISO 8601 of now. */
  now: () => string
  /** Writes one line of the server's log; callers pass no token and no personal data. */
  log: (message: string) => void
}

/** What Hono's context carries on every authenticated route of the lake. */
export interface LakeEnv {
  Variables: {caller: Caller | null; requestId: string}
}
