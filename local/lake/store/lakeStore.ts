import type {HistoryView, IdRange} from '../access/visibleIds.ts'
import type {CommitRequest, CommitResult} from '../mutations/transaction.ts'
import type {BulkLoad, LoadResult} from './bulkLoad.ts'
import type {LakeChange} from './lakeChange.ts'
import type {PositionCode} from './positionCode.ts'
import type {LoadableDocument} from './preparedDocument.ts'
import type {StoredDocument} from './storedDocument.ts'

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

/** A point in a document's past; a revision is that of a transaction that the reader sees. */
export type PointInTime =
  | {revision: string; view: HistoryView}
  | {time: string}
  | {lastRevision: true}

/** A run of documents in storage order, to be read once. */
export interface DocumentScan extends Iterable<{position: number; id: string; json: string}> {
  /** Ends the scan; needed when it was not read to its end, harmless otherwise. */
  close(): void
}

/** What to read of the log. */
export interface ChangePageOptions {
  /** Only changes of these documents; `null` for all. */
  ids?: readonly IdRange[] | null
  /** Only up to this position. */
  until?: number
}
