import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Caller} from '../../access/lakeCaller.ts'
import type {HistoryView} from '../../access/visibleIds.ts'
import type {LakeStore} from '../lakeStore.ts'
import {createSqliteStore, type SqliteStoreOptions} from '../sqliteStore.ts'

/** Someone who may do everything, for tests. */
export const SUPERADMIN: Caller = {
  id: 'u-super',
  name: 'Sam Super',
  email: 'sam@example.com',
  role: 'administrator',
  robot: false,
  grants: [],
}

/** Someone who may do everything to ids that start with `own.` and nothing else, for tests. */
export const OWNER: Caller = {...SUPERADMIN, id: 'u-owner', role: 'own-admin'}

/** Grants for the two of them. */
export const ACCESS: SqliteStoreOptions['access'] = {
  can: (caller, _permission, document) =>
    caller.id === SUPERADMIN.id || document._id.startsWith('own.'),
}

/** A store in a directory of its own, for tests. */
export interface StoreFixture {
  store: LakeStore
  directory: string
  /** Closes the store if it is open, and opens the same directory again. */
  reopen(): LakeStore
  /** Closes the store and removes the directory. */
  dispose(): void
}

/** Opens a store with the dataset `test` in a new temporary directory. */
export function createStoreFixture(options: Partial<SqliteStoreOptions> = {}): StoreFixture {
  const directory = mkdtempSync(join(tmpdir(), 'lake-'))
  const open = () => createSqliteStore({directory, access: ACCESS, ...options})
  const fixture: StoreFixture = {
    directory,
    store: open(),
    reopen: () => {
      fixture.store.close()
      fixture.store = open()
      return fixture.store
    },
    dispose: () => {
      fixture.store.close()
      rmSync(directory, {recursive: true, force: true})
    },
  }
  fixture.store.createDataset('test')
  return fixture
}

/** The past as somebody sees it who sees all of it. */
export const ALL_HISTORY: HistoryView = {
  reader: 'nobody',
  ids: [{from: '', to: '\u007F'}],
  includes: () => true,
}
