import type Database from 'better-sqlite3'
import type {IndexWriter} from '../groq/indexes/indexWriter.ts'
import type {StoredDocument} from './storedDocument.ts'

export interface DocumentPlace {
  n: number
  /** How many changes the document has had. */
  version: number
}

/** Writes documents into `documents` and the indexes; every call belongs in a transaction. */
export interface DocumentRows {
  /**
   * Writes a change of a document.
   *
   * @param place - of its row, if there is one
   * @param json - `after` as JSON text; ignored for a deletion
   */
  write(
    place: DocumentPlace | undefined,
    before: StoredDocument | null,
    after: StoredDocument | null,
    json: string,
  ): void
  /** The row of a document; `undefined` when there is none. */
  place(id: string): DocumentPlace | undefined
  /** Must be called after a transaction was rolled back. */
  rolledBack(): void
}

/** @param indexes - updated with every document, in the same transaction */
export function createDocumentRows(
  database: Database.Database,
  indexes: Pick<IndexWriter, 'added' | 'changed' | 'removed' | 'rolledBack'>,
): DocumentRows {
  const placeOf = database.prepare<[string], DocumentPlace>(
    'SELECT n, version FROM documents WHERE id = ?',
  )
  const insert = database.prepare(
    `INSERT INTO documents (id, type, rev, created, updated, version, json)
     VALUES (?, ?, ?, ?, ?, 0, ?)`,
  )
  // Without the columns that stay the same: SQLite would rewrite their indexes.
  const update = database.prepare(
    'UPDATE documents SET rev = ?, updated = ?, json = ?, version = version + 1 WHERE n = ?',
  )
  const updateType = database.prepare('UPDATE documents SET type = ?, created = ? WHERE n = ?')
  const remove = database.prepare('DELETE FROM documents WHERE n = ?')

  return {
    place: (id) => placeOf.get(id),
    rolledBack: () => indexes.rolledBack(),
    write(place, before, after, json) {
      if (after && before && place) {
        update.run(after._rev, after._updatedAt, json, place.n)
        if (before._type !== after._type || before._createdAt !== after._createdAt) {
          updateType.run(after._type, after._createdAt, place.n)
        }
        indexes.changed(place.n, before, after)
      } else if (after) {
        const {_id, _type, _rev, _createdAt, _updatedAt} = after
        const added = insert.run(_id, _type, _rev, _createdAt, _updatedAt, json)
        indexes.added(Number(added.lastInsertRowid), after)
      } else if (before && place) {
        remove.run(place.n)
        indexes.removed(place.n, before)
      }
    },
  }
}
