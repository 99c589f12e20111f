/** Faults that stay until somebody sets something up. */
const NOT_CONFIGURED = {
  'store-missing':
    'The site has no Shopify store. Enter its *.myshopify.com domain in the site registry.',
  'token-missing': 'The environment variable that the site names for its Shopify token is not set.',
  'token-unnamed':
    'The site names no environment variable for its Shopify token. The name must begin with SHOPIFY_ or LEADS_SHOPIFY_.',
  'token-refused':
    'Shopify does not accept the token. Install the app again and set its new token.',
  'scope-missing': 'The token may not read customers. Grant the app the scope read_customers.',
  'scope-excess':
    'The token may write. Remove every write scope from the app: this sync only reads.',
  'rule-missing': 'The site has no customer sync rule.',
  'rule-unsound': 'The customer sync rule is not valid. Open it and correct the marked fields.',
  'rule-disabled': 'The customer sync rule is off. Choose which customers are counted.',
  'approval-missing': 'The rule has no approval. Enter where the approval can be found.',
  'approval-expired':
    'The approval of the rule has expired. Have it renewed, and enter the new date.',
  'data-not-approved':
    'Shopify has not approved the app for customer data. Ask for access to protected customer data.',
  'field-not-approved':
    'Shopify has not approved the app for e-mail addresses. Ask for that field, or choose a level without domains.',
  'store-other':
    'The token belongs to another store than the site names. Correct the domain or the token.',
} as const

/** Faults of a sync that worked before, or will work again. */
const DEGRADED = {
  'rule-changed': 'The customer sync rule was changed in the meantime. Refresh again.',
  'store-gone': 'The store no longer exists at this domain, or it is locked.',
  'store-frozen':
    'The store is frozen because its bill was not paid. Refresh again once it is paid.',
  'version-other':
    'Shopify answered with another API version than requested. Update this software.',
  'search-ignored':
    'Shopify ignored the search and would have returned all customers. Nothing was counted.',
  'shape-other': 'Shopify’s answer has an unexpected format. Nothing was counted.',
  'query-too-costly': 'Shopify refused the query because it costs too much. Update this software.',
  throttled: 'Shopify refused requests because there were too many. The refresh continues later.',
  unreachable: 'Shopify could not be reached, or failed. The refresh continues later.',
  busy: 'Another refresh of this site is running. Its snapshot will be there in a moment.',
  paused: 'Customer sync is paused for the whole network. Resume it in the network workspace.',
  refused: 'A request was blocked because it is not one of the allowed requests. Report this.',
} as const

/** Why a store's customers could not be counted, and what to do about it, by the code of the fault. */
export const SHOP_FAULTS = {...NOT_CONFIGURED, ...DEGRADED}

/** Code of a fault. */
export type ShopFault = keyof typeof SHOP_FAULTS

/** Whether a fault stays until somebody sets something up. */
export function isNotConfigured(fault: ShopFault): boolean {
  return Object.hasOwn(NOT_CONFIGURED, fault)
}

/** Whether a stored value is the code of a fault. */
export function isShopFault(code: unknown): code is ShopFault {
  return typeof code === 'string' && Object.hasOwn(SHOP_FAULTS, code)
}

/** Faults after which the same request may succeed in a moment. */
const PASSING: ReadonlySet<ShopFault> = new Set(['unreachable', 'throttled'])

/** Whether a retry may help soon. */
export function isPassing(fault: ShopFault): boolean {
  return PASSING.has(fault)
}
