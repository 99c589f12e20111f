import {showsDomains} from '../../../core/shopify/customerTally.ts'
import type {SyncRule} from '../../../core/shopify/syncRule.ts'

/**
 * What may be seen of an address in the network's workspace: its domain where the site's rule shows domains,
 * else nothing.
 */
export function maskedDomain(
  rule: SyncRule | null,
  domain: string | null | undefined,
): string | null {
  const isShown = rule !== null && rule.mode !== 'disabled' && showsDomains(rule.level)
  return isShown && domain ? domain : null
}
