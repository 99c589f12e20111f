import {localDateOf, siteTimeZone} from '../time/localDate.ts'
import type {SiteRecord} from '../documents/site.ts'
import {hasEnded} from '../jobs/jobState.ts'
import {isShopifyVariable} from './shopifyNames.ts'
import {isPassing, SHOP_FAULTS, type ShopFault} from './shopFaults.ts'
import {
  approvalFault,
  readSyncRule,
  rulePreview,
  type RuleProblem,
  type SyncRule,
  type SyncSchedule,
} from './syncRule.ts'

/** How the customer sync of a site stands. */
export const SYNC_STATES = [
  'ok',
  'running',
  'stale',
  'never',
  'failed',
  'notConfigured',
  'unsound',
  'off',
] as const

/** One of {@link SYNC_STATES}. */
export type SyncState = (typeof SYNC_STATES)[number]

/** The part of a snapshot that a status is made of. */
export interface SnapshotFacts {
  _id: string
  takenAt?: string | null
  ruleRevision?: number | null
  totals?: {customers?: number | null; matched?: number | null} | null
}

/** The part of a refresh that a status is made of. Dry runs are none. */
export interface RefreshFacts {
  _id: string
  state?: string | null
  fault?: string | null
  failures?: readonly {reason?: string | null}[] | null
  waitingFor?: string | null
  finishedAt?: string | null
  _createdAt?: string | null
}

/** What is known of a site's sync. */
export interface SyncFacts {
  site: Pick<SiteRecord, 'shopify' | 'timeZone'>
  /** The document as it is; `null` where there is none. */
  rule: unknown
  /** The newest ones; `null` where there is none. */
  snapshot: SnapshotFacts | null
  refresh: RefreshFacts | null
  /** Whether all syncs are paused; left out where that is not known. */
  isPaused?: boolean | null
  /** ISO 8601, UTC. */
  now: string
}

/** How the sync of a site stands, and what to do about it. */
export interface SyncStatus {
  state: SyncState
  /** What keeps customers from being counted; `null` where nothing does, or it has no name. */
  fault: ShopFault | null
  /** What is wrong and what to do, in sentences; empty where nothing is. */
  problem: string
  /** Whether it may work by itself in a moment. */
  isPassing: boolean
  /** The rule, where it can be followed. */
  rule: SyncRule | null
  ruleProblems: readonly RuleProblem[]
  /** The rule in one line; `null` where there is none, or it cannot be followed. */
  preview: string | null
  /** Whether the newest snapshot was taken under another rule than the present one. */
  hasDrifted: boolean
  /** Milliseconds since the newest snapshot; `null` without one. */
  age: number | null
}

const HOUR = 3_600_000

/** How old a snapshot may be before something must have kept the next one from being taken. */
export const STALE_AFTER: Readonly<Record<SyncSchedule, number>> = {
  manual: 31 * 24 * HOUR,
  daily: 36 * HOUR,
  weekly: 8 * 24 * HOUR,
}

function isFault(code: unknown): code is ShopFault {
  return typeof code === 'string' && Object.hasOwn(SHOP_FAULTS, code)
}

/** Faults that are judged by how things are now: what an earlier refresh said of them is past. */
const JUDGED_NOW: ReadonlySet<ShopFault> = new Set([
  'store-missing',
  'token-unnamed',
  'rule-missing',
  'rule-unsound',
  'rule-disabled',
  'rule-changed',
  'approval-missing',
  'approval-expired',
])

function faultOfSettings({site, now}: SyncFacts, rule: SyncRule): ShopFault | null {
  if (!site.shopify?.storeDomain) return 'store-missing'
  if (!isShopifyVariable(site.shopify.accessTokenEnv ?? '')) return 'token-unnamed'
  return approvalFault(rule, localDateOf(now, siteTimeZone(site)))
}

/** Why the newest refresh took no snapshot; `null` where it did, or that is past. */
function failureOf({
  refresh,
  snapshot,
  isPaused,
}: SyncFacts): {fault: ShopFault | null; text: string} | null {
  if (refresh?.state !== 'failed' && refresh?.state !== 'partly') return null
  const endedAt = refresh.finishedAt ?? refresh._createdAt ?? ''
  if (snapshot?.takenAt && snapshot.takenAt > endedAt) return null
  if (isFault(refresh.fault)) {
    const {fault} = refresh
    const isPast = JUDGED_NOW.has(fault) || (fault === 'paused' && isPaused === false)
    return isPast ? null : {fault, text: SHOP_FAULTS[fault].message}
  }
  const text = refresh.failures?.[0]?.reason ?? 'The refresh failed. Refresh again.'
  return {fault: null, text}
}

function isRunning({refresh}: SyncFacts): boolean {
  return refresh !== null && typeof refresh.state === 'string' && !hasEnded(refresh)
}

interface Verdict {
  state: SyncState
  fault?: ShopFault | null
  problem?: string
}

function verdictOf(facts: SyncFacts, rule: SyncRule, age: number | null): Verdict {
  if (rule.mode === 'disabled') return {state: 'off'}
  const missing = faultOfSettings(facts, rule)
  if (missing) {
    return {state: 'notConfigured', fault: missing, problem: SHOP_FAULTS[missing].message}
  }
  if (isRunning(facts)) return {state: 'running', problem: facts.refresh?.waitingFor ?? ''}
  const failure = failureOf(facts)
  if (failure) {
    const {fault, text} = failure
    const isMissing = fault !== null && SHOP_FAULTS[fault].status === 'not_configured'
    return {state: isMissing ? 'notConfigured' : 'failed', fault, problem: text}
  }
  if (age === null) {
    return {
      state: 'never',
      problem: 'No snapshot was taken yet. Refresh, or wait for the schedule.',
    }
  }
  if (age <= STALE_AFTER[rule.schedule]) return {state: 'ok'}
  const problem =
    rule.schedule === 'manual'
      ? 'The newest snapshot is more than a month old. Refresh, or choose a schedule.'
      : 'A scheduled snapshot was not taken. Refresh, and look whether functions run.'
  return {state: 'stale', problem}
}

/** How a site's sync stands, by its registry entry, its rule, and its newest snapshot and refresh. */
export function syncStatus(facts: SyncFacts): SyncStatus {
  const {rule: document, snapshot, now} = facts
  const takenAt = Date.parse(snapshot?.takenAt ?? '')
  const age = Number.isNaN(takenAt) ? null : Math.max(0, Date.parse(now) - takenAt)
  const nothing = {
    fault: null,
    problem: '',
    isPassing: false,
    rule: null,
    ruleProblems: [],
    preview: null,
    hasDrifted: false,
    age,
  }
  if (document === null || document === undefined) return {...nothing, state: 'off'}
  const read = readSyncRule(document)
  if (!read.ok) {
    const problem = read.problems.map(({reason}) => reason).join(' ')
    const {problems} = read
    return {...nothing, state: 'unsound', fault: 'rule-unsound', problem, ruleProblems: problems}
  }
  const {rule} = read
  const {state, fault = null, problem = ''} = verdictOf(facts, rule, age)
  return {
    ...nothing,
    state,
    fault,
    problem,
    isPassing: fault !== null && isPassing(fault),
    rule,
    preview: rulePreview(rule),
    hasDrifted:
      age !== null && rule.mode !== 'disabled' && snapshot?.ruleRevision !== rule.revision,
  }
}
