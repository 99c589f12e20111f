import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {useMemo, useState} from 'react'
import type {Problem} from '../../../core/problems/problem.ts'
import {
  policyDiff,
  type PolicyRow,
  type RulePolicy,
  type RuleUndo,
} from '../../../core/shopify/rulePolicy.ts'
import {
  DEFAULT_SETTINGS,
  type RuleSetting,
  type RuleSettings,
} from '../../../core/shopify/ruleSettings.ts'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {fetchRules} from '../data/networkSync.ts'
import {applyPolicy, undoPolicy} from './applyPolicy.ts'

/** A site that failed, and why. */
export interface FailedSite {
  site: string
  problems: readonly Problem[]
}

/** The progress of applying or undoing a policy, or its result. */
export type PolicyPhase =
  | {kind: 'editing'}
  | {kind: 'working'; isUndo: boolean; done: number; total: number}
  | {kind: 'applied'; undos: readonly RuleUndo[]; failed: readonly FailedSite[]; same: number}
  | {kind: 'undone'; count: number; failed: readonly FailedSite[]}

/** Applies and undoes policies, and reports the progress. */
export function usePolicyRun(client: SanityClient) {
  const errorReason = useErrorReason()
  const [phase, setPhase] = useState<PolicyPhase>({kind: 'editing'})
  const [failure, setFailure] = useState<string | null>(null)
  const run = async (
    isUndo: boolean,
    total: number,
    work: (onProgress: (done: number) => void) => Promise<PolicyPhase>,
  ) => {
    const onProgress = (done: number) => setPhase({kind: 'working', isUndo, done, total})
    setFailure(null)
    onProgress(0)
    try {
      setPhase(await work(onProgress))
    } catch (error) {
      setFailure(errorReason(error).reason)
      setPhase({kind: 'editing'})
    }
  }
  return {
    phase,
    failure,
    edit: () => setPhase({kind: 'editing'}),
    apply: (rows: readonly PolicyRow[], onUndos: (undos: readonly RuleUndo[]) => void) =>
      run(false, rows.filter(({kind}) => kind === 'change').length, async (onProgress) => {
        const results = await applyPolicy(rows, {client, onProgress})
        const refused = rows.flatMap((row) =>
          row.kind === 'refused' ? [{site: row.site, problems: row.problems}] : [],
        )
        const undos = results.flatMap((each) => (each.kind === 'applied' ? [each.undo] : []))
        const failed = results.flatMap((each) => (each.kind === 'failed' ? [each] : []))
        onUndos(undos)
        const same = rows.filter(({kind}) => kind === 'same').length
        return {kind: 'applied', undos, failed: [...refused, ...failed], same}
      }),
    undo: (undos: readonly RuleUndo[], onUndone?: () => void) =>
      run(true, undos.length, async (onProgress) => {
        const results = await undoPolicy(undos, {client, onProgress})
        onUndone?.()
        return {
          kind: 'undone',
          count: results.filter(({kind}) => kind === 'undone').length,
          failed: results.flatMap((each) => (each.kind === 'failed' ? [each] : [])),
        }
      }),
  }
}

/**
 * A policy that is being edited, with what it changes at each site, and how to apply it.
 *
 * @param onUndos - gets what undoes the policy, once it is applied; nothing once it is undone
 */
export function usePolicy(
  client: SanityClient,
  sites: readonly string[],
  onUndos: (undos: readonly RuleUndo[]) => void,
) {
  const [settings, setSettings] = useState<RuleSettings>(DEFAULT_SETTINGS)
  const [included, setIncluded] = useState<ReadonlySet<string>>(new Set<RuleSetting>())
  const [asked, setAsked] = useState({sites, attempt: 0})
  const {phase, failure, edit, apply, undo} = usePolicyRun(client)
  const rules = useQuery({
    queryKey: ['leads', 'sync', 'policy', asked],
    queryFn: ({signal}) => fetchRules(client, asked.sites, signal),
    retry: 1,
    staleTime: Infinity,
    gcTime: 0,
  })
  const rows = useMemo(() => {
    if (!rules.data || included.size === 0) return []
    const policy: RulePolicy = Object.fromEntries(
      Object.entries(settings).filter(([name]) => included.has(name)),
    )
    return policyDiff(rules.data, policy)
  }, [included, rules.data, settings])
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
    apply: () => apply(rows, onUndos),
    undo: (undos: readonly RuleUndo[]) => undo(undos, () => onUndos([])),
    /** Shows the preview again for the sites that failed, with their current rules. */
    retry: (failed: readonly FailedSite[]) => {
      setAsked({sites: failed.map(({site}) => site), attempt: asked.attempt + 1})
      edit()
    },
  }
}

/** See {@link usePolicy}. */
export type PolicyWork = ReturnType<typeof usePolicy>
