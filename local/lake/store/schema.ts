/** Version of the tables below, kept in SQLite's `user_version`. */
export const SCHEMA_VERSION = 1

/**
 * Tables of a dataset's file.
 *
 * `documents` is the dataset as it is; query workers read it over connections of their own.
 * `changes` is the log. It contains no whole documents where they can be computed: an update is a pair
 * of Mendoza patches, a creation has no content (undoing the later patches restores it), a deletion has
 * the document in its `revert` patch, and every 64th change has the whole document in `after` to start
 * undoing from. `mutations` is the list as JSON, or
 * only the name of the one mutation that created `after`. A bulk load is one row of kind `load`
 * without a document.
 */
export const DATASET_SCHEMA = `
CREATE TABLE documents (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  rev TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  version INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_by_id ON documents (id);
CREATE INDEX documents_by_type ON documents (type);
CREATE TABLE transactions (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  author TEXT NOT NULL,
  timestamp TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  changes INTEGER NOT NULL,
  lineage TEXT
) STRICT;
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tx INTEGER NOT NULL,
  document TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('create', 'update', 'delete', 'load')),
  mutations TEXT,
  apply TEXT,
  revert TEXT,
  after TEXT
) STRICT;
CREATE INDEX changes_by_document ON changes (document, seq);
`

/**
 * The first segment of a change's document with its dot, which is the site of a tenant's document;
 * empty for an id without a dot.
 */
export const ROOT_OF_DOCUMENT = "substr(document, 1, instr(document, '.'))"

/**
 * Later additions to a dataset's file, created when it is opened. `changes_by_root` finds the
 * transactions that touched a site's documents without reading others. `secrets` holds the
 * key of `positionCode.ts`.
 */
export const DATASET_ADDITIONS = `
CREATE INDEX IF NOT EXISTS changes_by_root ON changes (${ROOT_OF_DOCUMENT}, tx);
CREATE TABLE IF NOT EXISTS secrets (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS transactions_by_time ON transactions (timestamp);
`

/** Later columns of a dataset's tables, added where they are missing. */
export const LATER_COLUMNS = [{table: 'transactions', column: 'lineage', type: 'TEXT'}] as const

/** Tables of the project's file. */
export const PROJECT_SCHEMA = `
CREATE TABLE datasets (
  name TEXT PRIMARY KEY,
  acl_mode TEXT NOT NULL CHECK (acl_mode IN ('private', 'public')),
  created TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'deleting'))
) STRICT, WITHOUT ROWID;
`
