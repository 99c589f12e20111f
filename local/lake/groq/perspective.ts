import {LakeError} from '../lakeError.ts'
import type {QueryDocument} from './queryDocument.ts'

/**
 * Which documents of a dataset a query sees: every document as it is; only published ones; or published
 * ones with drafts or releases in their place, where the first layer that has one wins.
 */
export type Perspective =
  | {kind: 'raw'; versions: boolean}
  | {kind: 'published'}
  | {kind: 'layered'; layers: readonly string[]}

const NAME = /^[a-z0-9_-]+$/i

/**
 * Reads the `perspective` of a query: `raw`, `published`, `drafts` (once `previewDrafts`), the name
 * of a release, or several of them with the first one on top
 * (https://www.sanity.io/docs/content-lake/perspectives). `raw` can't be combined. `published` adds
 * nothing, because it is always the lowest layer.
 *
 * @throws LakeError 400
 */
export function parsePerspective(value: string | readonly string[]): Perspective {
  const given = typeof value === 'string' ? value.split(',') : value
  const names = given.map((name) => (name === 'previewDrafts' ? 'drafts' : name))
  const bad = names.find((name) => !NAME.test(name))
  if (names.length === 0 || bad !== undefined) {
    throw LakeError.http(400, 'Bad Request', 'Invalid perspective: expected names without dots')
  }
  if (names.includes('raw')) {
    if (names.length === 1) return {kind: 'raw', versions: true}
    throw LakeError.http(400, 'Bad Request', 'The perspective "raw" cannot be combined with others')
  }
  const layers = [...new Set(names)].filter((name) => name !== 'published')
  return layers.length === 0 ? {kind: 'published'} : {kind: 'layered', layers}
}

const VARIANT = /^(?:drafts|versions\.[^.]+)\.(.+)$/

/** The id of the published document that a draft or a version belongs to; else the id itself. */
export function publishedId(id: string): string {
  return VARIANT.exec(id)?.[1] ?? id
}

/** Whether an id is that of a draft or a version. */
export function isVariantId(id: string): boolean {
  return VARIANT.test(id)
}

/** Id of a published document's counterpart in a layer. */
function variantId(layer: string, published: string): string {
  return layer === 'drafts' ? `drafts.${published}` : `versions.${layer}.${published}`
}

/**
 * The document that appears under an id in a perspective, or `null` when none does.
 *
 * @param id - as the perspective names it: the published id where the perspective has layers
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

/** Whether a version in a release says that its document goes when the release is published. */
function isUnpublishing(document: QueryDocument): boolean {
  const {_system: system} = document
  return (
    typeof system === 'object' && system !== null && 'delete' in system && system.delete === true
  )
}

const layered = new WeakMap<QueryDocument, QueryDocument>()

/** A stored document under its published id, with its own id as `_originalId`. One copy is reused. */
export function inLayer(stored: QueryDocument): QueryDocument {
  let document = layered.get(stored)
  if (!document) {
    document = {...stored, _id: publishedId(stored._id), _originalId: stored._id}
    layered.set(stored, document)
  }
  return document
}
