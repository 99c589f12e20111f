import {commitDecision, commitMutations} from '../../core/changes/commitDecision.ts'
import {mirrorSubscription} from '../../core/changes/mirrorSubscription.ts'
import {
  parseIdOfKind,
  tenantDocumentId,
  type TenantDocumentId,
} from '../../core/tenancy/documentId.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {changeStore, committer} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {PERSON_KINDS} from '../../core/documents/person.ts'
import {PEOPLE_AT_ONCE, readPeople, readPerson} from '../shared/personDocuments.ts'

const ACTOR = {kind: 'function' as const, id: 'mirror-subscription'}

/** What became of the copy. */
export type MirrorResult = 'written' | 'nothing-to-do'

function personOf(id: string): TenantDocumentId | null {
  return (
    PERSON_KINDS.map((kind) => parseIdOfKind(id, kind)).find((parsed) => parsed !== null) ?? null
  )
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
  const store = changeStore(client, 'leads.mirror.write', () =>
    readPerson(client, site, key, 'leads.mirror.read'),
  )
  const {mutations} = await commitDecision(store, (documents) =>
    mirrorSubscription({site, personKey: key, ...documents, now: now(), actor: ACTOR}),
  )
  return mutations.length > 0 ? 'written' : 'nothing-to-do'
}

/**
 * Does the same for many at once, with two requests for {@link PEOPLE_AT_ONCE} of them.
 *
 * @param keepAlive - called between requests
 * @returns how many leads were put right
 */
export async function putAllRight(
  services: FunctionServices,
  ids: readonly string[],
  keepAlive: () => Promise<void>,
): Promise<number> {
  const {client, now} = services
  const byLead = new Map(
    ids.flatMap((id) => {
      const person = personOf(id)
      return person ? [[tenantDocumentId(person.site, 'lead', person.key), person] as const] : []
    }),
  )
  let written = 0
  for (const people of chunk([...byLead.values()], PEOPLE_AT_ONCE)) {
    await keepAlive()
    const documents = await readPeople(client, people, 'leads.mirror.read')
    const wrong = people.flatMap(({site, key}, index) => {
      const found = documents[index]
      if (!found) return []
      const {mutations} = mirrorSubscription({
        site,
        personKey: key,
        ...found,
        now: now(),
        actor: ACTOR,
      })
      return mutations.length > 0 ? [mutations] : []
    })
    if (wrong.length === 0) continue
    const together = committer(client, 'leads.mirror.write')
    if ((await commitMutations(together, wrong.flat())).kind === 'written') {
      written += wrong.length
      continue
    }
    for (const {site, key} of people) {
      const result = await putRight(services, tenantDocumentId(site, 'lead', key))
      if (result === 'written') written += 1
    }
  }
  return written
}
