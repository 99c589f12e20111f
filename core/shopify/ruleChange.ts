import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import {assertSameSite} from '../tenancy/assertSameSite.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import {
  canonicalConditions,
  FIRST_SETTINGS,
  isSameSetting,
  RULE_SETTINGS,
  settingsOf,
  type RuleDocument,
  type RuleSetting,
  type RuleSettings,
} from './ruleSettings.ts'
import {readSyncRule, rulePreview, type RuleProblem} from './syncRule.ts'

/** Longest text of what a field is read for. */
export const MAX_PURPOSE = 200

/** A setting that a change gives another value. */
export interface SettingChange {
  name: RuleSetting
  before: RuleSettings[RuleSetting]
  after: RuleSettings[RuleSetting]
}

/** What saving a rule writes, or why it cannot be saved. */
export type RuleDecision =
  | {
      ok: true
      /** None: the rule is that way already. */
      mutations: Mutation[]
      changes: SettingChange[]
      /** The rule in one line, as it will be. */
      preview: string
      revision: number
    }
  | {ok: false; problems: RuleProblem[]}

/** Id of the one rule of a site. */
export function ruleId(site: string): string {
  return tenantDocumentId(site, 'rule', 'customers')
}

function revisionOf(current: RuleDocument | null): number {
  const revision = current?.['revision']
  return typeof revision === 'number' && Number.isInteger(revision) && revision > 0 ? revision : 0
}

/** Attributes that settings become; `null` for those that a document leaves out. */
function attributesOf(settings: RuleSettings): Record<RuleSetting, unknown> {
  const {allowedTags, purposes} = settings
  const trimmed = (text: string | null) => text?.trim() || null
  const kept = Object.entries(purposes).flatMap(([name, text]) =>
    text.trim() === '' ? [] : [[name, text.trim()]],
  )
  return {
    ...settings,
    conditions: canonicalConditions(settings.conditions),
    allowedTags: allowedTags && [...new Set(allowedTags.map((tag) => tag.trim()))],
    purposes: kept.length > 0 ? Object.fromEntries(kept) : null,
    approvalReference: trimmed(settings.approvalReference),
    approvalUntil: trimmed(settings.approvalUntil),
  }
}

function furtherProblems({mode, approvalReference, purposes}: RuleSettings): RuleProblem[] {
  const problems: RuleProblem[] = []
  if (mode !== 'disabled' && !approvalReference?.trim()) {
    const reason = 'Counting customers needs an approval. Write down where it can be found.'
    problems.push({field: 'approvalReference', reason})
  }
  if (Object.values(purposes).some((text) => text.trim().length > MAX_PURPOSE)) {
    const reason = `A purpose has at most ${MAX_PURPOSE} characters.`
    problems.push({field: 'purposes', reason})
  }
  return problems
}

/** What a document holds of a setting; what it leaves out is as in a rule that nobody has made. */
function storedSetting(current: RuleDocument, name: RuleSetting): unknown {
  const value = current[name] ?? FIRST_SETTINGS[name]
  return name === 'purposes' && Object.keys(value ?? {}).length === 0 ? null : value
}

/**
 * Decides on saving a rule: the only way in which tools and endpoints change one. A rule that could not be
 * followed is refused, with the field and the reason; `condition` without a condition is one. Every change
 * raises the revision, and holds for the revision of the document that was read.
 *
 * @param current - the document as it is; `null` where the site has none
 * @throws ForeignDocumentError when the document is another site's
 */
export function ruleChange(
  site: string,
  current: RuleDocument | null,
  settings: RuleSettings,
): RuleDecision {
  assertSameSite(site, current)
  const attributes = attributesOf(settings)
  const revision = revisionOf(current) + 1
  const read = readSyncRule({...attributes, revision})
  const problems = [...(read.ok ? [] : read.problems), ...furtherProblems(settings)]
  if (!read.ok || problems.length > 0) return {ok: false, problems}
  const preview = rulePreview(read.rule)
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
    return {ok: true, mutations: [{create}], changes, preview, revision}
  }
  if (changed.length === 0) {
    return {ok: true, mutations: [], changes: [], preview, revision: revision - 1}
  }
  const set = Object.fromEntries(
    changed.filter((name) => attributes[name] !== null).map((name) => [name, attributes[name]]),
  )
  const unset = changed.filter((name) => attributes[name] === null)
  const patch = guardedPatch(current, {
    set: {...set, revision},
    ...(unset.length > 0 ? {unset} : {}),
  })
  return {ok: true, mutations: [patch], changes, preview, revision}
}
