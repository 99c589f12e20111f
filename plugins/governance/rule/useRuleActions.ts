import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useState} from 'react'
import {useCurrentUser} from 'sanity'
import {hasEnded} from '../../../core/jobs/jobRecord.ts'
import type {RuleDocument} from '../../../core/shopify/ruleSettings.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {siteSyncKey, useRefresh} from '../data/useSiteSync.ts'
import {writeEach} from '../policy/writeEach.ts'
import {cancelRefreshes, startDryRun} from '../refresh/startRefreshes.ts'
import type {RuleDraft} from './useRuleDraft.ts'

/** What actions on a rule are made with. */
export interface RuleActionsInput {
  client: SanityClient
  site: string
  rule: RuleDocument | null
  draft: RuleDraft
  byNetwork: boolean
}

/** Saving a rule, and trying it out. */
export function useRuleActions({client, site, rule, draft, byNetwork}: RuleActionsInput) {
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
        if (written?.failure) return setFailure(written.failure.reason)
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
