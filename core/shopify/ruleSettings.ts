import {canonicalJson} from '../crypto/canonicalJson.ts'
import {REDACTION_LEVELS, type RedactionLevel} from './customerTally.ts'
import {
  DEFAULT_KEEP_DAYS,
  DEFAULT_THRESHOLD,
  READ_FIELDS,
  SYNC_MODES,
  SYNC_SCHEDULES,
  type ReadField,
  type SyncMode,
  type SyncSchedule,
} from './syncRule.ts'

/** The settings of a rule that people edit. `null`: not set. */
export interface RuleSettings {
  mode: SyncMode
  redactionLevel: RedactionLevel
  /** An audience over the fields of customers, as JSON. */
  conditions: string | null
  cellThreshold: number
  /** `null`: all tags that enough customers have; empty: none. */
  allowedTags: readonly string[] | null
  purposes: Readonly<Partial<Record<ReadField, string>>>
  schedule: SyncSchedule
  keepDays: number
  approvalReference: string | null
  /** `YYYY-MM-DD`, the last day. */
  approvalUntil: string | null
  tenantMayEdit: boolean
}

/** Name of a setting. */
export type RuleSetting = keyof RuleSettings

/** Settings of a site without a rule. */
export const DEFAULT_SETTINGS: RuleSettings = {
  mode: 'disabled',
  redactionLevel: 'counts',
  conditions: null,
  cellThreshold: DEFAULT_THRESHOLD,
  allowedTags: null,
  purposes: {},
  schedule: 'manual',
  keepDays: DEFAULT_KEEP_DAYS,
  approvalReference: null,
  approvalUntil: null,
  tenantMayEdit: false,
}

/** All settings, in the order in which they are shown. */
export const RULE_SETTINGS: readonly RuleSetting[] = [
  'mode',
  'redactionLevel',
  'conditions',
  'cellThreshold',
  'allowedTags',
  'schedule',
  'purposes',
  'approvalReference',
  'approvalUntil',
  'keepDays',
  'tenantMayEdit',
]

/** A stored rule, which can contain anything. */
export type RuleDocument = {_id: string; _rev?: string; [attribute: string]: unknown}

function oneOf<T extends string>(values: readonly T[], value: unknown, otherwise: T): T {
  return values.find((each) => each === value) ?? otherwise
}

function textAt(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

function countAt(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isInteger(value) ? value : otherwise
}

function tagsAt(value: unknown): string[] | null {
  if (!Array.isArray(value)) return null
  return value.filter((each: unknown) => typeof each === 'string')
}

function purposesAt(value: unknown): RuleSettings['purposes'] {
  const purposes: Partial<Record<ReadField, string>> = {}
  if (typeof value !== 'object' || value === null) return purposes
  for (const {name} of READ_FIELDS) {
    const text = textAt(Reflect.get(value, name))
    if (text !== null) purposes[name] = text
  }
  return purposes
}

/** Settings of a stored rule. Missing and invalid ones are as in {@link DEFAULT_SETTINGS}. */
export function settingsOf(document: Readonly<Record<string, unknown>> | null): RuleSettings {
  if (!document) return DEFAULT_SETTINGS
  return {
    mode: oneOf(SYNC_MODES, document['mode'], DEFAULT_SETTINGS.mode),
    redactionLevel: oneOf(
      REDACTION_LEVELS,
      document['redactionLevel'],
      DEFAULT_SETTINGS.redactionLevel,
    ),
    conditions: textAt(document['conditions']),
    cellThreshold: countAt(document['cellThreshold'], DEFAULT_SETTINGS.cellThreshold),
    allowedTags: tagsAt(document['allowedTags']),
    purposes: purposesAt(document['purposes']),
    schedule: oneOf(SYNC_SCHEDULES, document['schedule'], DEFAULT_SETTINGS.schedule),
    keepDays: countAt(document['keepDays'], DEFAULT_SETTINGS.keepDays),
    approvalReference: textAt(document['approvalReference']),
    approvalUntil: textAt(document['approvalUntil']),
    tenantMayEdit: document['tenantMayEdit'] === true,
  }
}

/** Conditions as canonical JSON; a text that is not JSON stays as it is. */
export function canonicalConditions(text: string | null): string | null {
  if (text === null || text.trim() === '') return null
  try {
    return canonicalJson(JSON.parse(text))
  } catch {
    return text
  }
}

/** A setting as canonical JSON, to be compared. */
function canonical(name: RuleSetting, value: unknown): string {
  if (name === 'conditions' && typeof value === 'string') return canonicalConditions(value) ?? ''
  return canonicalJson(value ?? null)
}

/** Whether two values of a setting are the same. */
export function isSameSetting(name: RuleSetting, left: unknown, right: unknown): boolean {
  return canonical(name, left) === canonical(name, right)
}

/** Whether two rules have the same settings. */
export function areSameSettings(left: RuleSettings, right: RuleSettings): boolean {
  return RULE_SETTINGS.every((name) => isSameSetting(name, left[name], right[name]))
}
