import type {DatasetView} from './datasetView.ts'
import {publishedId, type Perspective} from './perspective.ts'
import {resolveDocument} from './resolveDocument.ts'
import {byId, type QueryDocument} from './sortedDocuments.ts'
import type {LakeFile} from './indexes/lakeFile.ts'

/** What of a dataset is not plain, as one caller sees it in one perspective. */
export interface SpecialDocuments {
  /** As they show, in no order. */
  shown: readonly QueryDocument[]
  /** Ids of published documents that show as one of those, or not at all. */
  replaced: ReadonlySet<string>
}

/** A {@link DatasetView} that reads what it is asked for. */
export interface LakeView extends DatasetView {
  specials(): SpecialDocuments
}

/** How the documents of a dataset show to a caller in a perspective, read from its file. */
export function createLakeView(
  file: LakeFile,
  perspective: Perspective,
  mayRead: (document: QueryDocument) => boolean,
): LakeView {
  const viewId = perspective.kind === 'layered' ? publishedId : (id: string) => id

  function stored(id: string): QueryDocument | null {
    const document = file.documentById(id)
    return document && mayRead(document) ? document : null
  }

  const resolve = (id: string) => resolveDocument(id, perspective, stored)

  function pick(ids: Iterable<unknown>): QueryDocument[] {
    const seen = new Set<string>()
    const picked: QueryDocument[] = []
    for (const stored of ids) {
      const id = viewId(String(stored))
      if (seen.has(id)) continue
      seen.add(id)
      const document = resolve(id)
      if (document) picked.push(document)
    }
    return picked.sort(byId)
  }

  const idsOf = (sql: string, ...params: unknown[]) => file.rows(sql, params).map(([id]) => id)
  let specials: SpecialDocuments | null = null
  let everything: QueryDocument[] | null = null

  return {
    get all() {
      everything ??= pick(idsOf('SELECT id FROM documents'))
      return everything
    },
    get: (id) => resolve(id) ?? undefined,
    ofType(type) {
      const ids = idsOf('SELECT id FROM documents WHERE type = ?', type)
      // A draft may be of another type than what it replaces.
      return pick(ids).filter((document) => document._type === type)
    },
    referring: (id) =>
      pick(idsOf('SELECT d.id FROM refs r JOIN documents d ON d.n = r.n WHERE target = ?', id)),
    family(published) {
      const variants = idsOf('SELECT id FROM specials WHERE published = ?', published)
      return pick([published, ...variants])
    },
    specials() {
      if (specials) return specials
      const shown = new Set<QueryDocument>()
      const replaced = new Set<string>()
      for (const {id, layer, published} of file.specials()) {
        if (perspective.kind === 'published' && layer !== '') continue
        if (perspective.kind === 'layered') {
          if (layer !== '' && !perspective.layers.includes(layer)) continue
          replaced.add(published)
        }
        const document = resolve(viewId(id))
        if (document) shown.add(document)
      }
      specials = {shown: [...shown], replaced}
      return specials
    },
  }
}
