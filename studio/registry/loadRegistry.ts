import {ClientError, type SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {isSite} from './isSite.ts'
import type {Registry, RegistryUser} from './registry.ts'

const SITES_QUERY = defineQuery(`*[_type == "site"] | order(title asc, _id asc)`)

const USER = z.object({
  id: z.string(),
  role: z.string().optional(),
  roles: z.array(z.object({name: z.string()})).optional(),
})

/** After this long without an answer the Studio opens all the same, and says so. */
const PATIENCE_MS = 10_000

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
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    await client.request<unknown>({uri: '/ping', tag: 'leads.registry.ping', signal})
    return {kind: 'anonymous'}
  } catch (error) {
    return {kind: 'unreadable', reason: reasonOf(signal.aborted ? signal.reason : error, client)}
  }
}

/**
 * Reads the sites that the signed-in user may see. The grants decide, not this function: it asks for
 * all sites and takes what comes back.
 *
 * @param client - carries the user's credentials, without a request handler of the Studio's
 */
export async function loadRegistry(client: SanityClient): Promise<Registry> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    const [who, sites] = await Promise.all([
      client.request<unknown>({uri: '/users/me', tag: 'leads.registry.user', signal}),
      client.fetch<unknown[]>(
        SITES_QUERY,
        {},
        {perspective: 'published', tag: 'leads.registry.sites', signal},
      ),
    ])
    const user = parseUser(who)
    return user ? {kind: 'ready', user, sites: sites.filter(isSite)} : {kind: 'anonymous'}
  } catch (error) {
    if (error instanceof ClientError && error.statusCode === 401) return {kind: 'anonymous'}
    return {kind: 'unreadable', reason: reasonOf(signal.aborted ? signal.reason : error, client)}
  }
}
