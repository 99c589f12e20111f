import type {Grant, Permission} from '../../core/tenancy/grants.ts'
import type {ChangePageOptions} from './store/changePages.ts'
import type {PositionCode} from './store/positionCode.ts'
import type {PreparedDocument} from './store/preparedDocument.ts'

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

/** One mutation of a transaction, with the position in the request that error items name. */
export interface PlannedMutation {
  index: number
  /** In the wire format of `POST /data/mutate`, and naming its document by id. */
  mutation: unknown
}

/**
 * Works out a transaction's mutations inside the transaction: each is applied before the next one
 * is asked for, and `read` sees what was applied so far.
 */
export type TransactionPlan = (
  read: (id: string) => StoredDocument | null,
) => Iterable<PlannedMutation>

/** What all documents of a bulk load have in common. */
export interface LoadStamp {
  transactionId: string
  /** ISO 8601, UTC: `_createdAt` and `_updatedAt` where a document brings none. */
  timestamp: string
}

/** What a bulk load did. */
export interface LoadResult {
  loaded: number
  /** Documents that were there already. */
  skipped: number
  transactionId: string
}

/** A bulk load that has begun. */
export interface BulkLoad {
  readonly stamp: LoadStamp
  /** Writes documents in one transaction: afterwards they are all on disk, or none is. */
  write(documents: readonly PreparedDocument[]): void
  finish(): LoadResult
}

/** What an answered write has to be visible to: queries too (`sync`), or not yet. */
export type Visibility = 'sync' | 'async' | 'deferred'

/** A write to commit. Implemented in `local/lake/store`. */
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

/** Ids from one on, up to another without it. */
export interface IdRange {
  from: string
  to: string
}

/** What a reader may see of the past. Implemented in `local/lake/visibility`. */
export interface HistoryView {
  /** Id of the reader, who knows of their own transactions. */
  reader: string
  /** Ids of all documents whose past they may see; `null` where documents have to be looked into. */
  ids: readonly IdRange[] | null
  /** Whether a document that exists, or once existed, is one of them. */
  includes(id: string): boolean
}

/** A transaction as the history lists it, with the documents that the reader may see. */
export interface TransactionSummary {
  id: string
  /** ISO 8601, UTC. */
  timestamp: string
  author: string
  /** In the order in which the transaction touched them; never empty. */
  documentIds: string[]
}

/** The same with what became of these documents. */
export interface LoggedTransaction extends TransactionSummary {
  changes: LakeChange[]
}

/** Which transactions of a dataset to list; all conditions must hold. */
export interface TransactionFilter {
  view: HistoryView
  /** Only transactions that touched one of these documents; required where `view.ids` is `null`. */
  documentIds?: readonly string[]
  /** Of the transactions found, only these documents. */
  onlyChangesOf?: readonly string[]
  authors?: readonly string[]
  /**
   * Transaction ids, inclusive. One that the reader sees no document of is as unknown as one that
   * does not exist, and bounds nothing.
   */
  fromTransaction?: string
  toTransaction?: string
  /** ISO 8601, inclusive. */
  fromTime?: string
  toTime?: string
  /** Newest first. */
  reverse?: boolean
  /** Of the transactions that the reader sees. */
  limit: number
}

/** A point in a document's past; a revision is that of a transaction that the reader sees. */
export type PointInTime =
  | {revision: string; view: HistoryView}
  | {time: string}
  | {lastRevision: true}

/** A document to load in bulk; missing system fields are filled in. */
export interface LoadableDocument {
  _id: string
  _type: string
  [key: string]: unknown
}

/** A run of documents in storage order, to be read once. */
export interface DocumentScan extends Iterable<{position: number; id: string; json: string}> {
  /** Ends the scan; needed when it was not read to its end, harmless otherwise. */
  close(): void
}

/** Durable store of documents and of everything that was done to them. */
export interface LakeStore {
  hasDataset(dataset: string): boolean
  listDatasets(): {name: string; aclMode: 'private' | 'public'; createdAt: string}[]
  createDataset(name: string, aclMode?: 'private' | 'public'): void
  setAclMode(name: string, aclMode: 'private' | 'public'): void
  deleteDataset(name: string): void
  /** Path of the dataset's SQLite file, for read-only connections. */
  databaseFile(dataset: string): string
  /** Path of the SQLite file that queries read, and the position up to which they see everything. */
  queryState(dataset: string): {file: string; seq: number}
  getDocument(dataset: string, id: string): StoredDocument | null
  /** Ids of the draft and of the release versions that a published document has. */
  versionIds(dataset: string, publishedId: string): string[]
  /**
   * Documents as they are at this moment, in storage order, whatever is written meanwhile.
   *
   * @param options - `types`: only these; `after`: only positions beyond this one
   */
  scanDocuments(
    dataset: string,
    options?: {types?: readonly string[]; after?: number},
  ): DocumentScan
  /**
   * Transactions of the log, oldest first unless reversed. They come in pages, some of them empty,
   * each of which is a bounded piece of work; others may have their turn in between.
   */
  transactions(dataset: string, filter: TransactionFilter): Iterable<LoggedTransaction[]>
  /** The same without what was changed, which is many times cheaper. */
  transactionSummaries(dataset: string, filter: TransactionFilter): Iterable<TransactionSummary[]>
  /** A document as it was; `null` when it did not exist then. */
  documentAt(dataset: string, id: string, point: PointInTime): StoredDocument | null
  /**
   * Loads documents in large transactions, as fast as the disk takes them: history keeps one
   * creation marker for all of them, listeners and {@link changesAfter} see nothing of it, and no
   * grants are checked. Documents whose id is taken already are left as they are.
   */
  bulkLoad(
    dataset: string,
    documents: Iterable<LoadableDocument>,
    options?: {author?: string; batchSize?: number},
  ): LoadResult
  /**
   * The same in steps, for documents that are prepared elsewhere, such as in another thread. Nothing
   * else may be written to the dataset until it is finished, which it must be in any case.
   */
  beginBulkLoad(dataset: string, author: string): BulkLoad
  /** Position of the newest durable change of a dataset; 0 when it has none. */
  lastSeq(dataset: string): number
  /**
   * A number that grows whenever documents of a type are written or loaded, for whoever keeps what
   * it worked out from them. It starts anew with the process.
   */
  typeRevision(dataset: string, type: string): number
  /** Changes after a position, oldest first. */
  changesAfter(
    dataset: string,
    seq: number,
    limit: number,
    options?: ChangePageOptions,
  ): LakeChange[]
  /** Writes positions in the dataset down for its readers. */
  positionCode(dataset: string): PositionCode
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
  /** Whether `raw` shows versions, as it does since API version 2025-02-19; yes by default. */
  versions?: boolean
  /** ISO 8601; what `now()` answers. */
  now: string
  /** Whether to tell how the query was answered; no by default. */
  explain?: boolean
}

/** Evaluates queries outside the server's own thread, each under a time limit. */
export interface QueryEngine {
  run(
    request: QueryRequest,
    signal?: AbortSignal,
  ): Promise<{result: unknown; syncTags: string[]; ms: number}>
  /**
   * Like {@link run}, with the result as JSON text, for passing it on as it is. `explain` is JSON
   * text too: how the query was answered, see `groq/rows/explain.ts`; `null` unless asked for.
   */
  runJson(
    request: QueryRequest,
    signal?: AbortSignal,
  ): Promise<{json: string; explain: string | null; syncTags: string[]; ms: number}>
  close(): Promise<void>
}

/** Everything a route of the lake may use. */
export interface LakeServices {
  projectId: string
  store: LakeStore
  access: AccessControl
  queries: QueryEngine
  /** Milliseconds by which queries lag behind writes that don't wait for the index; 0 for none. */
  queryLagMs: number
  /** ISO 8601 of now. */
  now: () => string
  /** Writes one line of the server's log; callers pass no token and no personal data. */
  log: (message: string) => void
}

/** What Hono's context carries on every authenticated route of the lake. */
export interface LakeEnv {
  Variables: {caller: Caller | null; requestId: string}
}
