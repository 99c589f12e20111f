import {commitDecision} from '../../core/changes/commitDecision.ts'
import {guardedPatch} from '../../core/changes/mutation.ts'
import type {LeadExport} from '../../core/sanity.types.generated.ts'
import {parseJobId} from '../../core/jobs/jobRecord.ts'
import {exportNotice} from '../send-mail/emailText.ts'
import {sendMail} from '../send-mail/mailTransport.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import type {JobRun} from '../shared/jobs/jobKind.ts'

/**
 * Tells who asked for an export that it is ready, where mail is configured. The mail leads to the Studio,
 * where they sign in: it has neither rows nor a link that works by itself. It is sent at most once, and the
 * Studio shows the same, so that nothing depends on it.
 */
export async function mailNotice(
  services: FunctionServices,
  {site, jobId}: JobRun,
  {notify, count, expiresAt}: {notify: string | null; count: number; expiresAt: string},
): Promise<void> {
  const {client, env, now} = services
  const {fromName, fromAddress, replyTo, smtpUrlEnv} = site.mail ?? {}
  const smtpUrl = smtpUrlEnv ? env.named(smtpUrlEnv) : env.smtpUrl
  if (notify === null || !smtpUrl || !fromAddress) return
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
  const key = parseJobId(jobId)?.ulid ?? ''
  try {
    await sendMail(smtpUrl, {
      from: {name: fromName ?? site.title ?? '', address: fromAddress},
      replyTo: replyTo ?? undefined,
      to: notify,
      messageId: `<${site.key}.export.${key}@${fromAddress.split('@').at(-1)}>`,
      unsubscribeUrl: undefined,
      automatic: true,
      ...exportNotice(site, {count, expiresAt, url: studioUrl(env.studioUrl, site.key, jobId)}),
    })
  } catch {
    // The Studio shows that it is ready.
  }
}

/** Address of an export in the Studio; `null` where nobody configured the Studio's address. */
function studioUrl(base: string | undefined, site: string, jobId: string): string | null {
  return base === undefined ? null : `${base}/${site}/leads/exports/${encodeURIComponent(jobId)}`
}
