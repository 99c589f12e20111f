import {ClientError, type SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import type {Site} from '../../core/sanity.types.generated.ts'
import {isSiteKey, siteDocumentId} from '../../core/tenancy/documentId.ts'

/** The signed-in user, as far as choosing workspaces needs it. */
export interface RegistryUser {
  id: string
  /** Names of the user's roles, as `core/tenancy/roles.ts` builds them. */
  roles: readonly string[]
}

/** What a site is chosen by where there are many. */
export type SiteEntry = Pick<Site, 'key' | 'title' | 'status' | 'adminHosts'>

/** What the Studio knows of the sites when it starts. */
export type Registry =
  | {
      kind: 'ready'
      user: RegistryUser
      /** The sites that get workspaces. */
      sites: readonly Site[]
      /** All that are open to the user, where those are more than get workspaces; else empty. */
      directory: readonly SiteEntry[]
    }
  /** Nobody is signed in. */
  | {kind: 'anonymous'}
  /** The store didn't answer, or refused. */
  | {kind: 'unreadable'; failure: StoreFailure}

/** Why the store did not list the sites. It repeats nothing that was sent. */
export type StoreFailure =
  | {kind: 'refused'; host: string; status: number}
  | {kind: 'timeout'; host: string; seconds: number}
  | {kind: 'unreachable'; host: string}

/**
 * Reads the sites that the signed-in user may see. The grants decide, not this function: it asks for
 * all sites and takes what comes back.
 *
 * @param client - carries the user's credentials, without a request handler of the Studio's
 * @param choose - names the sites that get workspaces, where not all can
 */
export async function loadRegistry(
  client: SanityClient,
  choose: (entries: readonly SiteEntry[]) => readonly string[],
): Promise<Registry> {
  try {
    const [who, found] = await Promise.all([
      withTimeout((signal) =>
        client.request<unknown>({uri: '/users/me', tag: 'leads.registry.user', signal}),
      ),
      fetchSites(client, choose),
    ])
    const user = parseUser(who)
    return user ? {kind: 'ready', user, ...found} : {kind: 'anonymous'}
  } catch (error) {
    if (error instanceof ClientError && error.statusCode === 401) return {kind: 'anonymous'}
    return {kind: 'unreadable', failure: storeFailure(error, client)}
  }
}

/**
 * Whether the store can be reached, for a page where nobody is signed in: without the store, the
 * sign-in page can't be reached either.
 */
export async function checkStore(client: SanityClient): Promise<Registry> {
  try {
    await withTimeout((signal) =>
      client.request<unknown>({uri: '/ping', tag: 'leads.registry.ping', signal}),
    )
    return {kind: 'anonymous'}
  } catch (error) {
    return {kind: 'unreadable', failure: storeFailure(error, client)}
  }
}

/** One more than get workspaces (`MAX_SITE_WORKSPACES`): a user with no more needs no other request. */
const FIRST_SITES_QUERY = defineQuery(`*[_type == "site"] | order(title asc, _id asc)[0...21]`)
const FIRST_SITES = 21

const CHOSEN_SITES_QUERY = defineQuery(`*[_type == "site" && _id in $ids]`)

async function fetchSites(
  client: SanityClient,
  choose: (entries: readonly SiteEntry[]) => readonly string[],
): Promise<Pick<Extract<Registry, {kind: 'ready'}>, 'sites' | 'directory'>> {
  const options = {perspective: 'published', tag: 'leads.registry.sites'} as const
  const first = await withTimeout((signal) =>
    client.fetch<unknown[]>(FIRST_SITES_QUERY, {}, {...options, signal}),
  )
  if (first.length < FIRST_SITES) return {sites: first.filter(isSite), directory: []}
  const directory = await fetchEntries(client)
  const ids = choose(directory).map(siteDocumentId)
  const chosen = await withTimeout((signal) =>
    client.fetch<unknown[]>(CHOSEN_SITES_QUERY, {ids}, {...options, signal}),
  )
  return {sites: chosen.filter(isSite), directory}
}

const SITE_ENTRIES_QUERY = defineQuery(
  `*[_type == "site" && _id > $after] | order(_id asc)[0...5000]{_id, key, title, status, adminHosts}`,
)
const ENTRIES_PAGE = 5000

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

async function fetchEntries(client: SanityClient): Promise<SiteEntry[]> {
  const entries: SiteEntry[] = []
  for (let after = ''; ;) {
    const params = {after}
    const options = {perspective: 'published', tag: 'leads.registry.entries'} as const
    const page = await withTimeout((signal) =>
      client.fetch<unknown[]>(SITE_ENTRIES_QUERY, params, {...options, signal}),
    )
    entries.push(...page.flatMap((value) => toEntry(value) ?? []))
    const {data: last} = Entry.pick({_id: true}).safeParse(page.at(-1))
    if (page.length < ENTRIES_PAGE || !last) return entries
    after = last._id
  }
}

/**
 * Whether a value is a site document that a workspace can be built from. The store checks no
 * schemas, so a broken document must not keep the others from opening; one whose key disagrees with
 * its id is left out, because grants rest on ids.
 */
export function isSite(value: unknown): value is Site {
  if (typeof value !== 'object' || value === null) return false
  const {_id, _type, key, title, status, leadStatuses}: Partial<Record<keyof Site, unknown>> = value
  return (
    _type === 'site' &&
    typeof key === 'string' &&
    isSiteKey(key) &&
    _id === siteDocumentId(key) &&
    typeof title === 'string' &&
    typeof status === 'string' &&
    Array.isArray(leadStatuses)
  )
}

const User = z.object({
  id: z.string(),
  role: z.string().optional(),
  roles: z.array(z.object({name: z.string()})).optional(),
})

function parseUser(value: unknown): RegistryUser | null {
  const parsed = User.safeParse(value)
  if (!parsed.success) return null
  const {id, role, roles} = parsed.data
  return {id, roles: roles?.map(({name}) => name) ?? (role ? [role] : [])}
}

/** A request that takes longer is given up; the Studio then opens and says why. */
const TIMEOUT_MS = 10_000

async function withTimeout<T>(request: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    return await request(signal)
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  }
}

function storeFailure(error: unknown, client: SanityClient): StoreFailure {
  const {host} = new URL(client.config().url ?? 'https://api.sanity.io')
  if (error instanceof ClientError) {
    return {kind: 'refused', host, status: error.statusCode}
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return {kind: 'timeout', host, seconds: TIMEOUT_MS / 1000}
  }
  return {kind: 'unreachable', host}
}
