import {ClientError, type SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {isSiteKey, siteDocumentId} from '../../core/tenancy/documentId.ts'
import {isSite} from './isSite.ts'
import type {Registry, RegistryUser, SiteEntry} from './registry.ts'

/** One more than get workspaces (`MAX_SITE_WORKSPACES`): whoever has no more needs no other request. */
const FIRST_SITES_QUERY = defineQuery(`*[_type == "site"] | order(title asc, _id asc)[0...21]`)
const FIRST_SITES = 21

const SITE_ENTRIES_QUERY = defineQuery(
  `*[_type == "site" && _id > $after] | order(_id asc)[0...5000]{_id, key, title, status, adminHosts}`,
)
const ENTRIES_PAGE = 5000

const CHOSEN_SITES_QUERY = defineQuery(`*[_type == "site" && _id in $ids]`)

const Entry = z.object({
  _id: z.string(),
  key: z.string().refine(isSiteKey),
  title: z.string(),
  status: z.enum(['active', 'paused', 'archived']),
  adminHosts: z.array(z.string()).nullish(),
})

/** A site of the list; `null` for a broken document, which must not keep the others from opening. */
function toEntry(value: unknown): SiteEntry | null {
  const {data} = Entry.safeParse(value)
  if (!data || data._id !== siteDocumentId(data.key)) return null
  const {key, title, status, adminHosts} = data
  return {key, title, status, adminHosts: adminHosts ?? []}
}

const USER = z.object({
  id: z.string(),
  role: z.string().optional(),
  roles: z.array(z.object({name: z.string()})).optional(),
})

/** A request that takes longer is given up: the Studio opens all the same, and says so. */
const PATIENCE_MS = 10_000

/** Asks the store, as long as {@link PATIENCE_MS}. */
async function ask<T>(request: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    return await request(signal)
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  }
}

function parseUser(value: unknown): RegistryUser | null {
  const parsed = USER.safeParse(value)
  if (!parsed.success) return null
  const {id, role, roles} = parsed.data
  return {id, roles: roles?.map(({name}) => name) ?? (role ? [role] : [])}
}

/** Says what went wrong with the request, without repeating anything that was sent. */
function reasonOf(error: unknown, client: SanityClient): string {
  const {host} = new URL(client.config().url ?? 'https://api.sanity.io')
  if (error instanceof ClientError) {
    return `The store at ${host} refused to list the sites (${error.statusCode}).`
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `The store at ${host} did not answer within ${PATIENCE_MS / 1000} seconds.`
  }
  return `The store at ${host} can’t be reached.`
}

/**
 * Whether a store can be reached at all, asked before anybody has signed in: without it the sign-in
 * page could not be reached either.
 */
export async function checkStore(client: SanityClient): Promise<Registry> {
  try {
    await ask((signal) =>
      client.request<unknown>({uri: '/ping', tag: 'leads.registry.ping', signal}),
    )
    return {kind: 'anonymous'}
  } catch (error) {
    return {kind: 'unreadable', reason: reasonOf(error, client)}
  }
}

async function fetchEntries(client: SanityClient): Promise<SiteEntry[]> {
  const entries: SiteEntry[] = []
  for (let after = ''; ;) {
    const params = {after}
    const options = {perspective: 'published', tag: 'leads.registry.entries'} as const
    const page = await ask((signal) =>
      client.fetch<unknown[]>(SITE_ENTRIES_QUERY, params, {...options, signal}),
    )
    entries.push(...page.flatMap((value) => toEntry(value) ?? []))
    const {data: last} = Entry.pick({_id: true}).safeParse(page.at(-1))
    if (page.length < ENTRIES_PAGE || !last) return entries
    after = last._id
  }
}

async function fetchSites(
  client: SanityClient,
  choose: (entries: readonly SiteEntry[]) => readonly string[],
): Promise<Pick<Extract<Registry, {kind: 'ready'}>, 'sites' | 'directory'>> {
  const options = {perspective: 'published', tag: 'leads.registry.sites'} as const
  const first = await ask((signal) =>
    client.fetch<unknown[]>(FIRST_SITES_QUERY, {}, {...options, signal}),
  )
  if (first.length < FIRST_SITES) return {sites: first.filter(isSite), directory: []}
  const directory = await fetchEntries(client)
  const ids = choose(directory).map(siteDocumentId)
  const chosen = await ask((signal) =>
    client.fetch<unknown[]>(CHOSEN_SITES_QUERY, {ids}, {...options, signal}),
  )
  return {sites: chosen.filter(isSite), directory}
}

/**
 * Reads the sites that the signed-in user may see. The grants decide, not this function: it asks for
 * all sites and takes what comes back.
 *
 * @param client - carries the user's credentials, without a request handler of the Studio's
 * @param choose - names the sites that get workspaces, where there are more than can
 */
export async function loadRegistry(
  client: SanityClient,
  choose: (entries: readonly SiteEntry[]) => readonly string[],
): Promise<Registry> {
  try {
    const [who, found] = await Promise.all([
      ask((signal) =>
        client.request<unknown>({uri: '/users/me', tag: 'leads.registry.user', signal}),
      ),
      fetchSites(client, choose),
    ])
    const user = parseUser(who)
    return user ? {kind: 'ready', user, ...found} : {kind: 'anonymous'}
  } catch (error) {
    if (error instanceof ClientError && error.statusCode === 401) return {kind: 'anonymous'}
    return {kind: 'unreadable', reason: reasonOf(error, client)}
  }
}
