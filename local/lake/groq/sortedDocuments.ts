/** A document as queries see it. */
export interface QueryDocument {
  _id: string
  _type: string
  [key: string]: unknown
}

/** First position in documents sorted by id whose id is not before `id`. */
export function lowerBound(documents: readonly QueryDocument[], id: string): number {
  let low = 0
  let high = documents.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const candidate = documents[middle]
    if (candidate && candidate._id < id) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts a document in its place, in place of one with the same id. */
export function insertSorted(documents: QueryDocument[], document: QueryDocument): void {
  const index = lowerBound(documents, document._id)
  const taken = documents[index]?._id === document._id
  documents.splice(index, taken ? 1 : 0, document)
}

/** Takes the document with an id out. */
export function removeSorted(documents: QueryDocument[], id: string): void {
  const index = lowerBound(documents, id)
  if (documents[index]?._id === id) documents.splice(index, 1)
}

/** Order of ids: by code unit, as SQLite's own order of the ASCII that ids consist of. */
export function byId(a: QueryDocument, b: QueryDocument): number {
  if (a._id === b._id) return 0
  return a._id < b._id ? -1 : 1
}
