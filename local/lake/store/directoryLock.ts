import {join} from 'node:path'
import Database from 'better-sqlite3'

/**
 * Claims a data directory for this process. The claim is a lock of the operating system on a small
 * file, so it ends with the process however that ends.
 *
 * @returns a function that gives the directory up
 * @throws Error when another process holds it
 */
export function lockDirectory(directory: string): () => void {
  const database = new Database(join(directory, 'lock.sqlite'), {timeout: 0})
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw new Error(
      `Another lake is using the data directory ${directory}. Stop it, or start this one with another --data directory.`,
      {cause: error},
    )
  }
  return () => database.close()
}
