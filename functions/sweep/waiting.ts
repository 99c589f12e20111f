import {defineQuery} from 'groq'
import {CLAIM_LEASE_MS} from '../../core/changes/claimEmail.ts'
import {UNCONFIRMED_RETENTION_MS} from '../../core/changes/expireConfirmation.ts'

/** How long the sweep waits for another function to do its work, in milliseconds. */
const PATIENCE_MS = 60_000
/** A page that has not written to its job for so long was closed. */
const ABANDONED_MS = 5 * PATIENCE_MS

/** A document that waits, and the time by which they are ordered. */
export interface Waiting {
  _id: string
  at: string
}

/** What waits, oldest first; each list is a page of at most {@link PAGE}. */
export interface WaitingWork {
  submissions: Waiting[]
  messages: Waiting[]
  confirmations: Waiting[]
  jobs: Waiting[]
  exports: Waiting[]
  refreshes: Waiting[]
  shares: Waiting[]
  snapshots: Waiting[]
  requests: Waiting[]
  /** Progress of the audit trail, as its lease has it. */
  trail: string | null
}

/** Names of the lists of {@link WaitingWork}. */
export type WorkName = Exclude<keyof WaitingWork, 'trail'>

/** Most documents of one list that a query returns. */
export const PAGE = 100

const UNPROCESSED = `_id in path("*.submission.*") && _type == "leadSubmission"
  && !defined(processedAt) && receivedAt < $patience
  && (!defined(failure.nextAttemptAt) || failure.nextAttemptAt <= $now)`
const UNSENT = `_id in path("*.email.*") && _type == "emailMessage" && queuedAt < $patience
  && (status == "queued" || (status == "sending" && claimedAt < $claimed))`
const UNCONFIRMED = `_id in path("*.subscriber.*") && _type == "newsletterSubscriber"
  && status == "pending" && doubleOptIn.requestedAt < $unconfirmed`
const IDLE_JOB = `_id in path("*.bulk.**") && _type == "bulkChange" && state in ["queued", "running"]
  && ((way == "function" && _updatedAt < $patience) || _updatedAt < $abandoned)`
const IDLE_EXPORT = `_id in path("*.export.*") && _type == "leadExport"
  && state in ["queued", "running"] && _updatedAt < $abandoned`
const IDLE_REFRESH = `_id in path("*.refresh.**") && _type == "snapshotRefresh"
  && state in ["queued", "running"] && _updatedAt < $abandoned`
const EXPIRED_CHUNK = `_id in path("*.chunk.**") && _type == "jobChunk" && expiresAt < $now`
const EXPIRED_SNAPSHOT = `_id in path("*.snapshot.*") && _type == "shopifyCustomerSnapshot"
  && expiresAt < $now`

const OPEN_REQUEST = `_id in path("*.privacy.*") && _type == "privacyRequest" && (
  (state == "received" && receivedAt < $patience)
  || (state == "searching" && defined(nextAt) && nextAt <= $now)
  || (state == "searching" && !defined(nextAt) && _updatedAt < $abandoned))`

/** One query for all lists; when all are empty, a sweep costs no more. */
export const WAITING_QUERY = defineQuery(`{
  "submissions": *[${UNPROCESSED}] | order(receivedAt asc, _id asc)[0...100]{_id, "at": receivedAt},
  "messages": *[${UNSENT}] | order(queuedAt asc, _id asc)[0...100]{_id, "at": queuedAt},
  "confirmations": *[${UNCONFIRMED}] | order(doubleOptIn.requestedAt asc, _id asc)[0...100]{
    _id, "at": doubleOptIn.requestedAt
  },
  "jobs": *[${IDLE_JOB}] | order(_createdAt asc, _id asc)[0...100]{_id, "at": _createdAt},
  "exports": *[${IDLE_EXPORT}] | order(_createdAt asc, _id asc)[0...100]{_id, "at": _createdAt},
  "refreshes": *[${IDLE_REFRESH}] | order(_createdAt asc, _id asc)[0...100]{_id, "at": _createdAt},
  "shares": *[${EXPIRED_CHUNK}] | order(expiresAt asc, _id asc)[0...100]{_id, "at": expiresAt},
  "snapshots": *[${EXPIRED_SNAPSHOT}] | order(expiresAt asc, _id asc)[0...100]{_id, "at": expiresAt},
  "requests": *[${OPEN_REQUEST}] | order(receivedAt asc, _id asc)[0...100]{_id, "at": receivedAt},
  "trail": *[_id == "network.lease.trail"][0].progress
}`)

const SUBMISSIONS_QUERY = defineQuery(`*[${UNPROCESSED}
  && (receivedAt > $afterTime || (receivedAt == $afterTime && _id > $afterId))
] | order(receivedAt asc, _id asc)[0...100]{_id, "at": receivedAt}`)
const MESSAGES_QUERY = defineQuery(`*[${UNSENT}
  && (queuedAt > $afterTime || (queuedAt == $afterTime && _id > $afterId))
] | order(queuedAt asc, _id asc)[0...100]{_id, "at": queuedAt}`)
const CONFIRMATIONS_QUERY = defineQuery(`*[${UNCONFIRMED}
  && (doubleOptIn.requestedAt > $afterTime
    || (doubleOptIn.requestedAt == $afterTime && _id > $afterId))
] | order(doubleOptIn.requestedAt asc, _id asc)[0...100]{_id, "at": doubleOptIn.requestedAt}`)
const JOBS_QUERY = defineQuery(`*[${IDLE_JOB}
  && (_createdAt > $afterTime || (_createdAt == $afterTime && _id > $afterId))
] | order(_createdAt asc, _id asc)[0...100]{_id, "at": _createdAt}`)
const EXPORTS_QUERY = defineQuery(`*[${IDLE_EXPORT}
  && (_createdAt > $afterTime || (_createdAt == $afterTime && _id > $afterId))
] | order(_createdAt asc, _id asc)[0...100]{_id, "at": _createdAt}`)
const REFRESHES_QUERY = defineQuery(`*[${IDLE_REFRESH}
  && (_createdAt > $afterTime || (_createdAt == $afterTime && _id > $afterId))
] | order(_createdAt asc, _id asc)[0...100]{_id, "at": _createdAt}`)
const SNAPSHOTS_QUERY = defineQuery(`*[${EXPIRED_SNAPSHOT}
  && (expiresAt > $afterTime || (expiresAt == $afterTime && _id > $afterId))
] | order(expiresAt asc, _id asc)[0...100]{_id, "at": expiresAt}`)
const SHARES_QUERY = defineQuery(`*[${EXPIRED_CHUNK}
  && (expiresAt > $afterTime || (expiresAt == $afterTime && _id > $afterId))
] | order(expiresAt asc, _id asc)[0...100]{_id, "at": expiresAt}`)
const REQUESTS_QUERY = defineQuery(`*[${OPEN_REQUEST}
  && (receivedAt > $afterTime || (receivedAt == $afterTime && _id > $afterId))
] | order(receivedAt asc, _id asc)[0...100]{_id, "at": receivedAt}`)

/** The query for the next page of each list. */
export const NEXT_PAGE: Readonly<Record<WorkName, string>> = {
  submissions: SUBMISSIONS_QUERY,
  messages: MESSAGES_QUERY,
  confirmations: CONFIRMATIONS_QUERY,
  jobs: JOBS_QUERY,
  exports: EXPORTS_QUERY,
  refreshes: REFRESHES_QUERY,
  shares: SHARES_QUERY,
  snapshots: SNAPSHOTS_QUERY,
  requests: REQUESTS_QUERY,
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
  }
}
