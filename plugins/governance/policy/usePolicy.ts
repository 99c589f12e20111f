import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {useMemo, useState} from 'react'
import {policyDiff, type RulePolicy, type RuleUndo} from '../../../core/shopify/rulePolicy.ts'
import {
  DEFAULT_SETTINGS,
  type RuleSetting,
  type RuleSettings,
} from '../../../core/shopify/ruleSettings.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {fetchRules} from '../data/fetchRules.ts'
import {applyPolicy, undoPolicy} from './applyPolicy.ts'

/** A site that failed, and why. */
export interface FailedSite {
  site: string
  reason: string
}

/** How applying or undoing a policy ended, or how far it is. */
export type PolicyPhase =
  | {kind: 'editing'}
  | {kind: 'working'; isUndo: boolean; done: number; total: number}
  | {kind: 'applied'; undos: readonly RuleUndo[]; failed: readonly FailedSite[]; same: number}
  | {kind: 'undone'; count: number; failed: readonly FailedSite[]}

/**
 * A policy while it is made, what it changes at each site, and applying it.
 *
 * @param onUndos - told what would undo it, once it was applied; nothing once it was undone
 */
export function usePolicy(
  client: SanityClient,
  sites: readonly string[],
  onUndos: (undos: readonly RuleUndo[]) => void,
) {
  const [settings, setSettings] = useState<RuleSettings>(DEFAULT_SETTINGS)
  const [included, setIncluded] = useState<ReadonlySet<RuleSetting>>(new Set())
  const [asked, setAsked] = useState({sites, round: 0})
  const [phase, setPhase] = useState<PolicyPhase>({kind: 'editing'})
  const [failure, setFailure] = useState<string | null>(null)
  const rules = useQuery({
    queryKey: ['leads', 'sync', 'policy', asked],
    queryFn: ({signal}) => fetchRules(client, asked.sites, signal),
    retry: 1,
    staleTime: Infinity,
    gcTime: 0,
  })
  const policy = useMemo(() => {
    const chosen = Object.entries(settings).filter(([name]) =>
      [...included].some((each) => each === name),
    )
    const parts: RulePolicy = Object.fromEntries(chosen)
    return parts
  }, [included, settings])
  const rows = useMemo(
    () => (rules.data && included.size > 0 ? policyDiff(rules.data, policy) : []),
    [included, policy, rules.data],
  )
  const work = async (isUndo: boolean, total: number, what: () => Promise<PolicyPhase>) => {
    setFailure(null)
    setPhase({kind: 'working', isUndo, done: 0, total})
    try {
      setPhase(await what())
    } catch (error) {
      setFailure(errorReason(error).reason)
      setPhase({kind: 'editing'})
    }
  }
  const progress = (isUndo: boolean, total: number) => (done: number) =>
    setPhase({kind: 'working', isUndo, done, total})
  return {
    settings,
    included,
    rules,
    rows,
    phase,
    failure,
    set: (changes: Partial<RuleSettings>) => setSettings((known) => ({...known, ...changes})),
    include: (name: RuleSetting, isIncluded: boolean) =>
      setIncluded((known) => {
        const next = new Set(known)
        if (isIncluded) next.add(name)
        else next.delete(name)
        return next
      }),
    apply: () => {
      const total = rows.filter(({kind}) => kind === 'change').length
      return work(false, total, async () => {
        const results = await applyPolicy(rows, {client, onProgress: progress(false, total)})
        const refused = rows.flatMap((row) =>
          row.kind === 'refused'
            ? [{site: row.site, reason: row.problems.map(({reason}) => reason).join(' ')}]
            : [],
        )
        const undos = results.flatMap((each) => (each.kind === 'applied' ? [each.undo] : []))
        onUndos(undos)
        return {
          kind: 'applied',
          undos,
          failed: [
            ...refused,
            ...results.flatMap((each) => (each.kind === 'failed' ? [each] : [])),
          ],
          same: rows.filter(({kind}) => kind === 'same').length,
        }
      })
    },
    undo: (undos: readonly RuleUndo[]) =>
      work(true, undos.length, async () => {
        const results = await undoPolicy(undos, {client, onProgress: progress(true, undos.length)})
        onUndos([])
        return {
          kind: 'undone',
          count: results.filter(({kind}) => kind === 'undone').length,
          failed: results.flatMap((each) => (each.kind === 'failed' ? [each] : [])),
        }
      }),
    /** Shows the difference again, for those that failed, as their rules are now. */
    retry: (failed: readonly FailedSite[]) => {
      setAsked({sites: failed.map(({site}) => site), round: asked.round + 1})
      setPhase({kind: 'editing'})
    },
  }
}

/** See {@link usePolicy}. */
export type PolicyWork = ReturnType<typeof usePolicy>
