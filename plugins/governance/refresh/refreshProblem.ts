import {SHOP_FAULTS, type ShopFault} from '../../../core/shopify/shopFaults.ts'
import type {RefreshEntry} from '../data/siteSync.ts'

function isFault(code: string): code is ShopFault {
  return Object.hasOwn(SHOP_FAULTS, code)
}

/** Why a refresh did not come to its end, and what to do; empty where it says nothing. */
export function refreshProblem({
  fault,
  failures,
}: Pick<RefreshEntry, 'fault' | 'failures'>): string {
  if (fault && isFault(fault)) return SHOP_FAULTS[fault].message
  return failures?.[0]?.reason ?? ''
}
