import {publishedId} from './perspective.ts'
import type {QueryDocument} from './sortedDocuments.ts'

/** All documents of a dataset, whoever may see them, with what finds some of them quickly. */
export interface DocumentIndex {
  readonly documents: ReadonlyMap<string, QueryDocument>
  /** Ids of a published document, its draft and its versions, as far as they exist. */
  family(published: string): ReadonlySet<string>
  /** Ids of documents that hold a reference to an id, anywhere. */
  referring(id: string): ReadonlySet<string>
  set(document: QueryDocument): void
  delete(id: string): void
}

const NONE: ReadonlySet<string> = new Set()

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key)
  if (ids) ids.add(id)
  else index.set(key, new Set([id]))
}

function remove(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key)
  ids?.delete(id)
  if (ids?.size === 0) index.delete(key)
}

/** Every `_ref` in a value: no fewer than `references()` and `_ref ==` may find. */
function referencesIn(value: unknown, found: Set<string>): Set<string> {
  if (Array.isArray(value)) {
    for (const entry of value) referencesIn(entry, found)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, entry] of Object.entries(value)) {
      if (name === '_ref' && typeof entry === 'string') found.add(entry)
      else if (typeof entry === 'object') referencesIn(entry, found)
    }
  }
  return found
}

/** An empty {@link DocumentIndex}. References are indexed from the first time they are asked for. */
export function createDocumentIndex(): DocumentIndex {
  const documents = new Map<string, QueryDocument>()
  const families = new Map<string, Set<string>>()
  let references: Map<string, Set<string>> | null = null

  function referenceIndex(): Map<string, Set<string>> {
    if (references) return references
    references = new Map()
    for (const document of documents.values()) {
      for (const id of referencesIn(document, new Set())) add(references, id, document._id)
    }
    return references
  }

  function forget(id: string): void {
    const old = documents.get(id)
    if (!old || !references) return
    for (const target of referencesIn(old, new Set())) remove(references, target, id)
  }

  return {
    documents,
    family: (published) => families.get(published) ?? NONE,
    referring: (id) => referenceIndex().get(id) ?? NONE,
    set(document) {
      forget(document._id)
      documents.set(document._id, document)
      add(families, publishedId(document._id), document._id)
      if (!references) return
      for (const id of referencesIn(document, new Set())) add(references, id, document._id)
    },
    delete(id) {
      forget(id)
      documents.delete(id)
      remove(families, publishedId(id), id)
    },
  }
}
