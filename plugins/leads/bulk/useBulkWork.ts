import type {SanityClient} from '@sanity/client'
import {useCallback, useMemo, useRef, useState} from 'react'
import {useCurrentUser} from 'sanity'
import {ulid} from 'ulid'
import type {LeadSelection} from '../../../core/audience/leadSelection.ts'
import type {BulkAction} from '../../../core/changes/bulk/bulkIntent.ts'
import type {BulkJobRecord} from '../../../core/changes/bulk/bulkJob.ts'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {requestCancel, resumeJob} from '../../../core/jobs/jobTransitions.ts'
import {isForFunction} from '../../../core/jobs/jobRecord.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {reportOfJob, type BulkReport} from './bulkReport.ts'
import {
  followUp,
  startBulk,
  type BulkHandles,
  type BulkSetting,
  type StartedBulk,
} from './startBulk.ts'

/** What bulk work is at. */
export type BulkPhase =
  | {kind: 'idle'}
  | {kind: 'making'; done: number; total: number; isCancelling: boolean}
  /** A function is at it, or was. */
  | {kind: 'given'; jobId: string}
  | {kind: 'made'; report: BulkReport}
  | {kind: 'error'; reason: string}

/** What became of something that was asked for. */
type BulkEnd =
  | StartedBulk
  | {kind: 'error'; reason: string}
  /** Another one is being made; this one was not begun. */
  | {kind: 'busy'}

/** Bulk work, and how it goes on. */
export interface BulkWork {
  phase: BulkPhase
  start: (action: BulkAction, selection: LeadSelection, expected: number) => Promise<BulkEnd>
  follow: (report: BulkReport, how: 'undo' | 'retry') => Promise<BulkEnd>
  /** Stops between two transactions. */
  cancel: (job?: BulkJobRecord) => void
  resume: (job: BulkJobRecord) => void
  dismiss: () => void
}

const IDLE: BulkPhase = {kind: 'idle'}

/** How a function's bulk change ended; `null` while it goes on. */
export function reportOfEnded(job: BulkJobRecord | undefined): BulkReport | null {
  return job && !isForFunction(job) ? reportOfJob(job) : null
}

/** Does bulk work for the person who is signed in. */
export function useBulkWork(client: SanityClient): BulkWork {
  const {document: site} = useSiteContext()
  const user = useCurrentUser()
  const [phase, setPhase] = useState<BulkPhase>(IDLE)
  const cancelled = useRef(false)
  const isMaking = useRef(false)
  const setting = useMemo(
    (): BulkSetting => ({
      client,
      site,
      user: {id: user?.id ?? '', name: user?.name ?? ''},
      newUlid: ulid,
      now: () => new Date().toISOString(),
    }),
    [client, site, user],
  )

  const perform = useCallback(
    async (work: (handles: BulkHandles) => Promise<StartedBulk>): Promise<BulkEnd> => {
      if (isMaking.current) return {kind: 'busy'}
      isMaking.current = true
      cancelled.current = false
      setPhase({kind: 'making', done: 0, total: 0, isCancelling: false})
      const onProgress = (done: number, total: number) =>
        setPhase({kind: 'making', done, total, isCancelling: cancelled.current})
      const end = await work({onProgress, isCancelled: () => cancelled.current}).catch(
        (error: unknown) => ({kind: 'error' as const, reason: errorReason(error).reason}),
      )
      isMaking.current = false
      setPhase(end)
      return end
    },
    [],
  )
  const write = useCallback(
    async (mutations: ReturnType<typeof requestCancel>, tag: string) => {
      try {
        await commitOnce(committer(client, tag, 'sync'), mutations)
      } catch (error) {
        setPhase({kind: 'error', reason: errorReason(error).reason})
      }
    },
    [client],
  )

  return useMemo(
    () => ({
      phase,
      start: (action, selection, expected) =>
        perform((handles) => startBulk(setting, action, selection, expected, handles)),
      follow: (report, how) => perform((handles) => followUp(setting, report, how, handles)),
      cancel(job) {
        cancelled.current = true
        setPhase((before) => (before.kind === 'making' ? {...before, isCancelling: true} : before))
        if (job) void write(requestCancel(job), 'leads.bulk.cancel')
      },
      resume(job) {
        setPhase({kind: 'given', jobId: job._id})
        void write(resumeJob(job), 'leads.bulk.resume')
      },
      dismiss: () => setPhase(IDLE),
    }),
    [perform, phase, setting, write],
  )
}
