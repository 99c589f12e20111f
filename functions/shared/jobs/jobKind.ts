import type {Actor} from '../../../core/changes/activity.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import type {JobKindName} from '../../../core/jobs/jobKinds.ts'
import type {JobOutcome} from '../../../core/jobs/jobOutcome.ts'
import type {JobRecord, JobId} from '../../../core/jobs/jobRecord.ts'
import type {ParseRows, ChunkRows} from '../../../core/jobs/jobChunk.ts'
import type {Problem} from '../../../core/problems/problem.ts'
import {ProblemError} from '../../../core/problems/problemError.ts'
import type {FunctionServices} from '../functionServices.ts'
import type {WholeSite} from '../siteRegistry.ts'

/** What somebody asked for cannot or may not be done. The problems are for them. */
export class JobRefusal extends ProblemError {
  override readonly name = 'JobRefusal'
  /** Goes into `fault` of the job's document, for a kind that has it. */
  readonly fault: string | null

  constructor(problems: Problem | readonly Problem[], fault: string | null = null) {
    super('code' in problems ? [problems] : problems)
    this.fault = fault
  }
}

/** A job that is being carried out, and who asked for it by the store's history. */
export interface JobRun {
  services: FunctionServices
  jobId: string
  id: JobId
  site: WholeSite
  /** The instruction (JSON) in the job's document when it was created. */
  intent: string
  /** Author of the job's document: items are done on their behalf. */
  actor: Actor
  /** When it was asked for, by the store's history, in milliseconds since 1970. */
  askedMs: number
  /** Beginning in milliseconds since 1970; ids of timeline entries derive from it. */
  startedMs: number
  /** Failures that the job's document lists already. */
  listed: number
}

/** Some of the items of a job. */
export interface JobPage<Item> {
  groups: {
    items: readonly Item[]
    /** Id of the chunk of an earlier job that the items come from, when that is to be undone. */
    source?: string
  }[]
  /** Where the next page begins; `null` when this is the last. */
  after: string | null
}

/**
 * What is particular to a kind of job. The engine (`runJob`) does the rest: it freezes the items in
 * chunks, carries out each chunk exactly once, ends the job when its numbers add up, and stops, resumes
 * and hands over.
 *
 * @typeParam Item - a thing to do, as a chunk stores it
 * @typeParam Plan - the instruction, parsed and checked
 * @typeParam Found - what a decision on some items needs from the store
 * @typeParam Undo - what undoing one item needs
 */
export interface JobKind<Item, Plan, Found, Undo> {
  name: JobKindName
  parseRows: ParseRows<Item, Undo>
  /** Most items of one chunk, which are written in one transaction. */
  chunkSize: number
  /** Chunks that are carried out at a time; `LANES` of `runJob.ts` by default. */
  lanes?: number
  /**
   * The stage of a chunk by its number: chunks of a stage wait for those of the stages before. All have the same
   * by default, and no order.
   */
  stageOf?: (plan: Plan, chunk: number) => number
  /** How outcomes name an item. */
  idOf: (item: Item) => string
  /**
   * Reads the instruction and checks that it can and may be carried out for the run's author.
   *
   * @throws JobRefusal otherwise
   */
  open: (run: JobRun, job: JobRecord) => Promise<Plan>
  /**
   * Reads a page of items; the engine writes all pages into chunks before it does any item.
   *
   * @param after - `after` of the previous page; empty at the beginning
   * @param chunks - how many chunks were written, by the job's document, which its author may write
   * @throws JobRefusal when the items cannot be determined
   */
  page: (run: JobRun, plan: Plan, after: string, chunks: number) => Promise<JobPage<Item>>
  /**
   * The instruction that the job's document keeps once all items are in chunks. The transaction of each
   * chunk writes that document, so long lists of items should leave it. What was asked for is read from
   * the document's creation in any case.
   */
  storedIntent?: (plan: Plan) => string
  /**
   * Reads, by ids, what a decision on items needs. A query may not see the newest writes.
   *
   * @param isAgain - whether a decision on what was read before met a conflict
   */
  read: (
    run: JobRun,
    plan: Plan,
    items: readonly Item[],
    source: string | undefined,
    isAgain: boolean,
  ) => Promise<Found>
  /** Further mutations of the transaction that writes outcomes. */
  alongside?: (plan: Plan, outcomes: readonly JobOutcome<Undo>[]) => Mutation[]
  /** Decides one item; pure. An error that it throws is that item's failure. */
  decide: (run: JobRun, plan: Plan, item: Item, found: Found) => JobOutcome<Undo>
  /**
   * What comes of the job as a whole, once all items are done. It is written in one transaction with the
   * end of the job, so it is there once or not at all. Its ids derive from the job.
   *
   * @param chunks - of all items, in their order
   * @throws JobRefusal when nothing can come of it
   */
  finish?: (
    run: JobRun,
    plan: Plan,
    chunks: readonly ChunkRows<Item, Undo>[],
  ) => Promise<Mutation[]>
  /**
   * Called after the end of the job is written. It may be left out when a call is cut off, so nothing may
   * depend on it.
   */
  ended?: (run: JobRun, plan: Plan) => Promise<void>
}
