import type {RedactionLevel} from './customerTally.ts'
import type {SyncMode, SyncSchedule} from './syncRule.ts'

/*
 * English titles of the choices of a customer sync rule, for its form, its record and its line alike.
 */

/** Which customers are counted. */
export const SYNC_MODE_TITLES = {
  all: 'All customers',
  condition: 'Customers that meet a condition',
  disabled: 'None: the sync is off',
} as const satisfies Readonly<Record<SyncMode, string>>

/** What may be shown. Each level shows what the one before it shows, too. */
export const REDACTION_LEVEL_TITLES = {
  counts: 'Totals only',
  buckets: 'Totals and ranges',
  domains: 'Totals, ranges and e-mail domains',
  summaries: 'Totals, ranges, e-mail domains and customer groups',
} as const satisfies Readonly<Record<RedactionLevel, string>>

/** When snapshots are taken. */
export const SYNC_SCHEDULE_TITLES = {
  manual: 'On request',
  daily: 'Every day',
  weekly: 'Every week',
} as const satisfies Readonly<Record<SyncSchedule, string>>
