import {wordSearch} from '../../plugins/ui/wordSearch.ts'
import type {SiteEntry} from '../registry/loadRegistry.ts'

/**
 * The sites whose title or key holds every word of a text, in the order in which they were given.
 *
 * @param text - as somebody typed it; empty for all sites
 */
export function findSites(entries: readonly SiteEntry[], text: string): readonly SiteEntry[] {
  const matches = wordSearch(text)
  return entries.filter(({key, title}) => matches(`${title} ${key}`))
}
