import {parseJsonText} from '../../../../core/documents/parseJsonText.ts'
import {headerFingerprint} from '../../../../core/imports/headerFingerprint.ts'
import {Mapping, type ImportMapping} from '../../../../core/imports/importMapping.ts'

function storageKey(site: string, headings: readonly string[]): string {
  return `leads.mapping.${site}.${headerFingerprint(headings)}`
}

/** The mapping that was last used in this browser for a header row; `null` without one. */
export function rememberedMapping(site: string, headings: readonly string[]): ImportMapping | null {
  if (headings.every((heading) => heading === '')) return null
  try {
    const mapping = parseJsonText(Mapping, localStorage.getItem(storageKey(site, headings)))
    return mapping?.columns.length === headings.length ? mapping : null
  } catch {
    return null
  }
}

/** Remembers a mapping for its header row. It holds headings and choices, no row of a file. */
export function rememberMapping(site: string, mapping: ImportMapping): void {
  const headings = mapping.columns.map(({heading}) => heading)
  if (headings.every((heading) => heading === '')) return
  try {
    localStorage.setItem(storageKey(site, headings), JSON.stringify(mapping))
  } catch {
    // A browser may deny storage; then the columns are guessed again.
  }
}
