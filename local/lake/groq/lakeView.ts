import {permissionPredicate, type GrantHolder} from '../access/grantPredicate.ts'
import {parseGroq, type GroqNode} from './groqNode.ts'
import type {LakeFile} from './indexes/lakeFile.ts'
import {publishedId, resolveDocument, type Perspective} from './perspective.ts'
import {foldConstants} from './plan/foldConstants.ts'
import type {QueryDocument} from './queryDocument.ts'

/** What a caller may read, as a condition for SQL and as a function. */
export interface ReadFilter {
  condition: GroqNode
  mayRead: (document: QueryDocument) => boolean
}

/**
 * Compiles a caller's grants.
 *
 * @throws when a grant's filter is not valid GROQ
 */
export function createReadFilter(holder: GrantHolder): ReadFilter {
  const context = {identity: holder.id, dataset: []}
  const grants = holder.grants
    .filter((grant) => grant.permissions.includes('read'))
    .map((grant) => foldConstants(parseGroq(grant.filter), context))
  const [first, ...others] = grants
  const granted = others.reduce<GroqNode>(
    (left, right) => ({type: 'Or', left, right}),
    first ?? {type: 'Value', value: false},
  )
  const condition: GroqNode = holder.administrator
    ? granted
    : {type: 'And', left: granted, right: parseGroq('!string::startsWith(_id, "_.groups.")')}
  return {condition, mayRead: permissionPredicate(holder, 'read')}
}

/** Documents without an index entry, as a caller sees them. */
export interface UnindexedDocuments {
  /** The documents that appear, in no order. */
  shown: readonly QueryDocument[]
  /** Ids of published documents in whose place one of them appears, or none. */
  replaced: ReadonlySet<string>
}

/** A dataset as one caller sees it in one perspective. */
export interface LakeView {
  get(id: string): QueryDocument | undefined
  unindexedDocuments(): UnindexedDocuments
}

/**
 * Gives a caller's view of a dataset's file. What the caller may not read does not exist in it: it does
 * not appear, and a draft of it does not hide the published document.
 *
 * @param mayRead - decides on a document as it is stored
 */
export function createLakeView(
  file: LakeFile,
  perspective: Perspective,
  mayRead: (document: QueryDocument) => boolean,
): LakeView {
  const viewId = perspective.kind === 'layered' ? publishedId : (id: string) => id
  const resolve = (id: string) =>
    resolveDocument(id, perspective, (storedId) => {
      const document = file.documentById(storedId)
      return document && mayRead(document) ? document : null
    })
  let unindexed: UnindexedDocuments | null = null

  return {
    get: (id) => resolve(id) ?? undefined,
    unindexedDocuments() {
      if (unindexed) return unindexed
      const shown = new Set<QueryDocument>()
      const replaced = new Set<string>()
      for (const {id, layer, published} of file.unindexedDocuments()) {
        if (perspective.kind === 'published' && layer !== '') continue
        if (perspective.kind === 'layered') {
          if (layer !== '' && !perspective.layers.includes(layer)) continue
          replaced.add(published)
        }
        const document = resolve(viewId(id))
        if (document) shown.add(document)
      }
      unindexed = {shown: [...shown], replaced}
      return unindexed
    },
  }
}
