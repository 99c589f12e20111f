import type {SyncRule} from '../../../core/shopify/syncRule.ts'
import {SYNC_STATES, type SyncState} from '../../../core/shopify/syncStatus.ts'
import type {ProblemText} from '../../ui/useProblemText.ts'
import type {SyncRow} from '../data/siteSync.ts'

/** Columns by which the table can be sorted. */
export const SORT_KEYS = ['site', 'status', 'rule', 'snapshot', 'customers'] as const

export type SortKey = (typeof SORT_KEYS)[number]

/** Which sites the table shows, and in which order. */
export interface SitesView {
  /** `drift`: sites whose snapshot was taken under another revision of the rule. */
  filter: SyncState | 'all' | 'drift' | 'problem'
  search: string
  sort: SortKey
  isDescending: boolean
}

/** The view at the start: sites that need attention first. */
export const FIRST_VIEW: SitesView = {
  filter: 'all',
  search: '',
  sort: 'status',
  isDescending: false,
}

/** Order of statuses: those that need attention first. */
const URGENCY: readonly SyncState[] = [
  'unsound',
  'failed',
  'notConfigured',
  'stale',
  'never',
  'running',
  'ok',
  'off',
]

function passes({status}: SyncRow, filter: SitesView['filter']): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'drift':
      return status.hasDrifted
    case 'problem':
      return status.problems.length > 0 && status.state !== 'running'
    default:
      return status.state === filter
  }
}

/** Texts of the table's cells, by which it is searched and sorted. */
export interface CellTexts {
  problemText: ProblemText
  ruleText: (rule: SyncRule) => string
}

function ruleTextOf({status}: SyncRow, {ruleText}: CellTexts): string {
  return status.rule ? ruleText(status.rule) : ''
}

function textOf(row: SyncRow, texts: CellTexts): string {
  const {key, title, site, status} = row
  const parts = [
    key,
    title,
    site.shopify?.storeDomain,
    ruleTextOf(row, texts),
    texts.problemText(...status.problems),
  ]
  return parts.join('\n').toLowerCase()
}

/** Sorts unknown numbers last, in both directions. */
function compareNumbers(left: number | null, right: number | null, isDescending: boolean): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  return isDescending ? right - left : left - right
}

function customersOf({snapshot}: SyncRow): number | null {
  return snapshot?.totals?.matched ?? snapshot?.totals?.customers ?? null
}

function compare(left: SyncRow, right: SyncRow, view: SitesView, texts: CellTexts): number {
  const sign = view.isDescending ? -1 : 1
  switch (view.sort) {
    case 'status':
      return sign * (URGENCY.indexOf(left.status.state) - URGENCY.indexOf(right.status.state))
    case 'rule':
      return sign * ruleTextOf(left, texts).localeCompare(ruleTextOf(right, texts), 'en')
    case 'snapshot':
      return compareNumbers(left.status.age, right.status.age, view.isDescending)
    case 'customers':
      return compareNumbers(customersOf(left), customersOf(right), view.isDescending)
    default:
      return sign * left.title.localeCompare(right.title, 'en')
  }
}

/** The sites that a view shows, in its order. */
export function shownSites(rows: readonly SyncRow[], view: SitesView, texts: CellTexts): SyncRow[] {
  const words = view.search.toLowerCase().split(/\s+/u).filter(Boolean)
  return rows
    .filter((row) => {
      if (!passes(row, view.filter)) return false
      const text = words.length > 0 ? textOf(row, texts) : ''
      return words.every((word) => text.includes(word))
    })
    .toSorted(
      (left, right) => compare(left, right, view, texts) || (left.title < right.title ? -1 : 1),
    )
}

/** The network in figures. */
export interface NetworkFigures {
  sites: number
  byState: ReadonlyMap<SyncState, number>
  drifted: number
  problems: number
  /** Sums over the newest snapshots that show totals. */
  customers: number
  matched: number
  /** Sites whose snapshot shows no total, because it has too few customers. */
  withoutTotal: number
}

/** Counts sites by status, and sums their customers. */
export function networkFigures(rows: readonly SyncRow[]): NetworkFigures {
  const count = (filter: SitesView['filter']) => rows.filter((row) => passes(row, filter)).length
  const sum = (name: 'customers' | 'matched') =>
    rows.reduce((total, {snapshot}) => total + (snapshot?.totals?.[name] ?? 0), 0)
  return {
    sites: rows.length,
    byState: new Map(SYNC_STATES.map((state) => [state, count(state)])),
    drifted: count('drift'),
    problems: count('problem'),
    customers: sum('customers'),
    matched: sum('matched'),
    withoutTotal: rows.filter(
      ({snapshot}) => snapshot !== null && typeof snapshot.totals?.customers !== 'number',
    ).length,
  }
}

/** A copy of the keys with one added or removed. */
export function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return next
}
