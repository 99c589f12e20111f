import {z} from 'zod'
import type {ObservedTexts} from '../../core/consent/publishedTexts.ts'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import {
  consentRegisterId,
  guardConsentTexts,
  type ConsentRegisterRecord,
  type SiteRevision,
} from '../../core/changes/guardConsentTexts.ts'
import {isDocumentOfKind, parseSiteDocumentId} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {textsBetween} from './siteRevisions.ts'

const State = z
  .object({_rev: z.string(), _updatedAt: z.string(), consentTexts: z.unknown()})
  .nullish()

const Told = z.object({_id: z.string(), before: State, after: State})

/** What the function is told of a change of a site's document, by the blueprint's projection. */
export type ToldSite = z.input<typeof Told>

/** What became of the consent texts. */
export type GuardResult = 'restored' | 'noted' | 'nothing-to-do'

const SiteDocument = z.object({
  _id: z.string(),
  _type: z.literal('site'),
  _rev: z.string(),
  _updatedAt: z.string(),
  key: z.string(),
  consentTexts: z.unknown(),
})

type Known = NonNullable<z.output<typeof State>>

function observedIn({consentTexts: texts, _updatedAt: at}: Known): ObservedTexts {
  return {texts, at}
}

/** Whether revisions lie between what the register knows and what the call tells. */
function hasGap(register: ConsentRegisterRecord | null, before: Known): boolean {
  const {revision, at} = register?.through ?? {}
  return revision !== before._rev && !(at && at >= before._updatedAt)
}

/**
 * Puts back published consent texts of a site that were changed or removed, whoever did it: the forms
 * and their proof of consent name a version, and people agreed to the words it had.
 *
 * What a call tells counts together with what the register knows and what the history has between the
 * two, the earliest words of each version first. So it does not matter in which order, how late or how
 * often calls come, and a call that was never made is caught up on. Its own write calls it once more,
 * and that call finds nothing to put back.
 *
 * @param told - what is not the document of a site is passed over, and nothing is read
 * @throws whatever reading or writing throws: the call has to be tried again
 */
export async function guardTexts(
  {client, now}: FunctionServices,
  told: unknown,
): Promise<GuardResult> {
  const {data} = Told.safeParse(told)
  const site = data ? parseSiteDocumentId(data._id) : null
  if (!data || site === null) return 'nothing-to-do'
  const {_id: id, before, after} = data
  const registerId = consentRegisterId(site)
  const caughtUp = new Map<string, ObservedTexts[]>()

  const missed = async (register: ConsentRegisterRecord | null): Promise<ObservedTexts[]> => {
    if (!before || !hasGap(register, before)) return []
    const from = register?.through?.revision ?? null
    const known = caughtUp.get(from ?? '')
    if (known) return known
    const found = await textsBetween(client, id, from, before._rev)
    caughtUp.set(from ?? '', found)
    return found
  }

  const store = changeStore(client, 'leads.consent.write', async () => {
    const [found, stored] = await client.getDocuments<ConsentRegisterRecord>([id, registerId], {
      tag: 'leads.consent.read',
    })
    const document = SiteDocument.safeParse(found).data
    if (document?.key !== site) return null
    const register = stored && isDocumentOfKind(stored, 'consent') ? stored : null
    return {document, register, missed: await missed(register)}
  })
  const {mutations, restored} = await commitDecision(store, (current) => {
    if (!current) return {mutations: [], restored: []}
    const {document, register} = current
    const known = [before, after].filter((state) => state != null)
    const newest = known.at(-1)
    const through: SiteRevision | null = newest
      ? {revision: newest._rev, at: newest._updatedAt}
      : null
    const observed = [...known.map(observedIn), ...current.missed]
    return guardConsentTexts({site, document, register, observed, through, now: now()})
  })
  if (mutations.length === 0) return 'nothing-to-do'
  return restored.length > 0 ? 'restored' : 'noted'
}
