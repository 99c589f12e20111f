import {z} from 'zod'
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

const Text = z
  .string()
  .refine((text) => text.trim() !== '')
  .nullable()
  .catch(null)

const Settings = z.object({
  mode: z.enum(SYNC_MODES).catch(DEFAULT_SETTINGS.mode),
  redactionLevel: z.enum(REDACTION_LEVELS).catch(DEFAULT_SETTINGS.redactionLevel),
  conditions: Text,
  cellThreshold: z.int().catch(DEFAULT_SETTINGS.cellThreshold),
  allowedTags: z
    .array(z.unknown())
    .transform((tags) => tags.filter((tag) => typeof tag === 'string'))
    .nullable()
    .catch(null),
  purposes: z
    .looseObject({})
    .catch({})
    .transform((purposes): RuleSettings['purposes'] =>
      Object.fromEntries(
        READ_FIELDS.flatMap(({name}) => {
          const text = Text.parse(purposes[name])
          return text === null ? [] : [[name, text]]
        }),
      ),
    ),
  schedule: z.enum(SYNC_SCHEDULES).catch(DEFAULT_SETTINGS.schedule),
  keepDays: z.int().catch(DEFAULT_SETTINGS.keepDays),
  approvalReference: Text,
  approvalUntil: Text,
  tenantMayEdit: z.boolean().catch(false),
})

/** Settings of a stored rule. Missing and invalid ones are as in {@link DEFAULT_SETTINGS}. */
export function settingsOf(document: Readonly<Record<string, unknown>> | null): RuleSettings {
  return document ? Settings.parse(document) : DEFAULT_SETTINGS
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
