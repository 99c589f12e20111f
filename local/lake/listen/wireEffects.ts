import {mendozaDiff} from '../store/mendozaDiff.ts'
import type {LakeChange} from '../store/lakeChange.ts'
import type {StoredDocument} from '../store/storedDocument.ts'

function withoutRevision(document: StoredDocument | null): Record<string, unknown> | null {
  if (!document) return null
  const {_rev, ...rest} = document
  return rest
}

/**
 * The Mendoza patches of a change as they go over the wire: between the documents without `_rev`,
 * which events name beside them. Studios apply them so, and a patch counts fields by position.
 */
export function wireEffects(
  before: StoredDocument | null,
  after: StoredDocument | null,
): LakeChange['effects'] {
  const [from, to] = [withoutRevision(before), withoutRevision(after)]
  return {apply: mendozaDiff(from, to), revert: mendozaDiff(to, from)}
}
