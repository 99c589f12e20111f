import {CLAIM_LEASE_MS} from '../../core/changes/emails.ts'
import {UNCONFIRMED_RETENTION_MS} from '../../core/changes/expireConfirmation.ts'
import {CHUNK_RETENTION_MS} from '../../core/jobs/jobChunk.ts'
import {
  JOB_KINDS,
  PAGE_PATIENCE_S,
  SWEPT_JOB_KINDS,
  type SweptJobKind,
} from '../../core/jobs/jobKinds.ts'
import {recordOf} from '../../core/leads/recordOf.ts'

/** How long the sweep waits for another function to do its work, in milliseconds. */
const PATIENCE_MS = 60_000
/** How long the sweep waits for a page, or for a long call, to write again, in milliseconds. */
const ABANDONED_MS = PAGE_PATIENCE_S * 1000

/** Most documents of one list that a query returns. */
export const PAGE = 100

/** Which documents belong to a list, and the time by which they are ordered. */
interface List {
  filter: string
  time: string
}

/** The lists of documents that wait, apart from jobs. */
const OTHER_LISTS = {
  submissions: {
    filter: `_id in path("*.submission.*") && _type == "leadSubmission"
      && !defined(processedAt) && receivedAt < $patience
      && (!defined(failure.nextAttemptAt) || failure.nextAttemptAt <= $now)`,
    time: 'receivedAt',
  },
  messages: {
    filter: `_id in path("*.email.*") && _type == "emailMessage" && queuedAt < $patience
      && (status == "queued" || (status == "sending" && claimedAt < $claimed))`,
    time: 'queuedAt',
  },
  confirmations: {
    filter: `_id in path("*.subscriber.*") && _type == "newsletterSubscriber"
      && status == "pending" && doubleOptIn.requestedAt < $unconfirmed`,
    time: 'doubleOptIn.requestedAt',
  },
  purges: {
    filter: `_id in path("*.import.**") && _type == "leadImport" && purgeRequested == true
      && !defined(purgedAt)`,
    time: '_createdAt',
  },
  shares: {
    filter: '_id in path("*.chunk.**") && _type == "jobChunk" && expiresAt < $now',
    time: 'expiresAt',
  },
  // Users write chunks of their own, which may say that they are kept for ever.
  strays: {
    filter: `_id in path("*.chunk.page.**") && _type == "jobChunk" && _createdAt < $retained`,
    time: '_createdAt',
  },
  snapshots: {
    filter: `_id in path("*.snapshot.*") && _type == "shopifyCustomerSnapshot"
      && expiresAt < $now`,
    time: 'expiresAt',
  },
  requests: {
    filter: `_id in path("*.privacy.*") && _type == "privacyRequest" && (
      (state == "received" && receivedAt < $patience)
      || (state == "searching" && defined(nextAt) && nextAt <= $now)
      || (state == "searching" && !defined(nextAt) && _updatedAt < $abandoned))`,
    time: 'receivedAt',
  },
} as const satisfies Readonly<Record<string, List>>

/** Name of a list of documents that wait; jobs have a list for each kind. */
export type WorkName = keyof typeof OTHER_LISTS | SweptJobKind

/** All lists, in the order in which a sweep works on them. */
const LISTS: Readonly<Record<WorkName, List>> = {
  ...OTHER_LISTS,
  ...recordOf(SWEPT_JOB_KINDS, jobList),
}

/** Names of all lists, in the order in which a sweep works on them. */
export const WORK_NAMES: readonly WorkName[] = Object.keys(LISTS).filter(isWorkName)

function isWorkName(name: string): name is WorkName {
  return Object.hasOwn(LISTS, name)
}

/** Jobs of a kind that nobody has written to for longer than its patience; see {@link waitingParams}. */
function jobList(kind: SweptJobKind): List {
  const filter = `_id in path("*.${kind}.**") && _type == "${JOB_KINDS[kind].type}"
    && state in ["queued", "running"] && _updatedAt < $${kind}
    && (way == "function" || _updatedAt < $abandoned)`
  return {filter, time: '_createdAt'}
}

/** A document that waits, and the time by which they are ordered. */
export interface Waiting {
  _id: string
  at: string
}

/** What waits, oldest first: the first page of each list. */
export type WaitingWork = Record<WorkName, Waiting[]> & {
  /** Progress of the audit trail, as its lease has it. */
  trail: string | null
}

const PROGRESS = '"trail": *[_id == "network.lease.trail"][0].progress'

/** One query for the first pages of all lists; when all are empty, a sweep costs no more. */
export const WAITING_QUERY = `{${[
  ...Object.entries(LISTS).map(([name, list]) => `"${name}": ${pageQuery(list)}`),
  PROGRESS,
].join(',\n')}}`

/** The query for the page of a list that follows `$afterTime` and `$afterId`. */
export function nextPageQuery(name: WorkName): string {
  const {filter, time} = LISTS[name]
  const after = `${time} > $afterTime || (${time} == $afterTime && _id > $afterId)`
  return pageQuery({filter: `${filter} && (${after})`, time})
}

function pageQuery({filter, time}: {filter: string; time: string}): string {
  return `*[${filter}] | order(${time} asc, _id asc)[0...${PAGE}]{_id, "at": ${time}}`
}

/**
 * Parameters of the queries.
 *
 * @param now - ISO 8601, UTC
 */
export function waitingParams(now: string): Record<string, string> {
  const ago = (ms: number): string => new Date(Date.parse(now) - ms).toISOString()
  return {
    now,
    patience: ago(PATIENCE_MS),
    claimed: ago(CLAIM_LEASE_MS),
    unconfirmed: ago(UNCONFIRMED_RETENTION_MS),
    abandoned: ago(ABANDONED_MS),
    retained: ago(CHUNK_RETENTION_MS),
    ...recordOf(SWEPT_JOB_KINDS, (kind) => ago(JOB_KINDS[kind].patienceS * 1000)),
  }
}
