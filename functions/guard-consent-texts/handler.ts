import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import {
  consentRegisterId,
  guardConsentTexts,
  type ConsentRegisterRecord,
  type SiteRevision,
} from '../../core/changes/guardConsentTexts.ts'
import type {ObservedTexts} from '../../core/consent/publishedTexts.ts'
import {isDocumentOfKind, parseSiteDocumentId} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import {documentsAt, revisionsOf} from '../shared/documentHistory.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {isTransient} from '../shared/storeErrors.ts'

const State = z
  .object({_rev: z.string(), _updatedAt: z.string(), consentTexts: z.unknown()})
  .nullish()

const Event = z.object({_id: z.string(), before: State, after: State})

/** A change of a site's document, as the blueprint's projection passes it. */
export type SiteEvent = z.input<typeof Event>

type SiteState = NonNullable<z.output<typeof State>>

const SiteDocument = z.object({
  _id: z.string(),
  _type: z.literal('site'),
  _rev: z.string(),
  _updatedAt: z.string(),
  key: z.string(),
  consentTexts: z.unknown(),
})

/** What happened to the consent texts. */
export type GuardResult = 'restored' | 'noted' | 'nothing-to-do'

/**
 * Restores published consent texts of a site that somebody changed or removed. A form and its proof of
 * consent name a version, and people agreed to the words that the version had.
 *
 * It takes the texts from the event, the register, and the revisions between the two in the history; the
 * earliest words of a version count. So events may come in any order, late, twice or not at all. Its own
 * write calls it once more, and that call finds nothing to restore.
 *
 * @param event - a {@link SiteEvent}; of any other document nothing is read
 * @throws whatever reading or writing throws; the call must be repeated then
 */
export async function guardTexts(
  {client, now}: FunctionServices,
  event: unknown,
): Promise<GuardResult> {
  const {data} = Event.safeParse(event)
  const site = data ? parseSiteDocumentId(data._id) : null
  if (!data || site === null) return 'nothing-to-do'
  const {_id: id, before, after} = data
  const registerId = consentRegisterId(site)
  const missedAfter = new Map<string | null, ObservedTexts[]>()

  const readMissed = async (register: ConsentRegisterRecord | null): Promise<ObservedTexts[]> => {
    if (!before || !hasGap(register, before)) return []
    const from = register?.through?.revision ?? null
    const known = missedAfter.get(from)
    if (known) return known
    const found = await textsBetween(client, id, from, before._rev)
    missedAfter.set(from, found)
    return found
  }

  const store = changeStore(client, 'leads.consent.write', async () => {
    const [found, stored] = await client.getDocuments<ConsentRegisterRecord>([id, registerId], {
      tag: 'leads.consent.read',
    })
    const document = SiteDocument.safeParse(found).data
    if (document?.key !== site) return null
    const register = stored && isDocumentOfKind(stored, 'consent') ? stored : null
    return {document, register, missed: await readMissed(register)}
  })
  const {mutations, restored} = await commitDecision(store, (current) => {
    if (!current) return {mutations: [], restored: []}
    const {document, register, missed} = current
    const states = [before, after].filter((state) => state != null)
    const newest = states.at(-1)
    const through: SiteRevision | null = newest
      ? {revision: newest._rev, at: newest._updatedAt}
      : null
    const observed = [...states.map(observedTexts), ...missed]
    return guardConsentTexts({site, document, register, observed, through, now: now()})
  })
  if (mutations.length === 0) return 'nothing-to-do'
  return restored.length > 0 ? 'restored' : 'noted'
}

function observedTexts({consentTexts: texts, _updatedAt: at}: SiteState): ObservedTexts {
  return {texts, at}
}

/** Whether there are revisions between what the register knows and the event. */
function hasGap(register: ConsentRegisterRecord | null, before: SiteState): boolean {
  const {revision, at} = register?.through ?? {}
  return revision !== before._rev && !(at && at >= before._updatedAt)
}

/** Most revisions that are read to catch up on calls that were not made. */
const MAX_REVISIONS = 100

/**
 * The consent texts of a site's document in the revisions between two, by the store's history. How long
 * hosted Sanity keeps it depends on the plan.
 *
 * @param after - revision before the first; `null` for the beginning of the history
 * @param until - revision after the last
 * @returns nothing where the history can't be read
 * @throws when the store is away
 */
async function textsBetween(
  client: SanityClient,
  id: string,
  after: string | null,
  until: string,
): Promise<ObservedTexts[]> {
  const found: ObservedTexts[] = []
  try {
    const range = {...(after === null ? {} : {fromTransaction: after}), toTransaction: until}
    for (const revision of await revisionsOf(client, id, range, MAX_REVISIONS)) {
      if (revision === after || revision === until) continue
      const document = (await documentsAt(client, [id], revision)).get(id)
      const at = document?.['_updatedAt']
      if (typeof at === 'string') found.push({texts: document?.['consentTexts'], at})
    }
  } catch (error) {
    if (isTransient(error)) throw error
  }
  return found
}
