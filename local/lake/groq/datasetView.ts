import type {DocumentIndex} from './documentIndex.ts'
import {publishedId, type Perspective} from './perspective.ts'
import {resolveDocument} from './resolveDocument.ts'
import {byId, insertSorted, removeSorted, type QueryDocument} from './sortedDocuments.ts'

/** What one caller sees of a dataset in one perspective, in the order of ids. */
export interface DatasetView {
  readonly all: readonly QueryDocument[]
  get(id: string): QueryDocument | undefined
  ofType(type: string): readonly QueryDocument[]
  /** Documents with a reference to an id, anywhere; perhaps a few more. */
  referring(id: string): QueryDocument[]
  /** A published document, its draft and its versions, as far as this view has them. */
  family(published: string): QueryDocument[]
}

/** A view that is kept while the dataset changes. */
export interface KeptView extends DatasetView {
  /** Takes over what became of a stored document. */
  refresh(storedId: string): void
}

/**
 * Makes a view. What the caller may not read is left out before anything else, so it neither
 * appears, nor hides a published document behind a draft that is not theirs to see.
 *
 * @param mayRead - decides on a document as it is stored
 */
export function createDatasetView(
  index: DocumentIndex,
  perspective: Perspective,
  mayRead: (document: QueryDocument) => boolean,
): KeptView {
  const visible = new Map<string, QueryDocument>()
  const all: QueryDocument[] = []
  const types = new Map<string, QueryDocument[]>()

  /** The id under which a stored document shows in this view. */
  const viewId = perspective.kind === 'layered' ? publishedId : (id: string) => id

  function stored(id: string): QueryDocument | null {
    const document = index.documents.get(id)
    return document && mayRead(document) ? document : null
  }

  const resolve = (id: string) => resolveDocument(id, perspective, stored)

  function typed(type: string): QueryDocument[] {
    let documents = types.get(type)
    if (!documents) {
      documents = []
      types.set(type, documents)
    }
    return documents
  }

  for (const id of new Set(index.documents.keys().map(viewId))) {
    const document = resolve(id)
    if (document) visible.set(document._id, document)
  }
  for (const document of [...visible.values()].sort(byId)) {
    all.push(document)
    typed(document._type).push(document)
  }

  function pick(ids: Iterable<string>): QueryDocument[] {
    const picked = new Set<QueryDocument>()
    for (const id of ids) {
      const document = visible.get(viewId(id))
      if (document) picked.add(document)
    }
    return [...picked].sort(byId)
  }

  return {
    all,
    get: (id) => visible.get(id),
    ofType: (type) => types.get(type) ?? [],
    referring: (id) => pick(index.referring(id)),
    family: (published) => pick(index.family(published)),
    refresh(storedId) {
      const id = viewId(storedId)
      const before = visible.get(id)
      const after = resolve(id)
      if (before && before._type !== after?._type) removeSorted(typed(before._type), id)
      if (after) {
        visible.set(id, after)
        insertSorted(all, after)
        insertSorted(typed(after._type), after)
      } else if (before) {
        visible.delete(id)
        removeSorted(all, id)
      }
    },
  }
}
