import type {SanityClient} from '@sanity/client'
import {problem, type Problem} from '../../../core/problems/problem.ts'
import {undoRule, type PolicyRow, type RuleUndo} from '../../../core/shopify/rulePolicy.ts'
import {areSameSettings, settingsOf} from '../../../core/shopify/ruleSettings.ts'
import {fetchRules} from '../data/networkSync.ts'
import {writeEach, type SiteWrite} from '../data/writeEach.ts'

/** The result of a policy at a site. */
export type PolicyResult =
  | {site: string; kind: 'applied'; undo: RuleUndo}
  | {site: string; kind: 'failed'; problems: readonly Problem[]}

/** How a policy is applied or undone. */
export interface ApplyOptions {
  client: SanityClient
  /** Gets the number of sites that are done. */
  onProgress?: ((done: number) => void) | undefined
}

const CHANGED_MEANWHILE = [problem('rule.changed-since-preview')]

type ChangeRow = Extract<PolicyRow, {kind: 'change'}>

/**
 * Applies a policy exactly as its preview showed: a rule that somebody changed since stays as it is. Each
 * rule is written once, even with retries: a write applies only to the revision of the preview, and where
 * its answer was lost, the stored rule tells whether it was written.
 *
 * @param rows - from `policyDiff`
 */
export async function applyPolicy(
  rows: readonly PolicyRow[],
  {client, onProgress}: ApplyOptions,
): Promise<PolicyResult[]> {
  const changing = rows.filter((row): row is ChangeRow => row.kind === 'change')
  const undoOf = new Map(changing.map(({site, undo}) => [site, undo]))
  const written = await writeEach(changing, {client, tag: 'leads.sync.policy', onProgress})
  const unsure = written.filter(({failure}) => failure !== null).map(({site}) => site)
  const now = new Map<string, boolean>()
  for (const {site, rule} of unsure.length > 0 ? await fetchRules(client, unsure) : []) {
    const wanted = undoOf.get(site)?.after
    now.set(site, rule !== null && !!wanted && areSameSettings(settingsOf(rule), wanted))
  }
  return written.flatMap(({site, failure}): PolicyResult[] => {
    const undo = undoOf.get(site)
    if (!undo) return []
    if (failure === null || now.get(site)) return [{site, kind: 'applied', undo}]
    const problems = failure.kind === 'conflict' ? CHANGED_MEANWHILE : failure.problems
    return [{site, kind: 'failed', problems}]
  })
}

/** The result of undoing a policy at a site. */
export type UndoResult =
  | {site: string; kind: 'undone'}
  | {site: string; kind: 'failed'; problems: readonly Problem[]}

/** Undoes a policy at each site whose rule nobody changed since. */
export async function undoPolicy(
  undos: readonly RuleUndo[],
  {client, onProgress}: ApplyOptions,
): Promise<UndoResult[]> {
  const current = await fetchRules(
    client,
    undos.map(({site}) => site),
  )
  const ruleOf = new Map(current.map(({site, rule}) => [site, rule]))
  const results: UndoResult[] = []
  const writes: SiteWrite[] = []
  for (const undo of undos) {
    const {site} = undo
    const decision = undoRule(undo, ruleOf.get(site) ?? null)
    if (!decision.ok) results.push({site, kind: 'failed', problems: decision.problems})
    else if (decision.mutations.length === 0) results.push({site, kind: 'undone'})
    else writes.push({site, mutations: decision.mutations})
  }
  const written = await writeEach(writes, {client, tag: 'leads.sync.policy-undo', onProgress})
  for (const {site, failure} of written) {
    const problems = failure?.kind === 'conflict' ? CHANGED_MEANWHILE : failure?.problems
    results.push(problems ? {site, kind: 'failed', problems} : {site, kind: 'undone'})
  }
  return results
}
