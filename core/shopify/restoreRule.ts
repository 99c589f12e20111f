import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import {readSyncRule} from './syncRule.ts'

/** What is read of a rule that was changed. */
export interface ChangedRule {
  _id: string
  _rev?: string
  mode?: unknown
  revision?: unknown
}

/** A change of a rule; `null` where it was created or removed. */
export interface RuleChange {
  before: {revision?: unknown} | null
  after: {revision?: unknown} | null
}

function revisionOf(rule: {revision?: unknown} | null): number {
  const revision = rule?.revision
  return typeof revision === 'number' && Number.isSafeInteger(revision) ? Math.max(0, revision) : 0
}

/**
 * Restores what every change of a rule must keep to, whoever made it and however: it raises the revision,
 * and a rule for customers who meet a condition has one. A rule without is switched off.
 *
 * @param changes - in their order
 * @returns nothing when the rule is as it must be
 */
export function restoreRule(rule: ChangedRule, changes: readonly RuleChange[]): Mutation[] {
  const revision = revisionOf(rule)
  let needed = 0
  for (const {before, after} of changes) {
    needed = Math.max(needed, revisionOf(before))
    needed = Math.max(needed + 1, revisionOf(after))
  }
  const isUnsound = rule.mode === 'condition' && !readSyncRule(rule).ok
  if (!isUnsound && revision >= needed) return []
  return [
    guardedPatch(rule, {
      set: {
        revision: Math.max(needed, isUnsound ? revision + 1 : revision),
        ...(isUnsound ? {mode: 'disabled'} : {}),
      },
    }),
  ]
}
