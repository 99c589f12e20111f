import {siteSecret, type SecretPurpose} from '../../core/people/keys.ts'
import type {ServerEnv} from './serverEnv.ts'
import type {ServerSite} from './siteRegistry.ts'
import {NotConfiguredError} from './storeErrors.ts'

/** Returns the secret of a site for a purpose. */
export type SiteSecrets = (
  site: Pick<ServerSite, 'key' | 'keySecretEnv'>,
  purpose: SecretPurpose,
) => string

/**
 * Derives the secrets of sites, and caches them. A site whose document names an environment variable
 * has its own master secret.
 *
 * @returns a function that throws {@link NotConfiguredError} when the master secret is missing
 */
export function createSiteSecrets(env: Pick<ServerEnv, 'secret' | 'named'>): SiteSecrets {
  const derived = new Map<string, string>()
  return ({key, keySecretEnv}, purpose) => {
    const variable = keySecretEnv ?? 'LEADS_SECRET'
    const cacheKey = `${variable} ${key} ${purpose}`
    const known = derived.get(cacheKey)
    if (known) return known
    const master = keySecretEnv ? env.named(keySecretEnv) : env.secret
    if (!master) {
      throw new NotConfiguredError(`The environment variable ${variable} is not set`)
    }
    const secret = siteSecret(master, key, purpose)
    derived.set(cacheKey, secret)
    return secret
  }
}
