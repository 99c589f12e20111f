import {CLAIM_LEASE_MS} from '../../core/changes/emails.ts'
import {UNCONFIRMED_RETENTION_MS} from '../../core/changes/expireConfirmation.ts'
import {CHUNK_RETENTION_MS} from '../../core/jobs/jobChunk.ts'

/** How long the sweep waits for another function to do its work, in milliseconds. */
const PATIENCE_MS = 60_000
/** A page that has not written to its job for so long was closed, in milliseconds. */
const ABANDONED_MS = 5 * PATIENCE_MS

/** Most documents of one list that a query returns. */
export const PAGE = 100

/** The lists of documents that wait: which belong to a list, and the time by which they are ordered. */
const LISTS = {
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
  jobs: {
    filter: `_id in path("*.bulk.**") && _type == "bulkChange" && state in ["queued", "running"]
      && ((way == "function" && _updatedAt < $patience) || _updatedAt < $abandoned)`,
    time: '_createdAt',
  },
  imports: {
    filter: `_id in path("*.import.**") && _type == "leadImport" && state in ["queued", "running"]
      && way == "function" && _updatedAt < $patience`,
    time: '_createdAt',
  },
  purges: {
    filter: `_id in path("*.import.**") && _type == "leadImport" && purgeRequested == true
      && !defined(purgedAt)`,
    time: '_createdAt',
  },
  exports: {
    filter: `_id in path("*.export.*") && _type == "leadExport"
      && state in ["queued", "running"]
      && ((way == "function" && _updatedAt < $patience) || _updatedAt < $abandoned)`,
    time: '_createdAt',
  },
  refreshes: {
    filter: `_id in path("*.refresh.**") && _type == "snapshotRefresh"
      && state in ["queued", "running"] && _updatedAt < $abandoned`,
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
} as const

/** Name of a list of documents that wait. */
export type WorkName = keyof typeof LISTS

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
  }
}
