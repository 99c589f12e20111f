import type {Mutation} from '../changes/mutation.ts'
import {parseJsonText} from '../documents/parseJsonText.ts'
import type {Unstored} from '../documents/stored.ts'
import type {ImportMapping as MappingDocument} from '../sanity.types.generated.ts'
import {isDocumentOfKind, tenantDocumentId} from '../tenancy/documentId.ts'
import {headerFingerprint} from './headerFingerprint.ts'
import {Mapping, type ImportMapping} from './importMapping.ts'

/** Longest text of a mapping that is remembered, in UTF-16 code units. */
export const MAX_REMEMBERED = 200_000

/** What was used before for a header row, and who saved it. It is a proposal: a person decides. */
export interface RememberedMapping {
  id: string
  mapping: ImportMapping
  /** Id of the user, by the store's rule for new documents. */
  by: string
  /** ISO 8601, UTC. */
  at: string
}

/**
 * The id under which the mapping of a header row is remembered. It has a digest of the row only.
 *
 * @returns `null` for a row that says nothing, or that is rather the first person of a file
 */
export function rememberedMappingId(site: string, headings: readonly string[]): string | null {
  const isNamed = headings.some((heading) => heading.trim() !== '')
  const hasAddress = headings.some((heading) => heading.includes('@'))
  return isNamed && !hasAddress
    ? tenantDocumentId(site, 'mapping', headerFingerprint(headings))
    : null
}

function headingsOf({columns}: ImportMapping): string[] {
  return columns.map(({heading}) => heading)
}

/**
 * Reads a remembered mapping for a header row. Editors may write anything into its document, so it counts
 * only where it is a mapping of this very row; headings are those of the file.
 *
 * @returns `null` for anything else
 */
export function readRememberedMapping(
  site: string,
  headings: readonly string[],
  document: MappingDocument | null | undefined,
): RememberedMapping | null {
  const id = rememberedMappingId(site, headings)
  if (id === null || document?._id !== id) return null
  const {mapping: text, createdBy, _updatedAt} = document
  if (!isDocumentOfKind(document, 'mapping')) return null
  if (typeof text !== 'string' || text.length > MAX_REMEMBERED) return null
  const mapping = parseJsonText(Mapping, text)
  const isOfRow =
    mapping?.columns.length === headings.length &&
    rememberedMappingId(site, headingsOf(mapping)) === id
  if (!mapping || !isOfRow) return null
  const columns = mapping.columns.map((column, index) => ({
    ...column,
    heading: headings[index] ?? '',
  }))
  return {id, mapping: {...mapping, columns}, by: createdBy ?? '', at: _updatedAt}
}

/** A mapping that was used, and what is remembered of its header row. */
export interface MappingToRemember {
  site: string
  mapping: ImportMapping
  /** Id of the user who used it. */
  userId: string
  remembered: RememberedMapping | null
}

/**
 * Remembers a mapping for its header row, in place of the one that was. The removal is a transaction of its
 * own: a new document names its author, and nobody else.
 *
 * @returns the transactions, in their order; none where the same is remembered already
 */
export function rememberMapping(input: MappingToRemember): Mutation[][] {
  const {site, mapping, userId, remembered} = input
  const id = rememberedMappingId(site, headingsOf(mapping))
  const text = JSON.stringify(mapping)
  if (id === null || text.length > MAX_REMEMBERED) return []
  if (remembered && JSON.stringify(remembered.mapping) === text) return []
  const document: Unstored<MappingDocument> = {
    _id: id,
    _type: 'importMapping',
    site,
    mapping: text,
    columns: mapping.columns.length,
    createdBy: userId,
  }
  return [...(remembered ? [forgetMapping(remembered)] : []), [{createIfNotExists: document}]]
}

/** Forgets a mapping: the columns of the next file with its header row are guessed. */
export function forgetMapping({id}: Pick<RememberedMapping, 'id'>): Mutation[] {
  return [{delete: {id}}]
}
