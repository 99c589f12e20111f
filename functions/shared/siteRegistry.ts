import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import type {CustomFieldRecord, SiteRecord, WithCustomFields} from '../../core/documents/site.ts'
import type {Site} from '../../core/sanity.types.generated.ts'
import {isSiteKey, siteDocumentId, tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {asStoreError} from './storeErrors.ts'

/** A site of the registry. */
export type ServerSite = SiteRecord & {key: string}

/** A site of the registry with what its editors defined. */
export type WholeSite = WithCustomFields<ServerSite>

const SITE_REGISTRY_QUERY =
  defineQuery(`*[_type == "site" && _id in path("site.*") && defined(key)]{
  _id, key, title, status, planLimit, publicUrl, hosts, adminHosts, allowedOrigins, timeZone, locale,
  leadStatuses, consentTexts, forms, mail, keySecretEnv,
  shopify{storeDomain, accessTokenEnv, webhookSecretEnv, apiVersion}
}`)

/** Reads sites, cached for a few seconds. */
export interface SiteRegistry {
  /**
   * All sites, by a query: on the hosted service it may not know a new site yet.
   *
   * @throws StoreUnavailableError when the store does not answer and no cached answer is fresh enough
   */
  sites(): Promise<readonly ServerSite[]>
  /**
   * One site, read by its id: it sees every change that was acknowledged before.
   *
   * @returns `undefined` for a key that no site has
   * @throws StoreUnavailableError as `sites`
   */
  site(key: string): Promise<ServerSite | undefined>
  /**
   * One site with its custom fields. Those come from a query, which on the hosted service may not know a
   * new one yet.
   *
   * @returns `undefined` for a key that no site has
   * @throws StoreUnavailableError as `sites`
   */
  wholeSite(key: string): Promise<WholeSite | undefined>
}

/** How long an answer is used without asking again, and how long while the store is away. */
export interface RegistryAges {
  freshMs: number
  staleMs: number
}

/** Reads all sites now. */
export function fetchSites(client: SanityClient): Promise<ServerSite[]> {
  return client.fetch<ServerSite[]>(SITE_REGISTRY_QUERY, {}, {tag: 'leads.sites.all'})
}

async function fetchSite(client: SanityClient, key: string): Promise<ServerSite | undefined> {
  const site = await client.getDocument<Site>(siteDocumentId(key), {tag: 'leads.sites.one'})
  return site?._type === 'site' && site.key === key ? site : undefined
}

/** More than count (`MAX_CUSTOM_FIELDS`), so that documents that define nothing hide no others. */
const CUSTOM_FIELDS_QUERY = defineQuery(`*[
  _type == "customField" && site == $site && string::startsWith(_id, $prefix)
] | order(_id asc)[0...1000]{_id, name, title, type}`)

/** Reads the `customField` documents of a site. */
export function fetchCustomFields(
  client: SanityClient,
  site: string,
): Promise<CustomFieldRecord[]> {
  const params = {site, prefix: tenantDocumentId(site, 'field', '')}
  return client.fetch<CustomFieldRecord[]>(CUSTOM_FIELDS_QUERY, params, {tag: 'leads.sites.fields'})
}

/**
 * Caches an answer. Concurrent callers share one request; an answer up to twice as old as `freshMs` is
 * used while the next one is fetched; an older one only while the store is away. An answer of `undefined`
 * is not cached.
 */
function cached<Answer>(
  fetch: () => Promise<Answer>,
  now: () => number,
  {freshMs, staleMs}: RegistryAges,
): () => Promise<Answer> {
  let known: {at: number; answer: Answer} | undefined
  let flight: Promise<Answer> | undefined

  const refresh = (): Promise<Answer> => {
    flight ??= fetch()
      .then((answer) => {
        known = answer === undefined ? undefined : {at: now(), answer}
        return answer
      })
      .finally(() => {
        flight = undefined
      })
    return flight
  }
  return async () => {
    const age = known ? now() - known.at : Infinity
    if (known && age < freshMs) return known.answer
    const refreshed = refresh()
    if (known && age < 2 * freshMs) {
      refreshed.catch(() => {})
      return known.answer
    }
    try {
      return await refreshed
    } catch (error) {
      if (known && age < staleMs) return known.answer
      throw asStoreError(error)
    }
  }
}

/**
 * Creates a cached reader of the site registry.
 *
 * @param now - milliseconds
 */
export function createSiteRegistry(
  client: SanityClient,
  now: () => number,
  ages: RegistryAges = {freshMs: 3_000, staleMs: 60_000},
): SiteRegistry {
  const single = new Map<string, () => Promise<ServerSite | undefined>>()
  const fields = new Map<string, () => Promise<CustomFieldRecord[]>>()
  const site = async (key: string): Promise<ServerSite | undefined> => {
    if (!isSiteKey(key)) return undefined
    const known = single.get(key)
    const read = known ?? cached(() => fetchSite(client, key), now, ages)
    single.set(key, read)
    const found = await read()
    if (!found) single.delete(key)
    return found
  }
  return {
    sites: cached(() => fetchSites(client), now, ages),
    site,
    async wholeSite(key) {
      const found = await site(key)
      if (!found) return undefined
      const read = fields.get(key) ?? cached(() => fetchCustomFields(client, key), now, ages)
      fields.set(key, read)
      return {...found, customFields: await read()}
    },
  }
}
