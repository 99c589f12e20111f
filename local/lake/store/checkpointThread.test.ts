import {mkdtempSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import Database from 'better-sqlite3'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {createCheckpointThread, type CheckpointThread} from './checkpointThread.ts'
import {CHECKPOINT_PAGES} from './databaseFile.ts'

const PATIENCE = {timeout: 50_000, interval: 20}

let directory: string
let file: string
let database: Database.Database
let checkpoints: CheckpointThread

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'checkpoint-'))
  file = join(directory, 'some.sqlite')
  database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('wal_autocheckpoint = 0')
  database.exec('CREATE TABLE rows (n INTEGER PRIMARY KEY, text TEXT) STRICT')
  checkpoints = createCheckpointThread(file)
})
afterEach(() => {
  checkpoints.close()
  database.close()
  rmSync(directory, {recursive: true, force: true})
})

/** Writes some pages into the log, and gives how many bytes the file has without them. */
function write(): number {
  const before = statSync(file).size
  database.prepare('INSERT INTO rows (text) VALUES (?)').run('a'.repeat(100_000))
  return before
}

test('copies the log into the file after enough writes', async () => {
  for (let round = 0; round < 2; round += 1) {
    const before = write()
    await vi.waitFor(() => {
      checkpoints.wrote(1, CHECKPOINT_PAGES)
      expect(statSync(file).size).toBeGreaterThan(before + 90_000)
    }, PATIENCE)
  }
})

test('does not copy the log before that', async () => {
  const before = write()
  checkpoints.wrote(1, 1)
  checkpoints.wrote(1, CHECKPOINT_PAGES / 4)
  expect(statSync(file).size).toBe(before)
  checkpoints.wrote(1, CHECKPOINT_PAGES / 4)
  await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(before), PATIENCE)
})
