import {createDatasetView, type DatasetView} from './datasetView.ts'
import {createDocumentIndex} from './documentIndex.ts'
import type {DocumentReader, DocumentRow, DocumentSource} from './documentSource.ts'
import {perspectiveKey, type Perspective} from './perspective.ts'
import {parsePlainData} from './plainData.ts'
import type {QueryDocument} from './sortedDocuments.ts'

/** How many views are kept; the one used longest ago goes first. */
const MAX_VIEWS = 24

/** Beyond this many changed documents, making views anew is cheaper than changing them. */
const MAX_INCREMENTAL = 2000

/** Whose eyes a view has. */
export interface ViewReader {
  /** The same for readers who see the same documents. */
  key: string
  mayRead: (document: QueryDocument) => boolean
}

/** One dataset in the memory of a query worker. */
export interface DatasetSnapshot {
  /** Takes over everything committed so far. */
  refresh(): void
  /** What a reader sees now; valid until the next {@link refresh}. */
  view(reader: ViewReader, perspective: Perspective): DatasetView
}

function isDocument(value: unknown, id: string): value is QueryDocument {
  return (
    typeof value === 'object' &&
    value !== null &&
    '_id' in value &&
    value._id === id &&
    '_type' in value &&
    typeof value._type === 'string'
  )
}

/** An empty snapshot; {@link DatasetSnapshot.refresh} fills it. */
export function createDatasetSnapshot(source: DocumentSource): DatasetSnapshot {
  const index = createDocumentIndex()
  const storage = new Map<string, number>()
  const views = new Map<string, DatasetView>()
  let seq = 0
  let greatest = 0

  function put(row: DocumentRow): void {
    const document = parsePlainData(row.json)
    if (!isDocument(document, row.id)) throw new Error('A stored document has no id or no type')
    index.set(document)
    storage.set(row.id, row.n)
    greatest = Math.max(greatest, row.n)
  }

  function drop(ids: Iterable<string>): void {
    let lost = false
    for (const id of ids) {
      index.delete(id)
      lost ||= storage.get(id) === greatest
      storage.delete(id)
    }
    // A position that became free goes to the next new document, which must count as new.
    if (lost) greatest = storage.values().reduce((a, b) => Math.max(a, b), 0)
  }

  function takeOver(reader: DocumentReader): Set<string> {
    const touched = new Set<string>()
    const now = reader.position()
    if (now.seq === seq && now.n === greatest) return touched
    const isFirst = seq === 0 && greatest === 0
    const gone: string[] = []
    for (const id of isFirst ? [] : reader.changedAfter(seq)) {
      touched.add(id)
      const row = reader.row(id)
      if (!row) gone.push(id)
      else if (row.n <= greatest) put(row)
    }
    drop(gone)
    for (const row of reader.rowsAfter(greatest)) {
      touched.add(row.id)
      put(row)
    }
    seq = now.seq
    return touched
  }

  return {
    refresh() {
      const touched = source.read(takeOver)
      if (touched.size > MAX_INCREMENTAL) views.clear()
      for (const view of views.values()) {
        for (const id of touched) view.refresh(id)
      }
    },
    view(reader, perspective) {
      const key = `${perspectiveKey(perspective)}\n${reader.key}`
      const view = views.get(key) ?? createDatasetView(index, perspective, reader.mayRead)
      views.delete(key)
      views.set(key, view)
      if (views.size > MAX_VIEWS) {
        const [oldest] = views.keys()
        if (oldest !== undefined) views.delete(oldest)
      }
      return view
    },
  }
}
