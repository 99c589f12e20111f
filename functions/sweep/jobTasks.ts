import {commitDecision} from '../../core/changes/commitDecision.ts'
import {abandonExport} from '../../core/changes/exports/exportJob.ts'
import {endUnreadable, hasReadableNotes} from '../../core/jobs/jobNotes.ts'
import {abandonJob, hasEnded, takeUp} from '../../core/jobs/jobState.ts'
import type {LeadExport} from '../../core/sanity.types.generated.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {readJob} from '../shared/jobs/openJob.ts'
import {REFRESH_DOCUMENT} from '../refresh-snapshot/refreshKind.ts'
import {BULK_CHANGE} from '../run-bulk-change/bulkKind.ts'

/** Kinds of jobs that functions carry out. */
const CARRIED_OUT = [BULK_CHANGE, {document: REFRESH_DOCUMENT}] as const

/** Takes up a job that nobody works on, or ends one whose page was closed. */
export async function takeUpJob(services: FunctionServices, id: string): Promise<void> {
  const {client, now} = services
  const kind = CARRIED_OUT.find(({document}) => parseIdOfKind(id, document.kind))
  if (!kind) return
  const store = changeStore(client, 'leads.sweep.job', () => readJob(services, kind, id))
  await commitDecision(store, (job) => {
    if (!job || hasEnded(job)) return {mutations: []}
    if (!hasReadableNotes(job)) return {mutations: endUnreadable(job, now())}
    return {mutations: job.way === 'page' ? abandonJob(job, now()) : takeUp(job, now())}
  })
}

/** Ends an export whose page was closed. */
export async function endExport(services: FunctionServices, id: string): Promise<void> {
  const {client, now} = services
  if (!parseIdOfKind(id, 'export')) return
  const store = changeStore(client, 'leads.sweep.export', () =>
    client.getDocument<LeadExport>(id, {tag: 'leads.sweep.export'}),
  )
  await commitDecision(store, (job) => {
    const isOpen = job?._type === 'leadExport' && !hasEnded(job)
    return {mutations: isOpen ? abandonExport(job, now()) : []}
  })
}

/** Removes a snapshot that was kept as long as its rule said. */
export async function removeSnapshot({client}: FunctionServices, id: string): Promise<void> {
  if (!parseIdOfKind(id, 'snapshot')) return
  await client.delete(id, {tag: 'leads.sweep.snapshot', visibility: 'async'})
}

/** Removes a share whose change cannot be undone any more. */
export async function removeShare({client}: FunctionServices, id: string): Promise<void> {
  if (!parseIdOfKind(id, 'chunk')) return
  await client.delete(id, {tag: 'leads.sweep.share', visibility: 'async'})
}
