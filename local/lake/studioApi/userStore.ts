import {createHash} from 'node:crypto'
import {join} from 'node:path'
import Database from 'better-sqlite3'
import {z} from 'zod'

const VALUE_ROW = z.object({value: z.string()})
const SESSION_ROW = z.object({caller_id: z.string()})

/** What the lake keeps for each user beside the documents; durable. */
export interface UserStore {
  /** The value a user stored under a key; `null` when there is none. */
  getValue(callerId: string, key: string): unknown
  /** Stores JSON values of a user, all or none. */
  setValues(callerId: string, values: readonly {key: string; value: unknown}[]): void
  /** Remembers that a session belongs to a user; only a digest of the session's id is kept. */
  addSession(sessionId: string, callerId: string, now: string): void
  /** The user of a session, or `null`. */
  callerOfSession(sessionId: string): string | null
  removeSession(sessionId: string): void
  close(): void
}

function digest(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex')
}

/**
 * Opens `users.sqlite` in the lake's data directory, creating it when it is missing: the Studio's
 * key-value pairs and the sessions of the sign-in page.
 *
 * @throws the database's error when the file cannot be opened or is not a database
 */
export function openUserStore(directory: string): UserStore {
  const database = new Database(join(directory, 'users.sqlite'))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec(`
    CREATE TABLE IF NOT EXISTS user_value (
      caller_id TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (caller_id, key)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS session (
      digest TEXT PRIMARY KEY, caller_id TEXT NOT NULL, created_at TEXT NOT NULL
    ) WITHOUT ROWID;
  `)
  const selectValue = database.prepare(
    'SELECT value FROM user_value WHERE caller_id = ? AND key = ?',
  )
  const upsertValue = database.prepare(
    `INSERT INTO user_value (caller_id, key, value) VALUES (?, ?, ?)
     ON CONFLICT (caller_id, key) DO UPDATE SET value = excluded.value`,
  )
  const insertSession = database.prepare(
    'INSERT OR REPLACE INTO session (digest, caller_id, created_at) VALUES (?, ?, ?)',
  )
  const selectSession = database.prepare('SELECT caller_id FROM session WHERE digest = ?')
  const deleteSession = database.prepare('DELETE FROM session WHERE digest = ?')
  const setAll = database.transaction(
    (callerId: string, values: readonly {key: string; value: unknown}[]) => {
      for (const {key, value} of values) {
        upsertValue.run(callerId, key, JSON.stringify(value ?? null))
      }
    },
  )
  return {
    getValue(callerId, key) {
      const row = VALUE_ROW.safeParse(selectValue.get(callerId, key))
      if (!row.success) return null
      const value: unknown = JSON.parse(row.data.value)
      return value
    },
    setValues(callerId, values) {
      setAll(callerId, values)
    },
    addSession(sessionId, callerId, now) {
      insertSession.run(digest(sessionId), callerId, now)
    },
    callerOfSession(sessionId) {
      const row = SESSION_ROW.safeParse(selectSession.get(digest(sessionId)))
      return row.success ? row.data.caller_id : null
    },
    removeSession(sessionId) {
      deleteSession.run(digest(sessionId))
    },
    close() {
      database.close()
    },
  }
}
