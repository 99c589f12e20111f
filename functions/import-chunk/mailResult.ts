import {commitDecision} from '../../core/changes/commitDecision.ts'
import {guardedPatch} from '../../core/changes/mutation.ts'
import {ROW_LABELS} from '../../core/imports/importLabels.ts'
import {importTitle} from '../../core/imports/importJob.ts'
import {parseImportIntent} from '../../core/imports/importPlan.ts'
import {hasEnded} from '../../core/jobs/jobRecord.ts'
import {cleanLine} from '../../core/people/cleanText.ts'
import type {LeadImport} from '../../core/sanity.types.generated.ts'
import {importNotice} from '../send-mail/emailText.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import type {JobRun} from '../shared/jobs/jobKind.ts'
import {noticeSender, studioPage} from '../shared/noticeSender.ts'
import type {ImportPlan} from './openImport.ts'

/** Longest title in a mail, in UTF-16 code units. */
const MAX_TITLE = 200

/**
 * Tells who asked for an import how it ended, where they wished that and mail is configured: numbers and a
 * link to the Studio, no row. It is sent at most once, and the Studio shows the same.
 */
export async function mailResult(
  services: FunctionServices,
  {site, jobId, id, intent}: JobRun,
  plan: ImportPlan,
): Promise<void> {
  const {client, now} = services
  const send = noticeSender(services, site)
  const to = plan.kind === 'rows' && plan.rows.mode === 'write' ? plan.rows.notify : null
  if (!to || !send) return
  const read = async () =>
    (await client.getDocument<LeadImport>(jobId, {tag: 'leads.import.notice'})) ?? null
  const store = changeStore(client, 'leads.import.notice', read)
  const {mutations, counts} = await commitDecision(store, (job) => ({
    mutations:
      job && hasEnded(job) && !job.noticeAt ? [guardedPatch(job, {set: {noticeAt: now()}})] : [],
    counts: ROW_LABELS.map((label) => ({label, count: job?.counts?.[label] ?? 0})),
  }))
  if (mutations.length === 0) return
  const url = studioPage(services, site, ['lists', 'import', jobId])
  const asked = parseImportIntent(intent)
  const title = asked ? cleanLine(importTitle(asked), MAX_TITLE) : ''
  const text = importNotice(site, {title, counts, url})
  await send({to, about: `import.${id.ulid}`, text})
}
