const VARIABLE = /^(?:LEADS_)?SHOPIFY_[A-Z0-9_]+$/u
const STORE_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/u

/**
 * Whether an environment variable may hold a secret of Shopify. Sites name such variables, and whoever may
 * edit a registry entry could otherwise have any secret of the server used for what they choose.
 */
export function isShopifyVariable(name: string): boolean {
  return VARIABLE.test(name)
}

/** Whether a text is the permanent domain of a Shopify store. */
export function isStoreDomain(text: string): boolean {
  return STORE_DOMAIN.test(text)
}
