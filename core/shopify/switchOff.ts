import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import {assertSameSite} from '../tenancy/assertSameSite.ts'
import type {ChangedRule} from './restoreRule.ts'

/**
 * Switches a rule off, whatever else is wrong with it, and raises its revision.
 *
 * @throws ForeignDocumentError when the document is another site's
 */
export function switchOff(site: string, rule: ChangedRule & {site?: string}): Mutation[] {
  assertSameSite(site, rule)
  if (rule.mode === 'disabled') return []
  const revision = typeof rule.revision === 'number' ? Math.max(0, Math.floor(rule.revision)) : 0
  return [guardedPatch(rule, {set: {mode: 'disabled', revision: revision + 1}})]
}
