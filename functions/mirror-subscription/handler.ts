import {commitDecision, commitMutations, committer} from '../../core/changes/commitDecision.ts'
import {mirrorSubscription} from '../../core/changes/mirrorSubscription.ts'
import {
  parseIdOfKind,
  tenantDocumentId,
  type TenantDocumentId,
} from '../../core/tenancy/documentId.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {PERSON_KINDS} from '../../core/documents/person.ts'
import {PEOPLE_AT_ONCE, readPeople, readPerson} from '../shared/personDocuments.ts'

const ACTOR = {kind: 'function' as const, id: 'mirror-subscription'}

/** Whether the copy was wrong and is corrected. */
export type MirrorResult = 'written' | 'nothing-to-do'

function personOf(id: string): TenantDocumentId | null {
  return (
    PERSON_KINDS.map((kind) => parseIdOfKind(id, kind)).find((parsed) => parsed !== null) ?? null
  )
}

/**
 * Corrects the copy of the subscription that a lead shows. A grant covers whole documents, so editors may
 * write the copy; only the subscriber and the suppression under the same key count.
 *
 * The copy is for lists and filters. It follows the key in the lead's id, not the lead's e-mail address:
 * an editor can file any address under any key, so the copy proves no consent of the address. Whatever
 * mails, or decides who is mailed, looks up the subscriber and the suppression under the key of the address
 * itself.
 *
 * It reads documents by their ids, so late, repeated and unordered calls do no harm. It writes nothing
 * when the copy is right, so its own write causes one more call and no further.
 *
 * @param id - id of a lead, a subscriber or a suppression; for any other id it reads nothing
 */
export async function mirrorLead(
  {client, now}: FunctionServices,
  id: string,
): Promise<MirrorResult> {
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
 * {@link mirrorLead} for many people, with two requests for each {@link PEOPLE_AT_ONCE} of them.
 *
 * @param keepAlive - called between requests
 * @returns how many leads were corrected
 */
export async function mirrorLeads(
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
    const together = committer(client, 'leads.mirror.write', 'async')
    if ((await commitMutations(together, wrong.flat())).kind === 'written') {
      written += wrong.length
      continue
    }
    for (const {site, key} of people) {
      const result = await mirrorLead(services, tenantDocumentId(site, 'lead', key))
      if (result === 'written') written += 1
    }
  }
  return written
}
