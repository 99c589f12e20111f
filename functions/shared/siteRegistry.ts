import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import type {SiteRecord} from '../../core/documents/site.ts'
import {asStoreError} from './storeErrors.ts'

/** A site of the registry. */
export type ServerSite = SiteRecord & {key: string}

const SITE_REGISTRY_QUERY =
  defineQuery(`*[_type == "site" && _id in path("site.*") && defined(key)]{
  _id, key, title, status, publicUrl, hosts, adminHosts, allowedOrigins, timeZone, locale,
  leadStatuses, consentTexts, forms, mail, keySecretEnv
}`)

/** The sites, cached for a few seconds. */
export interface SiteRegistry {
  /** @throws StoreUnavailableError when the store does not answer and nothing fresh enough is at hand */
  sites(): Promise<readonly ServerSite[]>
  site(key: string): Promise<ServerSite | undefined>
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

/**
 * Caches the site registry. Requests at the same time share one query; an answer that is a little
 * too old is still used while the next one is on its way; one that is older is used only while the
 * store is away.
 *
 * @param now - milliseconds
 */
export function createSiteRegistry(
  client: SanityClient,
  now: () => number,
  {freshMs, staleMs}: RegistryAges = {freshMs: 3_000, staleMs: 60_000},
): SiteRegistry {
  let known: {at: number; sites: readonly ServerSite[]} | undefined
  let flight: Promise<readonly ServerSite[]> | undefined

  const refresh = (): Promise<readonly ServerSite[]> => {
    flight ??= fetchSites(client)
      .then((sites) => {
        known = {at: now(), sites}
        return sites
      })
      .finally(() => {
        flight = undefined
      })
    return flight
  }
  const sites = async (): Promise<readonly ServerSite[]> => {
    const age = known ? now() - known.at : Infinity
    if (known && age < freshMs) return known.sites
    const refreshed = refresh()
    if (known && age < 2 * freshMs) {
      refreshed.catch(() => {})
      return known.sites
    }
    try {
      return await refreshed
    } catch (error) {
      if (known && age < staleMs) return known.sites
      throw asStoreError(error)
    }
  }
  return {
    sites,
    site: async (key) => (await sites()).find((site) => site.key === key),
  }
}
