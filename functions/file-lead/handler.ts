import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import {fileLead, isUnfiled, type FilingDecision} from '../../core/changes/fileLead.ts'
import {readableLead} from '../../core/documents/readableLead.ts'
import {takeForLead} from '../../core/leads/planPlaces.ts'
import {normalizeEmail} from '../../core/people/normalizeEmail.ts'
import {personKey} from '../../core/people/keys.ts'
import {isUlid} from '../../core/people/ulid.ts'
import type {Lead, LeadActivity} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseIdOfKind, tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import {creationOf} from '../shared/documentHistory.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {FILING_MS, readPlaces} from '../shared/planPlaces.ts'
import {readPerson} from '../shared/personDocuments.ts'

/** As many as `fileLead` moves. */
const LEAD_ENTRIES_QUERY = defineQuery(`*[
  _type == "leadActivity" && site == $site && leadId == $id && string::startsWith(_id, $prefix)
] | order(_id asc)[0...50]`)

/**
 * Files a lead that an editor added by hand under the key of its e-mail address, or joins it with the
 * lead that is there. A browser cannot derive the key, since that takes the site's secret. Of two editors
 * who add the same person at once, the second one's lead is joined with the first one's.
 *
 * The lead is gone then, so a second call finds nothing to do. One for which the site's plan has no place is
 * removed: the page looked before, and others took the last place meanwhile.
 *
 * @param id - of the lead; for any other id it reads nothing
 * @throws whatever reading or writing throws
 */
export async function fileAddedLead(
  services: FunctionServices,
  id: string,
): Promise<FilingDecision['result']> {
  const {client, now} = services
  const parsed = parseIdOfKind(id, 'lead')
  if (!parsed || !isUlid(parsed.key)) return 'nothing-to-do'
  const site = await services.registry.site(parsed.site)
  if (!site) return 'nothing-to-do'
  const added = await readAdded(client, id)
  const address = added ? normalizeEmail(added.email ?? '') : null
  if (!added || !address?.ok) return 'nothing-to-do'
  const {email} = address
  const key = personKey(services.secrets(site, 'person-key'), email)
  const origin = await creationOf(client, id)
  const limit = site.planLimit
  // One that waited for long counts as a lead already.
  const needsPlace =
    limit != null && Date.parse(now()) - Date.parse(origin?.at ?? now()) < FILING_MS
  const store = changeStore(client, 'leads.filing.write', async () => {
    const [places, current, person, entries] = await Promise.all([
      needsPlace ? readPlaces(client, {key: parsed.site, planLimit: limit}, now()) : null,
      readAdded(client, id),
      readPerson(client, parsed.site, key, 'leads.filing.person'),
      readEntries(client, parsed.site, parsed.key, id),
    ])
    return {places, current, person, entries}
  })
  const {result} = await commitDecision(store, ({places, current, person, entries}) =>
    fileLead({
      site: parsed.site,
      registered: site,
      // Another address is another person: a call of its own files it.
      added: current && current.email === added.email ? current : null,
      personKey: key,
      email,
      person,
      origin: {
        userId: origin?.isCreation ? origin.author : null,
        at: origin?.at ?? now(),
      },
      entries,
      place: places && takeForLead(places, tenantDocumentId(parsed.site, 'lead', key)),
      now: now(),
    }),
  )
  return result
}

async function readAdded(client: SanityClient, id: string) {
  const lead = await client.getDocument<Lead>(id, {tag: 'leads.filing.lead'})
  return lead && isDocumentOfKind(lead, 'lead') && isUnfiled(lead) ? readableLead(lead) : null
}

async function readEntries(
  client: SanityClient,
  site: string,
  key: string,
  id: string,
): Promise<LeadActivity[]> {
  const params = {site, id, prefix: `${site}.activity.${key}.`}
  const found = await client.fetch<LeadActivity[]>(LEAD_ENTRIES_QUERY, params, {
    tag: 'leads.filing.entries',
  })
  return found.filter((entry) => isDocumentOfKind(entry, 'activity'))
}
