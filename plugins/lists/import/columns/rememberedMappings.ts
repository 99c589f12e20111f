import type {SanityClient} from '@sanity/client'
import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import type {ImportMapping} from '../../../../core/imports/importMapping.ts'
import {
  forgetMapping,
  readRememberedMapping,
  rememberMapping,
  rememberedMappingId,
  type RememberedMapping,
} from '../../../../core/imports/rememberedMapping.ts'
import type {ImportMapping as MappingDocument} from '../../../../core/sanity.types.generated.ts'

/**
 * Reads what the site's editors used before for header rows.
 *
 * @returns one for each row, in their order; `null` where nothing is remembered, or it cannot be read
 */
export async function readRemembered(
  client: SanityClient,
  site: string,
  rows: readonly (readonly string[])[],
): Promise<(RememberedMapping | null)[]> {
  const ids = rows.map((headings) => rememberedMappingId(site, headings))
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length === 0) return rows.map(() => null)
  // Without it the columns are guessed, which needs no store.
  const found = await client
    .getDocuments<MappingDocument>(known, {tag: 'leads.import.mappings'})
    .catch(() => [])
  const documents = new Map(found.flatMap((each) => (each ? [[each._id, each] as const] : [])))
  return rows.map((headings, index) =>
    readRememberedMapping(site, headings, documents.get(ids[index] ?? '')),
  )
}

/** Remembers a mapping for all editors of the site, in place of what was remembered. */
export async function saveMapping(
  client: SanityClient,
  {site, mapping, userId}: {site: string; mapping: ImportMapping; userId: string},
): Promise<void> {
  const headings = mapping.columns.map(({heading}) => heading)
  const [remembered = null] = await readRemembered(client, site, [headings])
  const store = committer(client, 'leads.import.mapping', 'sync')
  for (const mutations of rememberMapping({site, mapping, userId, remembered})) {
    await commitOnce(store, mutations)
  }
}

/** Forgets a mapping, for all editors of the site. */
export async function forget(client: SanityClient, remembered: RememberedMapping): Promise<void> {
  await commitOnce(committer(client, 'leads.import.mapping', 'sync'), forgetMapping(remembered))
}
