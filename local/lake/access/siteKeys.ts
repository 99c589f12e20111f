import {z} from 'zod'
import {isSiteKey, siteDocumentId} from '../../../core/tenancy/documentId.ts'
import type {LakeStore} from '../store/lakeStore.ts'

const SITE = z.object({key: z.string()})

/**
 * Creates the lookup of the keys of sites with a registry document, so that a new `site` document has
 * users without a restart. It reads the registry again after a site was written or loaded, and ignores
 * documents with an invalid key, or with an id that does not match it.
 *
 * @param dataset - of the registry; it may not exist yet
 * @param always - keys that are always included, such as those of the demo sites before seeding
 * @returns keys in alphabetical order
 */
export function siteKeyLookup(
  store: Pick<LakeStore, 'hasDataset' | 'scanDocuments' | 'typeRevision'>,
  dataset: string,
  always: readonly string[] = [],
): () => readonly string[] {
  let known: {revision: number; keys: readonly string[]} | null = null
  return () => {
    const keys = new Set(always)
    const revision = store.hasDataset(dataset) ? store.typeRevision(dataset, 'site') : -1
    if (known?.revision === revision) return known.keys
    if (revision >= 0) {
      for (const {id, json} of store.scanDocuments(dataset, {types: ['site']})) {
        const site = SITE.safeParse(JSON.parse(json))
        if (!site.success || !isSiteKey(site.data.key)) continue
        if (siteDocumentId(site.data.key) === id) keys.add(site.data.key)
      }
    }
    known = {revision, keys: [...keys].sort()}
    return known.keys
  }
}
