import {commitDecision} from '../../core/changes/commitDecision.ts'
import {endAbandonedExport} from '../../core/changes/exports/exportJob.ts'
import {expireConfirmation} from '../../core/changes/expireConfirmation.ts'
import {SWEPT_JOB_KINDS, type SweptJobKind} from '../../core/jobs/jobKinds.ts'
import {hasEnded, hasReadableProgress} from '../../core/jobs/jobRecord.ts'
import {endAbandonedJob, failUnreadableJob, takeOverJob} from '../../core/jobs/jobTransitions.ts'
import {recordOf} from '../../core/leads/recordOf.ts'
import type {LeadExport} from '../../core/sanity.types.generated.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import type {DocumentKind} from '../../core/tenancy/kinds.ts'
import {purgeUpload} from '../import-chunk/purgeUpload.ts'
import {handlePrivacyRequest} from '../handle-privacy-request/handler.ts'
import {handleSubmission} from '../process-submission/handler.ts'
import {sendMessage} from '../send-mail/handler.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {readJob} from '../shared/jobs/openJob.ts'
import {readPerson} from '../shared/personDocuments.ts'
import type {WorkName} from './waiting.ts'

const ACTOR = {kind: 'function' as const, id: 'sweep'}
/** How long a sweep works on one privacy request, in milliseconds. */
const REQUEST_BUDGET_MS = 15_000

type Work = (services: FunctionServices, id: string) => Promise<unknown>

/** What a sweep does for the documents of each list. */
export const WORK: Readonly<Record<WorkName, Work>> = {
  submissions: handleSubmission,
  messages: sendMessage,
  confirmations: endUnconfirmed,
  ...recordOf(SWEPT_JOB_KINDS, takeOver),
  export: endExport,
  purges: purgeUpload,
  shares: remove('chunk', 'leads.sweep.share'),
  strays: remove('chunk', 'leads.sweep.stray'),
  snapshots: remove('snapshot', 'leads.sweep.snapshot'),
  requests: continueRequest,
}

/** Ends a sign-up that nobody confirmed in time. */
async function endUnconfirmed(services: FunctionServices, id: string): Promise<void> {
  const {client, now} = services
  const parsed = parseIdOfKind(id, 'subscriber')
  if (!parsed) return
  const site = (await services.registry.site(parsed.site)) ?? {key: parsed.site}
  const keySecret = services.secrets(site, 'person-key')
  const store = changeStore(client, 'leads.sweep.expire', () =>
    readPerson(client, parsed.site, parsed.key, 'leads.sweep.read'),
  )
  await commitDecision(store, (person) =>
    expireConfirmation({site: parsed.site, ...person, keySecret, now: now(), actor: ACTOR}),
  )
}

/** Takes over a job that nobody works on, or ends one whose page was closed. */
function takeOver(kind: SweptJobKind): Work {
  return (services, id) => {
    const store = changeStore(services.client, 'leads.sweep.job', () => readJob(services, kind, id))
    return commitDecision(store, (job) => {
      if (!job || hasEnded(job)) return {mutations: []}
      const now = services.now()
      if (!hasReadableProgress(job)) return {mutations: failUnreadableJob(job, now)}
      return {mutations: job.way === 'page' ? endAbandonedJob(job, now) : takeOverJob(job, now)}
    })
  }
}

/** Takes over an export that no function prepares, or ends one whose page was closed. */
async function endExport(services: FunctionServices, id: string): Promise<void> {
  const {client, now} = services
  if (!parseIdOfKind(id, 'export')) return
  const store = changeStore(client, 'leads.sweep.export', () =>
    client.getDocument<LeadExport>(id, {tag: 'leads.sweep.export'}),
  )
  await commitDecision(store, (job) => {
    if (job?._type !== 'leadExport' || hasEnded(job)) return {mutations: []}
    if (job.way !== 'function') return {mutations: endAbandonedExport(job, now())}
    const isReadable = hasReadableProgress(job)
    return {mutations: isReadable ? takeOverJob(job, now()) : failUnreadableJob(job, now())}
  })
}

/** Removes a document whose time is over. */
function remove(kind: DocumentKind, tag: string): Work {
  return async ({client}, id) => {
    if (parseIdOfKind(id, kind)) await client.delete(id, {tag, visibility: 'async'})
  }
}

/** Works on a privacy request for a moment; the rest is left to another call. */
function continueRequest(services: FunctionServices, id: string): Promise<unknown> {
  return handlePrivacyRequest(services, id, () => performance.now(), REQUEST_BUDGET_MS)
}
