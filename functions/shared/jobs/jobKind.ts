import type {Actor} from '../../../core/changes/activity.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import type {JobOutcome} from '../../../core/jobs/jobOutcome.ts'
import type {JobRecord} from '../../../core/jobs/jobRecord.ts'
import type {JobId} from '../../../core/jobs/jobShare.ts'
import type {ParseRows, ShareRows} from '../../../core/jobs/shareRows.ts'
import type {DocumentKind} from '../../../core/tenancy/kinds.ts'
import type {FunctionServices} from '../functionServices.ts'
import type {ServerSite} from '../siteRegistry.ts'

/** Somebody asked for what cannot be done, or may not. The text is for them. */
export class JobRefusal extends Error {
  override readonly name = 'JobRefusal'
  /** What the job's document notes in `fault`, for a kind that has it. */
  readonly fault: string | null

  constructor(message: string, fault: string | null = null) {
    super(message)
    this.fault = fault
  }
}

/** A job that is being carried out, with what the store says about who asked for it. */
export interface JobRun {
  services: FunctionServices
  jobId: string
  id: JobId
  site: ServerSite
  /** What was asked for, as the job's document had it when it was created. */
  intent: string
  /** Author of the job's document by the store's history: on whose behalf its items are done. */
  actor: Actor
  /** Milliseconds since 1970 of its beginning, of which its timeline entries get their ids. */
  startedMs: number
  /** Failures that its document lists already. */
  listed: number
}

/** Some of the items that a job is for, and what the next come after. */
export interface JobPage<Item> {
  parts: {
    items: readonly Item[]
    /** Id of the share of an earlier job that they come from, where what it did is to be undone. */
    source?: string
  }[]
  /** `null` when these were the last. */
  after: string | null
}

/**
 * What is different about a kind of job. The engine (`runJob`) does the rest: it freezes the items in
 * shares, carries the shares out exactly once, ends the job when its numbers add up, and stops, resumes
 * and hands on.
 *
 * @typeParam Item - what is to be done, as a share stores it
 * @typeParam Plan - the instruction, once it was read and found to be allowed
 * @typeParam Found - what a decision on some items needs of the store
 * @typeParam Undo - what undoing one item needs to know
 */
export interface JobKind<Item, Plan, Found, Undo> {
  /** Kind of the ids of its documents, and their `_type`. */
  document: {kind: DocumentKind; type: string}
  parseRows: ParseRows<Item, Undo>
  /** Most items of one share, which are done in one transaction. */
  shareSize: number
  /** Shares that are carried out at a time; standard: `LANES` of `runJob.ts`. */
  lanes?: number
  /** By which outcomes name an item. */
  idOf: (item: Item) => string
  /**
   * Reads the instruction and checks that it can and may be carried out for the run's author.
   *
   * @throws JobRefusal when not
   */
  open: (run: JobRun, job: JobRecord) => Promise<Plan>
  /**
   * The items that come after others; the engine notes them in shares before it does any.
   *
   * @param after - the last page's `after`; empty at the beginning
   * @throws JobRefusal when they cannot be told
   */
  page: (run: JobRun, plan: Plan, after: string) => Promise<JobPage<Item>>
  /**
   * What the job's document keeps of its instruction once all items are noted in shares. Each share's
   * transaction writes that document, so lists of items should not stay in it. What was asked for is
   * read from the document's creation in any case.
   */
  noted?: (plan: Plan) => string
  /** Reads, by ids, what deciding on items needs. A query may not see the newest writes. */
  read: (
    run: JobRun,
    plan: Plan,
    items: readonly Item[],
    source: string | undefined,
  ) => Promise<Found>
  /** Decides on one item; pure. What it throws is that item's failure. */
  decide: (run: JobRun, plan: Plan, item: Item, found: Found) => JobOutcome<Undo>
  /**
   * What comes of the job as a whole, once all items are done: written in one transaction with its end,
   * so that it is there once or not at all. Ids in it follow from the job.
   *
   * @param shares - of all its items, in their order
   * @throws JobRefusal when nothing can come of it
   */
  finish?: (
    run: JobRun,
    plan: Plan,
    shares: readonly ShareRows<Item, Undo>[],
  ) => Promise<Mutation[]>
}
