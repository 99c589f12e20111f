import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import {problem, type FieldProblem} from '../problems/problem.ts'
import {assertSameSite, tenantDocumentId} from '../tenancy/documentId.ts'
import {
  canonicalConditions,
  DEFAULT_SETTINGS,
  isSameSetting,
  RULE_SETTINGS,
  settingsOf,
  type RuleDocument,
  type RuleSetting,
  type RuleSettings,
} from './ruleSettings.ts'
import {readSyncRule, type SyncRule} from './syncRule.ts'

/** Longest text of what a field is read for. */
export const MAX_PURPOSE = 200

/** Id of the one rule of a site. */
export function ruleId(site: string): string {
  return tenantDocumentId(site, 'rule', 'customers')
}

/** A setting that a change gives another value. */
export interface SettingChange {
  name: RuleSetting
  before: RuleSettings[RuleSetting]
  after: RuleSettings[RuleSetting]
}

/** What saving a rule writes, or why it cannot be saved. */
export type RuleChangeDecision =
  | {
      ok: true
      /** Empty where the rule has these settings already. */
      mutations: Mutation[]
      changes: SettingChange[]
      /** The rule after the change. */
      rule: SyncRule
      revision: number
    }
  | {ok: false; problems: FieldProblem[]}

/**
 * Decides what saving a rule writes. Tools and endpoints change rules in no other way. It refuses a rule
 * that could not be followed, such as one for customers who meet a condition without a condition, with
 * the field and the reason. Every change raises the revision, and applies only to the `_rev` that was read.
 *
 * @param current - the stored document; `null` where the site has none
 * @throws ForeignDocumentError when the document is another site's
 */
export function decideRuleChange(
  site: string,
  current: RuleDocument | null,
  settings: RuleSettings,
): RuleChangeDecision {
  assertSameSite(site, current)
  const attributes = attributesOf(settings)
  const revision = toRevision(current?.['revision']) + 1
  const read = readSyncRule({...attributes, revision})
  const problems = [...(read.ok ? [] : read.problems), ...furtherProblems(settings)]
  if (!read.ok || problems.length > 0) return {ok: false, problems}
  const {rule} = read
  const before = settingsOf(current)
  const changed = RULE_SETTINGS.filter(
    (name) => !current || !isSameSetting(name, storedSetting(current, name), attributes[name]),
  )
  const changes = changed
    .filter((name) => !isSameSetting(name, before[name], settings[name]))
    .map((name): SettingChange => ({name, before: before[name], after: settings[name]}))
  if (!current) {
    const document = Object.fromEntries(
      Object.entries(attributes).filter(([, value]) => value !== null),
    )
    const create = {_id: ruleId(site), _type: 'customerSyncRule', site, ...document, revision}
    return {ok: true, mutations: [{create}], changes, rule, revision}
  }
  if (changed.length === 0) {
    return {ok: true, mutations: [], changes: [], rule, revision: revision - 1}
  }
  const set = Object.fromEntries(
    changed.filter((name) => attributes[name] !== null).map((name) => [name, attributes[name]]),
  )
  const unset = changed.filter((name) => attributes[name] === null)
  const patch = guardedPatch(current, {
    set: {...set, revision},
    ...(unset.length > 0 ? {unset} : {}),
  })
  return {ok: true, mutations: [patch], changes, rule, revision}
}

/** The attributes of a document with these settings; `null` for those that it leaves out. */
function attributesOf(settings: RuleSettings): Record<RuleSetting, unknown> {
  const {allowedTags} = settings
  const trimmed = (text: string | null) => text?.trim() || null
  const purposes = Object.entries(settings.purposes).flatMap(([name, text]) =>
    text.trim() === '' ? [] : [[name, text.trim()]],
  )
  return {
    ...settings,
    conditions: canonicalConditions(settings.conditions),
    allowedTags: allowedTags && [...new Set(allowedTags.map((tag) => tag.trim()))],
    purposes: purposes.length > 0 ? Object.fromEntries(purposes) : null,
    approvalReference: trimmed(settings.approvalReference),
    approvalUntil: trimmed(settings.approvalUntil),
  }
}

/** Problems that only keep a rule from being saved: what is stored with them is still followed. */
function furtherProblems({mode, approvalReference, purposes}: RuleSettings): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (mode !== 'disabled' && !approvalReference?.trim()) {
    problems.push({field: 'approvalReference', ...problem('rule.approval-missing')})
  }
  if (Object.values(purposes).some((text) => text.trim().length > MAX_PURPOSE)) {
    problems.push({field: 'purposes', ...problem('rule.purpose-too-long', {limit: MAX_PURPOSE})})
  }
  return problems
}

/** The stored value of a setting; a document that leaves it out has the default. */
function storedSetting(current: RuleDocument, name: RuleSetting): unknown {
  const value = current[name] ?? DEFAULT_SETTINGS[name]
  return name === 'purposes' && Object.keys(value ?? {}).length === 0 ? null : value
}

/** The parts of a stored rule that every change depends on. */
export interface StoredRule {
  _id: string
  _rev?: string
  mode?: unknown
  revision?: unknown
}

/** A stored revision as a number; 0 where there is none. */
function toRevision(stored: unknown): number {
  return typeof stored === 'number' && Number.isSafeInteger(stored) ? Math.max(0, stored) : 0
}

/**
 * Switches a rule off, whatever else is wrong with it, and raises its revision.
 *
 * @throws ForeignDocumentError when the document is another site's
 */
export function switchOff(site: string, rule: StoredRule & {site?: string}): Mutation[] {
  assertSameSite(site, rule)
  if (rule.mode === 'disabled') return []
  return [guardedPatch(rule, {set: {mode: 'disabled', revision: toRevision(rule.revision) + 1}})]
}

/** The revision before and after a change of a rule; `null` where it was created or removed. */
export interface RevisionChange {
  before: {revision?: unknown} | null
  after: {revision?: unknown} | null
}

/**
 * Restores two invariants of a rule that somebody changed past {@link decideRuleChange}: every change
 * raises the revision, and a rule for customers who meet a condition has a valid one. A rule without one
 * is switched off.
 *
 * @param changes - in their order
 * @returns nothing when the rule keeps to both
 */
export function restoreRule(rule: StoredRule, changes: readonly RevisionChange[]): Mutation[] {
  const revision = toRevision(rule.revision)
  let needed = 0
  for (const {before, after} of changes) {
    needed = Math.max(needed, toRevision(before?.revision))
    needed = Math.max(needed + 1, toRevision(after?.revision))
  }
  const isInvalid = rule.mode === 'condition' && !readSyncRule(rule).ok
  if (!isInvalid && revision >= needed) return []
  return [
    guardedPatch(rule, {
      set: {
        revision: Math.max(needed, isInvalid ? revision + 1 : revision),
        ...(isInvalid ? {mode: 'disabled'} : {}),
      },
    }),
  ]
}
