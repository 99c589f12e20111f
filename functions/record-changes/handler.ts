import {z} from 'zod'
import {AUDITED_TYPES, auditOfDocument} from '../../core/audit/auditOfDocument.ts'
import {receiptId} from '../../core/audit/recordOnce.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {auditWriter, type RecordingResult} from '../shared/auditWriter.ts'
import {changeAfter, changeTo} from '../shared/documentHistory.ts'
import type {FunctionServices} from '../shared/functionServices.ts'

const State = z.looseObject({_rev: z.string()}).nullish()

const Change = z.object({
  _id: z.string(),
  _type: z.enum(AUDITED_TYPES),
  before: State,
  after: State,
})

/** What a function is told of a change, as the blueprint's projection gives it. */
export type ToldChange = z.input<typeof Change>

/**
 * Records in the audit trail that somebody made, changed or deleted a segment, list, view or
 * campaign, or deleted the record of a job. The difference is what the store told the function; the
 * author and the time are those of the store's history. The event is of the revision that the change
 * led to, or of the one that was deleted, so that telling it again adds nothing.
 *
 * @param told - what is no such change is passed over
 * @throws whatever reading or writing throw: the call has to be tried again
 */
export async function recordChange(
  services: FunctionServices,
  told: unknown,
): Promise<RecordingResult> {
  const {client, registry, secrets, now} = services
  const {data} = Change.safeParse(told)
  const site = parseTenantDocumentId(data?._id ?? '')?.site
  if (!data || site === undefined) return 'nothing-to-do'
  const {_id: id, _type: type, before, after} = data
  const revision = after?._rev ?? before?._rev
  if (revision === undefined) return 'nothing-to-do'
  const receipt = receiptId(site, `${id} ${after ? 'at' : 'deleted after'} ${revision}`)
  const writer = auditWriter(services)
  if (writer.knows(receipt)) return 'nothing-to-do'
  const known = (await registry.site(site)) ?? {key: site}
  const find = after ? changeTo : changeAfter
  const entry = await find(client, id, revision)
  const change = {
    id,
    type,
    before: before ?? null,
    after: after ?? null,
    transaction: entry?.id ?? after?._rev ?? null,
    at: entry?.at ?? null,
    author: entry?.author ?? null,
  }
  const context = {site: known, secret: secrets(known, 'audit')}
  const draft = auditOfDocument(change, context, now())
  return draft ? writer.recordOnce(site, {receiptId: receipt, draft}) : 'nothing-to-do'
}
