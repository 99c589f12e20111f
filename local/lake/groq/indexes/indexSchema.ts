import type Database from 'better-sqlite3'
import {DOCUMENT_SIGNATURE, type IndexPlan} from './indexPlan.ts'

/**
 * Tables of the indexes, besides those of `local/lake/store/schema.ts`. `families` holds the partitions, and
 * `specials` the documents without an index entry: files that exist keep these names.
 */
const TABLES = ['entries', 'families', 'specials', 'members', 'refs', 'words']

/** The type of an index that is not limited to one. */
export const ALL_TYPES = 0

/** A secondary index of `entries`. */
export interface EntryIndex {
  name: string
  /** Columns between the partition and the id. */
  columns: string[]
  /** Columns behind the id, by which rows are skipped without fetching them. */
  covers: readonly string[]
  /** The type that it is limited to, or {@link ALL_TYPES}. */
  type: number
}

/** The secondary indexes of a plan, general ones first. */
export function entryIndexes(plan: IndexPlan): EntryIndex[] {
  // Every document has these, and the Studio's lists are ordered by one of them.
  const [updated, created] = plan.others.columns.map(({name}) => name)
  if (updated === undefined || created === undefined) throw new Error('A plan lacks its times')
  const general: EntryIndex[] = [
    {name: 'entries_by_id', columns: [], covers: DOCUMENT_SIGNATURE, type: ALL_TYPES},
    {name: 'entries_by_update', columns: [updated], covers: [], type: ALL_TYPES},
    {name: 'entries_by_creation', columns: [created], covers: [], type: ALL_TYPES},
  ]
  const ofTypes = [...plan.types.values()].flatMap(({number, indexes, signature}) =>
    indexes
      .filter((columns) => ![updated, created].includes(columns.join(' ')))
      .map((columns) => ({
        name: `entries_${number}_${columns
          .map((column) => column.slice(2))
          .join('_')
          .slice(0, 80)}`,
        columns,
        covers: signature,
        type: number,
      })),
  )
  return [...general, ...ofTypes]
}

/**
 * Creates the tables. `entries` has a row for each document with an index entry; a missing value is
 * `x'02'`, so that no column is NULL. `words` is a full text index of the same documents. `members` has
 * the values of arrays, and `refs` the references of all documents.
 */
export function createIndexTables(database: Database.Database, plan: IndexPlan): void {
  const columns = plan.columns.map((name) => `${name} ANY NOT NULL DEFAULT x'02'`)
  const texts = [...plan.listColumns, ...plan.textColumns].map(
    (name) => `${name} TEXT NOT NULL DEFAULT ''`,
  )
  const all = [
    'n INTEGER PRIMARY KEY',
    'id TEXT NOT NULL',
    't INTEGER NOT NULL',
    'f INTEGER NOT NULL',
  ]
  database.exec(`
    CREATE TABLE entries (${[...all, ...columns, ...texts].join(', ')}) STRICT;
    CREATE TABLE families (
      f INTEGER PRIMARY KEY, type TEXT NOT NULL, site TEXT NOT NULL, root TEXT NOT NULL,
      generation INTEGER NOT NULL, UNIQUE (type, site, root, generation)
    ) STRICT;
    CREATE TABLE specials (
      n INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, layer TEXT NOT NULL,
      published TEXT NOT NULL
    ) STRICT;
    CREATE TABLE members (
      list INTEGER NOT NULL, value ANY NOT NULL, f INTEGER NOT NULL, n INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE refs (
      target TEXT NOT NULL, n INTEGER NOT NULL, nested INTEGER NOT NULL, strong INTEGER NOT NULL,
      PRIMARY KEY (target, n)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX refs_strong ON refs (target) WHERE strong = 1;
    CREATE VIRTUAL TABLE words USING fts5(
      ${['family', ...plan.textColumns].join(', ')}, content = '', detail = column,
      columnsize = 0, prefix = '3 5',
      tokenize = "ascii tokenchars '._''=~\`'"
    );
    INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
  `)
}

/** Finds the documents that have a member. It has all columns, so that the table is not read. */
const MEMBER_INDEX = 'CREATE INDEX IF NOT EXISTS members_by_value ON members (list, value, f, n)'

/** Creates the secondary indexes that are missing. */
export function createEntryIndexes(database: Database.Database, plan: IndexPlan): void {
  const statements = entryIndexes(plan).map(({name, columns, covers, type}) => {
    const where = type === ALL_TYPES ? '' : ` WHERE t = ${type}`
    return `CREATE INDEX IF NOT EXISTS ${name} ON entries (${['f', ...columns, 'id', ...covers].join(', ')})${where}`
  })
  // Together, so that there is one disk sync.
  database.transaction(() => database.exec([MEMBER_INDEX, ...statements].join(';\n')))()
}

/**
 * Drops the secondary indexes of a type, while so much is loaded that creating them again is faster.
 *
 * @param type - number of the type, or {@link ALL_TYPES} for the indexes of all types
 */
export function dropEntryIndexes(database: Database.Database, plan: IndexPlan, type: number): void {
  const statements = entryIndexes(plan)
    .filter((index) => index.type === type)
    .map(({name}) => `DROP INDEX IF EXISTS ${name}`)
  if (type === ALL_TYPES) statements.push('DROP INDEX IF EXISTS members_by_value')
  database.transaction(() => database.exec(statements.join(';\n')))()
}

/** Drops the tables of {@link createIndexTables} that exist. */
export function dropIndexTables(database: Database.Database): void {
  for (const table of TABLES) database.exec(`DROP TABLE IF EXISTS ${table}`)
}
