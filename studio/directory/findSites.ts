import type {SiteEntry} from '../registry/registry.ts'

/** Folds what people leave out when they type a name: capitals and accents. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
}

/**
 * The sites whose title or key holds every word of a text, in the order in which they were given.
 *
 * @param text - as somebody typed it; empty for all sites
 */
export function findSites(entries: readonly SiteEntry[], text: string): readonly SiteEntry[] {
  const words = folded(text).split(/\s+/u).filter(Boolean)
  if (words.length === 0) return entries
  return entries.filter(({key, title}) => {
    const name = folded(`${title} ${key}`)
    return words.every((word) => name.includes(word))
  })
}
