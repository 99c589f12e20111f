import type Database from 'better-sqlite3'

const STATEMENTS = `
  CREATE UNIQUE INDEX IF NOT EXISTS documents_by_id ON documents (id);
  CREATE INDEX IF NOT EXISTS documents_by_type ON documents (type);
`

/** A load into a dataset with more documents than this keeps the indexes of `documents` up. */
const FEW = 10_000

/** Whether ids are kept unique by the table itself, as older files have it: that index stays. */
function hasConstraint(database: Database.Database): boolean {
  const found = database
    .prepare("SELECT 1 FROM pragma_index_list('documents') WHERE origin = 'u'")
    .get()
  return found !== undefined
}

/** Makes the indexes of `documents` that are missing, as after a load that was cut off. */
export function createDocumentIndexes(database: Database.Database): void {
  if (!hasConstraint(database)) database.transaction(() => database.exec(STATEMENTS))()
}

/**
 * Takes the indexes of `documents` away if there are few documents: ids come in no order, so that
 * every one of millions would be written into another page. Nothing but the load may write until
 * {@link createDocumentIndexes} puts them back.
 *
 * @returns the ids there are, which keep the load from loading one twice; `null` if they stay
 */
export function dropDocumentIndexes(database: Database.Database): Set<string> | null {
  const ids = database
    .prepare<[number], string>('SELECT id FROM documents LIMIT ?')
    .pluck()
    .all(FEW + 1)
  if (ids.length > FEW || hasConstraint(database)) return null
  database.transaction(() =>
    database.exec('DROP INDEX documents_by_id; DROP INDEX IF EXISTS documents_by_type'),
  )()
  return new Set(ids)
}
