import type {SiteRecord} from '../documents/site.ts'
import type {EnvelopeStatus} from '../envelope/envelope.ts'
import type {IsolationDiagnosis} from '../tenancy/isolationDiagnosis.ts'

/** An answer, or why there is none (yet). */
export type Asked<Answer> =
  | {state: 'asking'}
  | {state: 'denied'}
  | {state: 'failed'}
  | {state: 'answered'; answer: Answer}

/** The answer of `GET /api/health`. */
export interface EndpointsAnswer {
  status: EnvelopeStatus
  /** Names of environment variables that they lack. */
  missing: readonly string[]
}

/** Counts of a site's records. */
export interface RecordsAnswer {
  leads: number
  /** Submissions that nobody has processed for more than 2 minutes. */
  stuckSubmissions: number
  /** Submissions of the last 30 days whose processing failed. */
  failedSubmissions: number
  /** E-mails of the last 30 days. */
  sentMails: number
  failedMails: number
  /** E-mails that have waited for more than 2 minutes. */
  stuckMails: number
}

/** What diagnostics are based on. */
export interface SiteFacts {
  site: SiteRecord
  /** ISO 8601, UTC. */
  now: string
  /** Whether the caller administers the whole network. */
  administrator: boolean
  isolation: Asked<IsolationDiagnosis>
  /** `unconfigured`: the Studio was not told where the endpoints are. */
  endpoints: Asked<EndpointsAnswer> | {state: 'unconfigured'}
  records: Asked<RecordsAnswer>
}

/** How long a submission or an e-mail may wait before it counts as stuck, in milliseconds. */
const STUCK_AFTER_MS = 2 * 60_000

/** What has waited since before this moment is stuck; both are ISO 8601. */
export function stuckBefore(now: string): string {
  return new Date(Date.parse(now) - STUCK_AFTER_MS).toISOString()
}
