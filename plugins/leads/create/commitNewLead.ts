import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {ulid} from 'ulid'
import {newLead, type NewLead, type NewLeadCase} from '../../../core/changes/newLead.ts'
import type {Lead} from '../../../core/sanity.types.generated.ts'
import type {Unstored} from '../../../core/documents/stored.ts'
import {normalizeEmail} from '../../../core/people/normalizeEmail.ts'
import {problem} from '../../../core/problems/problem.ts'
import {changeError, changeStore, commitOrThrow} from '../../ui/changeStore.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import {fetchByBody} from '../../../core/documents/fetchByBody.ts'

const sameEmailQuery = defineQuery(
  '*[_type == "lead" && site == $site && email == $email] | order(_id asc)[0...3]{_id, name}',
)
const leadCountQuery = defineQuery('count(*[_type == "lead" && site == $site])')
const filedLeadQuery = defineQuery(
  '*[_type == "lead" && site == $site && email == $email && _id != $id] | order(_id asc)[0]._id',
)

/** A lead that has an address already. */
export interface KnownLead {
  _id: string
  name: string | null
}

/**
 * Reads the leads of a site that have an address.
 *
 * @param typed - the address as it was typed; for one that is none there are no leads
 */
export async function fetchSameEmail(
  client: SanityClient,
  site: string,
  typed: string,
  signal?: AbortSignal,
): Promise<KnownLead[]> {
  const address = normalizeEmail(typed)
  if (!address.ok) return []
  const params = {site, email: address.email}
  const options = {tag: 'leads.new.same', ...(signal && {signal})}
  const found = await fetchByBody<KnownLead[]>(client, sameEmailQuery, params, options)
  return found.map(({_id, name}) => ({_id, name}))
}

/** Counts the leads of a site. */
export function fetchLeadCount(
  client: SanityClient,
  site: string,
  signal?: AbortSignal,
): Promise<number> {
  const options = {perspective: 'raw', tag: 'leads.new.count', ...(signal && {signal})} as const
  return client.fetch(leadCountQuery, {site}, options)
}

/** Who adds a lead, and to which site. */
export interface LeadCreation {
  client: SanityClient
  site: WorkspaceSite
  userId: string
  members: ReadonlySet<string> | undefined
}

/** What the decision about a lead depends on beside what the store knows. */
export function creationCase(
  {site, userId, members}: LeadCreation,
  asked: NewLead,
): Omit<NewLeadCase, 'sameEmail' | 'leadCount'> {
  return {site, asked, userId, members, now: new Date().toISOString(), ulid: ulid()}
}

/**
 * Adds a lead by hand.
 *
 * @throws ChangeError with the problems by field when it is not allowed; else the client's error
 */
export function commitNewLead(creation: LeadCreation, asked: NewLead): Promise<Unstored<Lead>> {
  const {client, site} = creation
  const decided = creationCase(creation, asked)
  const store = changeStore(client, 'leads.new.commit', async () => {
    const [sameEmail, leadCount] = await Promise.all([
      fetchSameEmail(client, site.key, asked.email),
      fetchLeadCount(client, site.key),
    ])
    return {sameEmail, leadCount}
  })
  return commitOrThrow(store, (known) => newLead({...decided, ...known}), {
    gone: problem('new-lead.site-gone'),
  })
}

/** How often, and how long, the page looks for the lead under its own key, in milliseconds. */
const LOOK_EVERY_MS = 300
const LOOK_FOR_MS = 6000

/** For so long a query may not see that the lead was filed, in milliseconds. */
const UNSEEN_FOR_MS = 3000

/**
 * Waits until a lead that was added by hand is filed under the key of its address.
 *
 * @returns the id that it has by then: the former one where that takes longer than a few seconds
 * @throws ChangeError when it was removed, since the site's plan had no place for it
 */
export async function waitForFiling(
  client: SanityClient,
  {_id, site, email}: Pick<Lead, '_id' | 'site' | 'email'>,
): Promise<string> {
  let goneAt: number | null = null
  for (let waited = 0; waited < LOOK_FOR_MS; waited += LOOK_EVERY_MS) {
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS)
    })
    const params = {site, email, id: _id}
    const options = {tag: 'leads.new.filed'}
    const filed = await fetchByBody<string | null>(client, filedLeadQuery, params, options).catch(
      () => null,
    )
    if (filed) return filed
    const isThere = await client.getDocument(_id, {tag: 'leads.new.there'}).catch(() => null)
    if (isThere === undefined) goneAt ??= waited
    if (goneAt !== null && waited - goneAt >= UNSEEN_FOR_MS) {
      throw changeError(problem('new-lead.place-taken'))
    }
  }
  return _id
}
