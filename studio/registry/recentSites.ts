import {isSiteKey} from '../../core/tenancy/documentId.ts'
import {MAX_SITE_WORKSPACES} from '../workspaces/planWorkspaces.ts'

/** The part of a window that is needed. Reading `localStorage` throws where storage is forbidden. */
export interface RecentMemory {
  localStorage: Pick<Storage, 'getItem' | 'setItem'>
}

const KEY = 'leads-studio.recent-sites'

/**
 * Keys of the sites that were opened in this browser, the latest first, as many as get workspaces.
 * Keys are not secret and grant nothing: they only say which of the readable sites come first.
 */
export function recentSites(memory: RecentMemory): string[] {
  try {
    const stored: unknown = JSON.parse(memory.localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored)
      ? stored.filter((key) => typeof key === 'string').filter(isSiteKey)
      : []
  } catch {
    // Storage is forbidden in this browser, or holds something else.
    return []
  }
}

/** Remembers that a site was opened. */
export function noteRecentSite(memory: RecentMemory, site: string): void {
  const others = recentSites(memory).filter((key) => key !== site)
  try {
    memory.localStorage.setItem(
      KEY,
      JSON.stringify([site, ...others].slice(0, MAX_SITE_WORKSPACES)),
    )
  } catch {
    // Storage is forbidden or full: the menu then keeps its plain order.
  }
}
