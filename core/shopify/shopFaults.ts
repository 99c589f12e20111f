/** Why a store's customers could not be counted, each with what to do about it. */
export const SHOP_FAULTS = {
  // Not configured: somebody has to set something up.
  'store-missing': {
    status: 'not_configured',
    message:
      'The site has no Shopify store. Enter its *.myshopify.com domain in the site registry.',
  },
  'token-missing': {
    status: 'not_configured',
    message: 'The environment variable that the site names for its Shopify token is not set.',
  },
  'token-unnamed': {
    status: 'not_configured',
    message:
      'The site names no environment variable for its Shopify token. The name must begin with SHOPIFY_ or LEADS_SHOPIFY_.',
  },
  'token-refused': {
    status: 'not_configured',
    message: 'Shopify does not accept the token. Install the app again and set its new token.',
  },
  'scope-missing': {
    status: 'not_configured',
    message: 'The token may not read customers. Grant the app the scope read_customers.',
  },
  'scope-excess': {
    status: 'not_configured',
    message: 'The token may write. Remove every write scope from the app: this sync only reads.',
  },
  'rule-missing': {
    status: 'not_configured',
    message: 'The site has no customer sync rule.',
  },
  'rule-unsound': {
    status: 'not_configured',
    message: 'The customer sync rule is not valid. Open it and correct the marked fields.',
  },
  'rule-disabled': {
    status: 'not_configured',
    message: 'The customer sync rule is off. Choose which customers are counted.',
  },
  'rule-changed': {
    status: 'degraded',
    message: 'The customer sync rule was changed meanwhile. Refresh again.',
  },
  'approval-missing': {
    status: 'not_configured',
    message: 'The rule has no approval. Enter where the approval can be found.',
  },
  'approval-expired': {
    status: 'not_configured',
    message: 'The approval of the rule has expired. Have it renewed, and enter the new date.',
  },
  'data-not-approved': {
    status: 'not_configured',
    message:
      'Shopify has not approved the app for customer data. Ask for access to protected customer data.',
  },
  'field-not-approved': {
    status: 'not_configured',
    message:
      'Shopify has not approved the app for e-mail addresses. Ask for that field, or choose a level without domains.',
  },
  'store-other': {
    status: 'not_configured',
    message:
      'The token belongs to another store than the site names. Correct the domain or the token.',
  },
  // Degraded: the sync worked before, or will work again.
  'store-gone': {
    status: 'degraded',
    message: 'The store no longer exists at this domain, or it is locked.',
  },
  'store-frozen': {
    status: 'degraded',
    message: 'The store is frozen because its bill was not paid. Refresh again once it is paid.',
  },
  'version-other': {
    status: 'degraded',
    message: 'Shopify answered with another API version than requested. Update this software.',
  },
  'search-ignored': {
    status: 'degraded',
    message:
      'Shopify ignored the search and would have returned all customers. Nothing was counted.',
  },
  'shape-other': {
    status: 'degraded',
    message: 'Shopify’s answer has an unexpected format. Nothing was counted.',
  },
  'query-too-costly': {
    status: 'degraded',
    message: 'Shopify refused the query because it costs too much. Update this software.',
  },
  throttled: {
    status: 'degraded',
    message: 'Shopify refused requests because there were too many. The refresh continues later.',
  },
  unreachable: {
    status: 'degraded',
    message: 'Shopify could not be reached, or failed. The refresh continues later.',
  },
  busy: {
    status: 'degraded',
    message: 'Another refresh of this site is running. Its snapshot will be there in a moment.',
  },
  paused: {
    status: 'degraded',
    message: 'Customer sync is paused for the whole network. Resume it in the network workspace.',
  },
  refused: {
    status: 'degraded',
    message: 'A request was blocked because it is not one of the allowed requests. Report this.',
  },
} as const satisfies Readonly<
  Record<string, {status: 'not_configured' | 'degraded'; message: string}>
>

/** One of {@link SHOP_FAULTS}. */
export type ShopFault = keyof typeof SHOP_FAULTS

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
