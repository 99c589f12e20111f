import type {SanityClient} from '@sanity/client'
import {useCallback, useMemo, useRef, useState} from 'react'
import type {LeadSelection} from '../../../core/audience/leadSelection.ts'
import type {BulkAction} from '../../../core/changes/bulk/bulkIntent.ts'
import type {BulkJobRecord} from '../../../core/changes/bulk/bulkJob.ts'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {requestCancel, resumeJob} from '../../../core/jobs/jobTransitions.ts'
import {isForFunction} from '../../../core/jobs/jobRecord.ts'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {jobReport, type BulkReport} from './bulkReport.ts'
import {followUp, startBulk, type BulkCallbacks, type StartedBulk} from './startBulk.ts'
import {useBulkSetting} from './useBulkSetting.ts'

/** The state of the user's bulk work. */
export type BulkPhase =
  | {kind: 'idle'}
  | {kind: 'running'; done: number; total: number; isCancelling: boolean}
  /** A function runs it, or has run it. */
  | {kind: 'queued'; jobId: string}
  | {kind: 'done'; report: BulkReport}
  | {kind: 'error'; reason: string}

/** The end of a bulk change that was started or followed up. */
type BulkEnd =
  | StartedBulk
  | {kind: 'error'; reason: string}
  /** Another bulk change is running; this one was not started. */
  | {kind: 'busy'}

/** The user's bulk work, and how to control it. */
export interface BulkWork {
  phase: BulkPhase
  start: (action: BulkAction, selection: LeadSelection, expected: number) => Promise<BulkEnd>
  follow: (report: BulkReport, how: 'undo' | 'retry') => Promise<BulkEnd>
  /** Cancels between two transactions. */
  cancel: (job?: BulkJobRecord) => void
  resume: (job: BulkJobRecord) => void
  dismiss: () => void
}

const IDLE: BulkPhase = {kind: 'idle'}

/** Reports a function's bulk change; `null` while it runs. */
export function endedReport(job: BulkJobRecord | undefined): BulkReport | null {
  return job && !isForFunction(job) ? jobReport(job) : null
}

/** Runs bulk changes for the current user, one at a time. */
export function useBulkWork(client: SanityClient): BulkWork {
  const errorReason = useErrorReason()
  const setting = useBulkSetting(client)
  const [phase, setPhase] = useState<BulkPhase>(IDLE)
  const cancelled = useRef(false)
  const isRunning = useRef(false)
  const perform = useCallback(
    async (work: (callbacks: BulkCallbacks) => Promise<StartedBulk>): Promise<BulkEnd> => {
      if (isRunning.current) return {kind: 'busy'}
      isRunning.current = true
      cancelled.current = false
      setPhase({kind: 'running', done: 0, total: 0, isCancelling: false})
      const onProgress = (done: number, total: number) =>
        setPhase({kind: 'running', done, total, isCancelling: cancelled.current})
      const end = await work({onProgress, isCancelled: () => cancelled.current}).catch(
        (error: unknown) => ({kind: 'error' as const, reason: errorReason(error).reason}),
      )
      isRunning.current = false
      setPhase(end)
      return end
    },
    [errorReason],
  )
  const write = useCallback(
    async (mutations: ReturnType<typeof requestCancel>, tag: string) => {
      try {
        await commitOnce(committer(client, tag, 'sync'), mutations)
      } catch (error) {
        setPhase({kind: 'error', reason: errorReason(error).reason})
      }
    },
    [client, errorReason],
  )

  return useMemo(
    () => ({
      phase,
      start: (action, selection, expected) =>
        perform((callbacks) => startBulk(setting, action, selection, expected, callbacks)),
      follow: (report, how) => perform((callbacks) => followUp(setting, report, how, callbacks)),
      cancel(job) {
        cancelled.current = true
        setPhase((before) => (before.kind === 'running' ? {...before, isCancelling: true} : before))
        if (job) void write(requestCancel(job), 'leads.bulk.cancel')
      },
      resume(job) {
        setPhase({kind: 'queued', jobId: job._id})
        void write(resumeJob(job), 'leads.bulk.resume')
      },
      dismiss: () => setPhase(IDLE),
    }),
    [perform, phase, setting, write],
  )
}
