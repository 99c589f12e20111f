import {commitDecision} from '../../core/changes/commitDecision.ts'
import {guardedPatch} from '../../core/changes/mutation.ts'
import type {LeadExport} from '../../core/sanity.types.generated.ts'
import {exportNotice} from '../send-mail/emailText.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import type {JobRun} from '../shared/jobs/jobKind.ts'
import {noticeSender, studioPage} from '../shared/noticeSender.ts'

/**
 * Tells who asked for an export that it is ready, where mail is configured. The mail leads to the Studio,
 * where they sign in: it has neither rows nor a link that works without signing in. It is sent at most once, and the
 * Studio shows the same, so that nothing depends on it.
 */
export async function mailNotice(
  services: FunctionServices,
  {site, jobId, id}: JobRun,
  {notify, count, expiresAt}: {notify: string | null; count: number; expiresAt: string},
): Promise<void> {
  const {client, now} = services
  const send = noticeSender(services, site)
  if (notify === null || !send) return
  const store = changeStore(client, 'leads.export.notice', () =>
    client.getDocument<LeadExport>(jobId, {tag: 'leads.export.notice'}),
  )
  const {mutations} = await commitDecision(store, (job) => ({
    mutations:
      job?.state === 'succeeded' && !job.noticeAt
        ? [guardedPatch(job, {set: {noticeAt: now()}})]
        : [],
  }))
  if (mutations.length === 0) return
  const url = studioPage(services, site, ['leads', 'exports', jobId])
  const text = exportNotice(site, {count, expiresAt, url})
  await send({to: notify, about: `export.${id.ulid}`, text})
}
