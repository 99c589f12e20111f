import {inLayer, isUnpublishing} from './layeredDocument.ts'
import {isVariantId, variantId, type Perspective} from './perspective.ts'
import type {QueryDocument} from './sortedDocuments.ts'

/**
 * The document that shows under an id in a perspective, or `null` when none does.
 *
 * @param id - as the perspective names it: that of the published document where it lays layers
 * @param stored - a document of the dataset by its own id, if the caller may read it
 */
export function resolveDocument(
  id: string,
  perspective: Perspective,
  stored: (id: string) => QueryDocument | null,
): QueryDocument | null {
  if (perspective.kind === 'raw') {
    return !perspective.versions && id.startsWith('versions.') ? null : stored(id)
  }
  if (perspective.kind === 'published') return isVariantId(id) ? null : stored(id)
  for (const layer of perspective.layers) {
    const variant = stored(variantId(layer, id))
    if (variant) return isUnpublishing(variant) ? null : inLayer(variant)
  }
  const published = isVariantId(id) ? null : stored(id)
  return published && inLayer(published)
}
