import type {HistoryView, IdRange} from '../access/visibleIds.ts'
import type {CommitRequest, CommitResult} from '../mutations/transaction.ts'
import type {BulkLoad, LoadResult} from './bulkLoad.ts'
import type {LakeChange} from './lakeChange.ts'
import type {PositionCode} from './positionCode.ts'
import type {LoadableDocument} from './preparedDocument.ts'
import type {StoredDocument} from './storedDocument.ts'

/** Durable store of documents and of their history. */
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
   * A snapshot of the documents, in storage order.
   *
   * @param options - `types`: only these; `after`: only positions beyond this one
   */
  scanDocuments(
    dataset: string,
    options?: {types?: readonly string[]; after?: number},
  ): DocumentScan
  /**
   * Transactions of the log, oldest first unless reversed. They come in pages, some of them empty.
   * Each page is a bounded piece of work, after which other requests may get their turn.
   */
  transactions(dataset: string, filter: TransactionFilter): Iterable<LoggedTransaction[]>
  /** {@link transactions} without their changes, which is many times cheaper. */
  transactionSummaries(dataset: string, filter: TransactionFilter): Iterable<TransactionSummary[]>
  /** A past state of a document; `null` when it did not exist then. */
  documentAt(dataset: string, id: string, point: PointInTime): StoredDocument | null
  /**
   * Loads documents in large transactions: history has one entry for all of them, listeners and
   * {@link changesAfter} get no changes, and no grants are checked. Existing documents stay as they
   * are.
   */
  bulkLoad(
    dataset: string,
    documents: Iterable<LoadableDocument>,
    options?: {author?: string; batchSize?: number},
  ): LoadResult
  /**
   * {@link bulkLoad} in steps, for documents that are prepared elsewhere, such as in another thread.
   * Nothing else may be written to the dataset until `finish`, which must always be called.
   */
  beginBulkLoad(dataset: string, author: string): BulkLoad
  /** Position of the newest durable change of a dataset; 0 when it has none. */
  lastSeq(dataset: string): number
  /**
   * A number that grows whenever documents of a type are written or loaded, for caches of results
   * from them. It is not durable.
   */
  typeRevision(dataset: string, type: string): number
  /** Changes after a position, oldest first. */
  changesAfter(
    dataset: string,
    seq: number,
    limit: number,
    options?: ChangePageOptions,
  ): LakeChange[]
  /** Encodes positions in the dataset for its readers. */
  positionCode(dataset: string): PositionCode
  /**
   * Applies mutations atomically and durably, checking the caller's grants on every document.
   * Settles only after the write is safe on disk; several commits may share one disk sync.
   *
   * @throws LakeError with the hosted API's body; then nothing was written
   */
  commit(request: CommitRequest): Promise<CommitResult>
  /** Calls back after each commit, in commit order. @returns stops it */
  onCommit(listener: (changes: LakeChange[]) => void): () => void
  close(): void
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
   * Transaction ids, inclusive. One without a document that the reader may see is ignored, like one
   * that does not exist.
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

/** A transaction in the history, with the documents that the reader may see. */
export interface TransactionSummary {
  id: string
  /** ISO 8601, UTC. */
  timestamp: string
  author: string
  /** In the order in which the transaction touched them; never empty. */
  documentIds: string[]
}

/** A transaction with the changes of these documents. */
export interface LoggedTransaction extends TransactionSummary {
  changes: LakeChange[]
}

/** A point in a document's past; a revision is that of a transaction that the reader may see. */
export type PointInTime =
  | {revision: string; view: HistoryView}
  | {time: string}
  | {lastRevision: true}

/** Documents in storage order, to be read once. */
export interface DocumentScan extends Iterable<{position: number; id: string; json: string}> {
  /** Ends the scan; needed when it was not read to its end, harmless otherwise. */
  close(): void
}

/** Which changes of the log to read. */
export interface ChangePageOptions {
  /** Only changes of these documents; `null` for all. */
  ids?: readonly IdRange[] | null
  /** Only up to this position. */
  until?: number
}
