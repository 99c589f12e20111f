import {readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type Database from 'better-sqlite3'
import {z} from 'zod'
import {closeDatabaseFile, openDatabaseFile, type OpenOptions} from './databaseFile.ts'
import {PROJECT_SCHEMA} from './schema.ts'

const FILE = /^dataset-(.+)\.sqlite$/
const DATASETS = z.array(
  z.object({name: z.string(), aclMode: z.enum(['private', 'public']), createdAt: z.string()}),
)

/** A dataset in the project's list. */
export type DatasetEntry = z.infer<typeof DATASETS>[number]

/** The project's list of datasets. */
export interface ProjectFile {
  list(): DatasetEntry[]
  add(entry: DatasetEntry): void
  setAclMode(name: string, aclMode: DatasetEntry['aclMode']): void
  /** Removes the dataset's file too; after a crash in between, the next start completes it. */
  remove(name: string): void
  /** Path of the dataset's file. */
  fileOf(name: string): string
  close(): void
}

/**
 * Opens the list of datasets. A dataset file that is not in the list (the list was lost) becomes a
 * private dataset; one that was being deleted is deleted.
 */
export function openProjectFile(
  directory: string,
  options: Omit<OpenOptions, 'schema'>,
): ProjectFile {
  const file = join(directory, 'project.sqlite')
  const database: Database.Database = openDatabaseFile(file, {...options, schema: PROJECT_SCHEMA})
  const fileOf = (name: string) => join(directory, `dataset-${name}.sqlite`)
  const insert = database.prepare(
    "INSERT INTO datasets VALUES (@name, @aclMode, @createdAt, 'ready') ON CONFLICT DO NOTHING",
  )
  const setAclMode = database.prepare('UPDATE datasets SET acl_mode = ? WHERE name = ?')
  const markDeleting = database.prepare("UPDATE datasets SET state = 'deleting' WHERE name = ?")
  const drop = database.prepare('DELETE FROM datasets WHERE name = ?')
  const select = database.prepare(
    "SELECT name, acl_mode AS aclMode, created AS createdAt FROM datasets WHERE state = 'ready' ORDER BY name",
  )
  const erase = (name: string) => {
    for (const part of ['', '-wal', '-shm']) rmSync(fileOf(name) + part, {force: true})
    drop.run(name)
  }

  const deleting = database
    .prepare("SELECT name FROM datasets WHERE state = 'deleting'")
    .pluck()
    .all()
  for (const name of z.array(z.string()).parse(deleting)) erase(name)
  for (const entry of readdirSync(directory)) {
    const name = FILE.exec(entry)?.[1]
    if (name) insert.run({name, aclMode: 'private', createdAt: options.now()})
  }

  return {
    fileOf,
    list: () => DATASETS.parse(select.all()),
    add: (entry) => void insert.run(entry),
    setAclMode: (name, aclMode) => void setAclMode.run(aclMode, name),
    remove: (name) => {
      markDeleting.run(name)
      erase(name)
    },
    close: () => closeDatabaseFile(database),
  }
}
