import type {SanityClient} from '@sanity/client'
import {useMemo, useState} from 'react'
import {useCurrentUser} from 'sanity'
import type {SyncRow} from '../data/siteSync.ts'
import {batchProgress, type BatchItem} from './batchProgress.ts'
import {cancelRefreshes, startRefreshes} from './startRefreshes.ts'

/** Starts refreshes of several sites, and follows them. */
export function useRefreshBatch(client: SanityClient, rows: readonly SyncRow[]) {
  const userId = useCurrentUser()?.id ?? ''
  const [started, setStarted] = useState<readonly BatchItem[]>([])
  const [isAsking, setAsking] = useState(false)
  const progress = useMemo(
    () => (started.length === 0 ? null : batchProgress(started, rows)),
    [rows, started],
  )
  const start = async (chosen: readonly SyncRow[]) => {
    const targets = chosen.flatMap(({key, rule, status}) =>
      rule?._rev !== undefined && status.rule && status.rule.mode !== 'disabled'
        ? [{site: key, ruleRev: rule._rev}]
        : [],
    )
    setAsking(true)
    const before = new Map(chosen.map(({key, refresh}) => [key, refresh?._id ?? null]))
    const asked = await startRefreshes(targets, {client, byNetwork: true, userId})
    setStarted(asked.map((each) => ({...each, before: before.get(each.site) ?? null})))
    setAsking(false)
  }
  return {
    progress,
    isAsking,
    start,
    /** Starts those again that failed. */
    retry: () => {
      const failed = new Set(progress?.failed.map(({site}) => site))
      void start(rows.filter(({key}) => failed.has(key)))
    },
    cancel: () => {
      if (progress) void cancelRefreshes(progress.running, client)
    },
    clear: () => setStarted([]),
  }
}
