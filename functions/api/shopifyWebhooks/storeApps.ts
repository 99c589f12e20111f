import {isSignedWith} from '../../../core/privacy/privacyWebhook.ts'
import {isShopifyVariable} from '../../../core/shopify/shopifyNames.ts'
import type {ServerEnv} from '../../shared/serverEnv.ts'
import type {ServerSite} from '../../shared/siteRegistry.ts'

/** Name of the variable with the secret of the network's app. */
const APP_SECRET = 'LEADS_SHOPIFY_APP_SECRET'

/** Which sites of a store a webhook speaks for. */
export interface SignedSites {
  /** Whether any secret was there to check with. */
  isConfigured: boolean
  isSigned: boolean
  /** Those whose app signed it. */
  sites: ServerSite[]
  /** Variables with the secrets of other sites of the store that are not set. */
  missing: string[]
}

/**
 * Finds the sites of a store for which a webhook is signed: an app that one site names cannot speak for
 * another site.
 *
 * @param signature - the header `X-Shopify-Hmac-Sha256`
 */
export function signedSites(
  env: Pick<ServerEnv, 'shopifyAppSecret' | 'named'>,
  sites: readonly ServerSite[],
  body: Uint8Array,
  signature: string,
): SignedSites {
  const verdicts = new Map<string, boolean>()
  const verdictOf = (variable: string): boolean | undefined => {
    if (verdicts.has(variable)) return verdicts.get(variable)
    const isOwn = variable !== APP_SECRET && isShopifyVariable(variable)
    const secret = variable === APP_SECRET ? env.shopifyAppSecret : isOwn && env.named(variable)
    if (!secret) return undefined
    const verdict = isSignedWith(secret, body, signature)
    verdicts.set(variable, verdict)
    return verdict
  }
  const found: SignedSites = {isConfigured: false, isSigned: false, sites: [], missing: []}
  for (const site of sites) {
    const variable = site.shopify?.webhookSecretEnv || APP_SECRET
    const verdict = verdictOf(variable)
    if (verdict === undefined) found.missing.push(variable)
    else if (verdict) found.sites.push(site)
  }
  // A store that no site has may still be one of the app's.
  verdictOf(APP_SECRET)
  found.isConfigured = verdicts.size > 0
  found.isSigned = [...verdicts.values()].includes(true)
  return found
}
