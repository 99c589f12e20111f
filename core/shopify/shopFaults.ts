/** What keeps a store's customers from being counted, each with something to do about it. */
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
      'The site names no environment variable of a Shopify token. Its name begins with SHOPIFY_ or LEADS_SHOPIFY_.',
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
    message: 'The customer sync rule cannot be followed. Open it, and correct what is marked.',
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
    message: 'The rule has no approval. Write down where it was approved.',
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
    message: 'Another store answered than the one that the site names. Correct domain or token.',
  },
  // Degraded: it worked, or will work again.
  'store-gone': {
    status: 'degraded',
    message: 'There is no store at this domain any more, or it is locked.',
  },
  'store-frozen': {
    status: 'degraded',
    message: 'The store is frozen: its bill was not paid. Customers are counted again afterwards.',
  },
  'version-other': {
    status: 'degraded',
    message: 'Shopify answered in another API version than was asked for. Update this software.',
  },
  'search-ignored': {
    status: 'degraded',
    message:
      'Shopify did not understand the search, and would have given everybody. Nothing was counted.',
  },
  'shape-other': {
    status: 'degraded',
    message: 'Shopify answered in another shape than was asked for. Nothing was counted.',
  },
  'query-too-costly': {
    status: 'degraded',
    message: 'Shopify refused the query since it costs too much. Update this software.',
  },
  throttled: {
    status: 'degraded',
    message: 'Shopify kept refusing requests since too many were sent. It is tried again later.',
  },
  unreachable: {
    status: 'degraded',
    message: 'Shopify could not be reached, or failed. It is tried again later.',
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
    message: 'A request was not sent, since it was not one of those that may be. Report this.',
  },
} as const satisfies Readonly<
  Record<string, {status: 'not_configured' | 'degraded'; message: string}>
>

/** One of {@link SHOP_FAULTS}. */
export type ShopFault = keyof typeof SHOP_FAULTS

/** Faults after which the same request may work in a moment. */
const PASSING: ReadonlySet<ShopFault> = new Set(['unreachable', 'throttled'])

/** Whether trying again soon is worth while. */
export function isPassing(fault: ShopFault): boolean {
  return PASSING.has(fault)
}
