import {DEMO_SITES} from '../demo/demoDocuments.ts'
import {demoStore} from '../demo/sites/demoSite.ts'
import {PORTS} from '../ports.ts'
import {STORE_CURRENCIES, type StoreOptions} from './shopStore.ts'

interface DemoStore {
  domain: string
  tokenVariable: string
  locale: 'en' | 'de' | 'es'
}

function demoStores(): DemoStore[] {
  return DEMO_SITES.flatMap((profile) => {
    const shopify = demoStore(profile)
    if (!shopify) return []
    const {storeDomain, accessTokenEnv} = shopify
    return [{domain: storeDomain, tokenVariable: accessTokenEnv, locale: profile.names}]
  })
}

/** The token of a demo store. It is public by design and only opens the local shop. */
function demoToken(domain: string): string {
  return `local-shop-${domain.replace('.myshopify.com', '')}`
}

/**
 * The environment variables by which servers and functions reach the local shop: its host, and the token of
 * each demo store.
 *
 * @param offset - what `--offset` adds to every port
 */
export function localShopVariables(offset = 0): Record<string, string> {
  return {
    LEADS_SHOPIFY_API_HOST: `http://127.0.0.1:${PORTS.shop + offset}`,
    ...Object.fromEntries(
      demoStores().map(({domain, tokenVariable}) => [tokenVariable, demoToken(domain)]),
    ),
  }
}

/**
 * The stores of the demo sites that have one.
 *
 * @param customers - how many each store has
 * @param env - may have other tokens under the variable names of the sites
 */
export function demoStoreOptions(
  customers: number,
  env: Readonly<Record<string, string | undefined>>,
): StoreOptions[] {
  return demoStores().map(({domain, tokenVariable, locale}, index) => ({
    domain,
    token: env[tokenVariable] ?? demoToken(domain),
    customers,
    locale,
    currency: STORE_CURRENCIES[locale],
    plan: index === 0 ? 'plus' : 'standard',
  }))
}
