import {mirrorSubscription} from '../../core/changes/mirrorSubscription.ts'
import {parseIdOfKind, type TenantDocumentId} from '../../core/tenancy/documentId.ts'
import {commitDecision} from '../shared/commitDecision.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {readPerson} from '../shared/personDocuments.ts'

const ACTOR = {kind: 'function' as const, id: 'mirror-subscription'}

/** Kinds whose documents say, or repeat, where a person stands with the newsletter. */
const KINDS = ['lead', 'subscriber', 'suppression'] as const

/** What became of the copy. */
export type MirrorResult = 'written' | 'nothing-to-do'

function personOf(id: string): TenantDocumentId | null {
  return KINDS.map((kind) => parseIdOfKind(id, kind)).find((parsed) => parsed !== null) ?? null
}

/**
 * Puts the copy of the subscription right that a lead shows, where it is wrong. A grant cannot tell
 * one field of a document from another, so editors may write it; the subscriber and the suppression
 * under the same key are what counts.
 *
 * The copy is for lists and filters only. It tells of the key of the lead's id, not of the lead's
 * e-mail address: an editor can file any address under any key, and the copy of such a lead is no
 * consent of whoever has that address. Whatever mails, or decides who is mailed, looks up the
 * subscriber and the suppression under the key that the address itself gives.
 *
 * The documents are read by their ids, so it does not matter how late, how often or in which order it
 * is called. It writes nothing when the copy is right, so its own write calls it once more and no
 * further.
 *
 * @param id - id of a lead, a subscriber or a suppression; of anything else nothing is read
 */
export async function putRight({client, now}: FunctionServices, id: string): Promise<MirrorResult> {
  const person = personOf(id)
  if (!person) return 'nothing-to-do'
  const {site, key} = person
  const {mutations} = await commitDecision(client, 'leads.mirror.write', async () => {
    const documents = await readPerson(client, site, key, 'leads.mirror.read')
    return mirrorSubscription({site, personKey: key, ...documents, now: now(), actor: ACTOR})
  })
  return mutations.length > 0 ? 'written' : 'nothing-to-do'
}
