import {problem, type FieldProblem, type Problem} from '../problems/problem.ts'
import {parseProblems} from '../problems/storedProblems.ts'
import {localDateOf, siteTimeZone} from '../time/localDate.ts'
import type {SiteRecord} from '../documents/site.ts'
import {hasEnded} from '../jobs/jobRecord.ts'
import {isNotConfigured, isPassing, isShopFault, type ShopFault} from './shopFaults.ts'
import {isShopifyVariable} from './shopifyNames.ts'
import {approvalFault, readSyncRule, type SyncRule, type SyncSchedule} from './syncRule.ts'

/** States of a site's customer sync. */
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

/** The parts of a snapshot that the status depends on. */
export interface SnapshotFacts {
  _id: string
  takenAt?: string | null
  ruleRevision?: number | null
  totals?: {customers?: number | null; matched?: number | null} | null
}

/** The parts of a refresh that the status depends on. Dry runs do not count. */
export interface RefreshFacts {
  _id: string
  state?: string | null
  fault?: string | null
  failures?: readonly {reason?: string | null}[] | null
  waitingFor?: string | null
  finishedAt?: string | null
  _createdAt?: string | null
}

/** What the status of a site's sync depends on. */
export interface SyncFacts {
  site: Pick<SiteRecord, 'shopify' | 'timeZone'>
  /** The stored document; `null` where there is none. */
  rule: unknown
  /** The newest ones; `null` where there is none. */
  snapshot: SnapshotFacts | null
  refresh: RefreshFacts | null
  /** Whether all syncs are paused; left out where unknown. */
  isPaused?: boolean | null
  /** ISO 8601, UTC. */
  now: string
}

/** The status of a site's sync, and what to do about it. */
export interface SyncStatus {
  state: SyncState
  /** Why customers could not be counted; `null` where they were, or the reason has no code. */
  fault: ShopFault | null
  /** What is wrong and what to do; empty where nothing is wrong. */
  problems: readonly Problem[]
  /** Whether a retry may help soon. */
  isPassing: boolean
  /** The rule; `null` where there is none, or it is invalid. */
  rule: SyncRule | null
  ruleProblems: readonly FieldProblem[]
  /** Whether the newest snapshot was taken under another revision of the rule. */
  hasDrifted: boolean
  /** Milliseconds since the newest snapshot; `null` without one. */
  age: number | null
}

const HOUR = 3_600_000

/** The age of a snapshot after which the next one must have failed to be taken, in milliseconds. */
export const STALE_AFTER: Readonly<Record<SyncSchedule, number>> = {
  manual: 31 * 24 * HOUR,
  daily: 36 * HOUR,
  weekly: 8 * 24 * HOUR,
}

/** Faults that depend on current settings, whatever an earlier refresh found. */
const FAULTS_OF_SETTINGS: ReadonlySet<ShopFault> = new Set([
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

/** Why the newest refresh took no snapshot; `null` where it did, or where that no longer holds. */
function failureOf({
  refresh,
  snapshot,
  isPaused,
}: SyncFacts): {fault: ShopFault | null; problem: Problem} | null {
  if (refresh?.state !== 'failed' && refresh?.state !== 'partly') return null
  const endedAt = refresh.finishedAt ?? refresh._createdAt ?? ''
  if (snapshot?.takenAt && snapshot.takenAt > endedAt) return null
  const fault = isShopFault(refresh.fault) ? refresh.fault : null
  const isPast =
    fault !== null && (FAULTS_OF_SETTINGS.has(fault) || (fault === 'paused' && isPaused === false))
  const found = refreshProblem(refresh) ?? problem('sync.failed')
  return isPast ? null : {fault, problem: found}
}

/** Why a refresh failed, and what to do; `null` where it does not say. */
export function refreshProblem({
  fault,
  failures,
}: Pick<RefreshFacts, 'fault' | 'failures'>): Problem | null {
  if (isShopFault(fault)) return problem(fault)
  return parseProblems(failures?.[0]?.reason)[0] ?? null
}

function isRunning({refresh}: SyncFacts): boolean {
  return refresh !== null && typeof refresh.state === 'string' && !hasEnded(refresh)
}

interface Verdict {
  state: SyncState
  fault?: ShopFault | null
  problem?: Problem | null
}

function verdictOf(facts: SyncFacts, rule: SyncRule, age: number | null): Verdict {
  if (rule.mode === 'disabled') return {state: 'off'}
  const missing = faultOfSettings(facts, rule)
  if (missing) {
    return {state: 'notConfigured', fault: missing, problem: problem(missing)}
  }
  if (isRunning(facts)) {
    const [waiting = null] = parseProblems(facts.refresh?.waitingFor)
    return {state: 'running', problem: waiting}
  }
  const failure = failureOf(facts)
  if (failure) {
    const {fault} = failure
    const isMissing = fault !== null && isNotConfigured(fault)
    return {...failure, state: isMissing ? 'notConfigured' : 'failed'}
  }
  if (age === null) {
    return {state: 'never', problem: problem('sync.never')}
  }
  if (age <= STALE_AFTER[rule.schedule]) return {state: 'ok'}
  return {
    state: 'stale',
    problem: problem(rule.schedule === 'manual' ? 'sync.stale' : 'sync.stale-schedule'),
  }
}

/** Decides the status of a site's sync by its registry entry, rule, newest snapshot and newest refresh. */
export function syncStatus(facts: SyncFacts): SyncStatus {
  const {rule: document, snapshot, now} = facts
  const takenAt = Date.parse(snapshot?.takenAt ?? '')
  const age = Number.isNaN(takenAt) ? null : Math.max(0, Date.parse(now) - takenAt)
  const nothing = {
    fault: null,
    problems: [],
    isPassing: false,
    rule: null,
    ruleProblems: [],
    hasDrifted: false,
    age,
  }
  if (document === null || document === undefined) return {...nothing, state: 'off'}
  const read = readSyncRule(document)
  if (!read.ok) {
    const {problems} = read
    return {...nothing, state: 'unsound', fault: 'rule-unsound', problems, ruleProblems: problems}
  }
  const {rule} = read
  const {state, fault = null, problem: found} = verdictOf(facts, rule, age)
  return {
    ...nothing,
    state,
    fault,
    problems: found ? [found] : [],
    isPassing: fault !== null && isPassing(fault),
    rule,
    hasDrifted:
      age !== null && rule.mode !== 'disabled' && snapshot?.ruleRevision !== rule.revision,
  }
}
