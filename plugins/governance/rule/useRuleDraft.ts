import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useMemo, useState} from 'react'
import {useCurrentUser} from 'sanity'
import {EVERYBODY, type AudienceDefinition} from '../../../core/audience/definition.ts'
import {parseAudience} from '../../../core/audience/parseAudience.ts'
import {hasEnded} from '../../../core/jobs/jobRecord.ts'
import {decideRuleChange} from '../../../core/shopify/ruleChange.ts'
import {
  settingsOf,
  type RuleDocument,
  type RuleSettings,
} from '../../../core/shopify/ruleSettings.ts'
import {textOfField, useErrorReason, useProblemText} from '../../ui/useProblemText.ts'
import {siteSyncKey, useRefresh} from '../data/useSiteSync.ts'
import {writeEach} from '../data/writeEach.ts'
import {cancelRefreshes, startDryRun} from '../refresh/startRefreshes.ts'

function startOf(rule: RuleDocument | null) {
  const settings = settingsOf(rule)
  const parsed = settings.conditions === null ? null : parseAudience(settings.conditions)
  return {
    settings,
    definition: parsed?.definition ?? EVERYBODY,
    isUnreadable: parsed !== null && !parsed.definition,
  }
}

/** A rule that is being edited, and what saving it would write. */
export function useRuleDraft(site: string, rule: RuleDocument | null) {
  const problemText = useProblemText()
  const [start] = useState(() => startOf(rule))
  const [settings, setSettings] = useState(start.settings)
  const [definition, setDefinition] = useState(start.definition)
  const decision = useMemo(() => decideRuleChange(site, rule, settings), [rule, settings, site])
  const problems = decision.ok ? [] : decision.problems
  return {
    settings,
    definition,
    decision,
    problems,
    /** Whether it differs from the stored rule. */
    isChanged: decision.ok ? decision.changes.length > 0 : settings !== start.settings,
    /** Whether the stored condition could not be read; the builder then starts empty. */
    isUnreadable: start.isUnreadable,
    problemOf: (field: string) => textOfField(problems, field, problemText) ?? undefined,
    set: (changes: Partial<RuleSettings>) => setSettings((known) => ({...known, ...changes})),
    setDefinition: (next: AudienceDefinition) => {
      setDefinition(next)
      setSettings((known) => ({...known, conditions: JSON.stringify(next)}))
    },
  }
}

/** See {@link useRuleDraft}. */
export type RuleDraft = ReturnType<typeof useRuleDraft>

/** What actions on a rule need. */
export interface RuleActionsInput {
  client: SanityClient
  site: string
  rule: RuleDocument | null
  draft: RuleDraft
  byNetwork: boolean
}

/** Saves a rule, and tries it out in a dry run. */
export function useRuleActions({client, site, rule, draft, byNetwork}: RuleActionsInput) {
  const errorReason = useErrorReason()
  const problemText = useProblemText()
  const queryClient = useQueryClient()
  const userId = useCurrentUser()?.id ?? ''
  const [busy, setBusy] = useState<'saving' | 'asking' | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useRefresh(client, site, jobId)
  const run = async (what: 'saving' | 'asking', work: () => Promise<void>) => {
    setBusy(what)
    setFailure(null)
    try {
      await work()
    } catch (error) {
      setFailure(errorReason(error).reason)
    } finally {
      setBusy(null)
    }
  }
  return {
    busy,
    failure,
    dryRun: jobId === null ? null : (job.data ?? null),
    isDryRunning: jobId !== null && !(job.data && hasEnded({state: job.data.state})),
    /** @returns whether it was saved */
    save: async () => {
      let isSaved = false
      await run('saving', async () => {
        if (!draft.decision.ok) return
        const {mutations} = draft.decision
        const [written] = await writeEach([{site, mutations}], {client, tag: 'leads.sync.rule'})
        if (written?.failure) return setFailure(problemText(...written.failure.problems))
        await queryClient.invalidateQueries({queryKey: siteSyncKey(site)})
        isSaved = true
      })
      return isSaved
    },
    tryOut: () =>
      run('asking', async () => {
        const ruleRev = rule?._rev
        if (ruleRev === undefined) return
        const asking = {client, byNetwork, userId}
        setJobId(await startDryRun({site, ruleRev}, draft.settings, asking))
      }),
    cancelDryRun: () => {
      if (jobId !== null) void cancelRefreshes([{site, id: jobId}], client)
    },
  }
}
