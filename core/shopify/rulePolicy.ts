import type {Mutation} from '../changes/mutation.ts'
import {problem, type FieldProblem, type Problem} from '../problems/problem.ts'
import {decideRuleChange, type SettingChange} from './ruleChange.ts'
import {areSameSettings, settingsOf, type RuleDocument, type RuleSettings} from './ruleSettings.ts'
import {readSyncRule, type SyncRule} from './syncRule.ts'

/** Settings to give the rules of several sites. Those that are left out stay as they are at each site. */
export type RulePolicy = Readonly<Partial<RuleSettings>>

/** A site that a policy applies to, with its current rule. */
export interface PolicyTarget {
  site: string
  rule: RuleDocument | null
}

/** What a policy changes in the rule of a site. */
export type PolicyRow = {
  site: string
  /** The current rule; `null` where it is invalid, or there is none. */
  before: SyncRule | null
} & (
  | {
      kind: 'change'
      after: SyncRule
      changes: SettingChange[]
      mutations: Mutation[]
      undo: RuleUndo
    }
  | {kind: 'same'; after: SyncRule}
  | {kind: 'refused'; problems: FieldProblem[]}
)

/** What undoing a policy at a site needs. */
export interface RuleUndo {
  site: string
  /** `null`: there was no rule. */
  before: RuleSettings | null
  after: RuleSettings
}

function validRule(rule: RuleDocument | null): SyncRule | null {
  const read = rule && readSyncRule(rule)
  return read?.ok ? read.rule : null
}

function withPolicy(settings: RuleSettings, policy: RulePolicy): RuleSettings {
  const purposes = {...settings.purposes, ...policy.purposes}
  return {...settings, ...policy, purposes}
}

function policyRow({site, rule}: PolicyTarget, policy: RulePolicy): PolicyRow {
  const before = validRule(rule)
  const after = withPolicy(settingsOf(rule), policy)
  const decision = decideRuleChange(site, rule, after)
  if (!decision.ok) return {site, before, kind: 'refused', problems: decision.problems}
  const {mutations, changes} = decision
  if (mutations.length === 0) return {site, before, kind: 'same', after: decision.rule}
  const undo = {site, before: rule && settingsOf(rule), after}
  return {site, before, kind: 'change', after: decision.rule, changes, mutations, undo}
}

/** What a policy changes at each of several sites. */
export function policyDiff(targets: readonly PolicyTarget[], policy: RulePolicy): PolicyRow[] {
  return targets.map((target) => policyRow(target, policy))
}

/** What undoing a policy at a site writes, or why the rule stays as it is. */
export type UndoDecision =
  | {ok: true; mutations: Mutation[]}
  | {ok: false; problems: readonly Problem[]}

/**
 * Decides how to give a rule back the settings from before a policy, where it still is as the policy left
 * it. A rule that the policy created is switched off and stays, so that its revisions continue.
 */
export function undoRule(undo: RuleUndo, current: RuleDocument | null): UndoDecision {
  const {site, before, after} = undo
  if (!current) return {ok: false, problems: [problem('rule.gone')]}
  const settings = before ?? {...after, mode: 'disabled' as const}
  const isBack = areSameSettings(settingsOf(current), settings)
  if (isBack) return {ok: true, mutations: []}
  if (!areSameSettings(settingsOf(current), after)) {
    return {ok: false, problems: [problem('rule.changed-since-policy')]}
  }
  return decideRuleChange(site, current, settings)
}
