/** Bounds of a query pool. Times are milliseconds. */
export interface QueryPoolOptions {
  /** Workers for light queries that are kept ready. */
  workers: number
  /** Workers for light queries while queries wait. */
  maxWorkers: number
  /** Workers for heavy queries. Their threads have a low priority. */
  heavyWorkers: number
  /** Heavy queries that a caller may have, waiting and running. */
  heavyPerCaller: number
  /** How much processor time a light query may use. A longer one starts again as a heavy one. */
  lightCpuMs: number
  /** How long a query may hold a worker for light queries where it can't be interrupted. */
  lightMs: number
  /** How long a query may take. */
  timeLimitMs: number
  /** How long a query may wait for a worker. */
  waitLimitMs: number
  /** How long a worker may take to open a dataset before a query. */
  loadLimitMs: number
  /** How long a light query may wait before another worker starts for it. */
  scaleUpMs: number
  /** How long an additional worker may idle. */
  idleMs: number
  /** How long a query may run after its caller has stopped waiting. */
  abortGraceMs: number
  /** Heap of one worker, in MB: it holds everything that a query makes of documents. */
  memoryMb: number
  /** Whether workers for light queries outlive the pool, and serve the next one of this process. */
  reuseThreads: boolean
}

/** The bounds of a lake. The time limit is that of the hosted service. */
export const DEFAULT_POOL_OPTIONS: QueryPoolOptions = {
  workers: 2,
  maxWorkers: 3,
  heavyWorkers: 2,
  heavyPerCaller: 6,
  lightCpuMs: 250,
  lightMs: 500,
  timeLimitMs: 60_000,
  waitLimitMs: 60_000,
  loadLimitMs: 300_000,
  scaleUpMs: 100,
  idleMs: 30_000,
  abortGraceMs: 250,
  memoryMb: 2048,
  reuseThreads: false,
}
