import {LakeError} from '../lakeError.ts'

/**
 * A view on a dataset: every document as it is; only published ones; or published ones with drafts
 * or releases laid over them, the first layer uppermost.
 */
export type Perspective =
  | {kind: 'raw'; versions: boolean}
  | {kind: 'published'}
  | {kind: 'layered'; layers: readonly string[]}

const NAME = /^[a-z0-9_-]+$/i

/**
 * Reads the `perspective` of a query: `raw`, `published`, `drafts` (once `previewDrafts`), the name
 * of a release, or several of them with the uppermost first
 * (https://www.sanity.io/docs/content-lake/perspectives). `raw` stands alone. `published` adds
 * nothing to others, being always below them.
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
export function variantId(layer: string, published: string): string {
  return layer === 'drafts' ? `drafts.${published}` : `versions.${layer}.${published}`
}
