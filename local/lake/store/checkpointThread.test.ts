import {mkdtempSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import Database from 'better-sqlite3'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {createCheckpointThread, isCopyDue, type CheckpointThread} from './checkpointThread.ts'
import {CHECKPOINT_PAGES} from './databaseFile.ts'

const PAGE_BYTES = 512
const PATIENCE = {timeout: 50_000, interval: 20}

let directory: string
let file: string
let database: Database.Database
let checkpoints: CheckpointThread

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'checkpoint-'))
  file = join(directory, 'some.sqlite')
  database = new Database(file)
  database.pragma(`page_size = ${PAGE_BYTES}`)
  database.pragma('journal_mode = WAL')
  database.pragma('wal_autocheckpoint = 0')
  database.exec('CREATE TABLE rows (n INTEGER PRIMARY KEY, text TEXT) STRICT')
  checkpoints = createCheckpointThread(database, file)
})
afterEach(() => {
  checkpoints.close()
  database.close()
  rmSync(directory, {recursive: true, force: true})
})

/** Writes about so many pages into the log, and gives how many bytes the file has without them. */
function write(pages: number): number {
  const before = statSync(file).size
  database.prepare('INSERT INTO rows (text) VALUES (?)').run('a'.repeat(pages * PAGE_BYTES))
  return before
}

test('copies the log into the file once it is long', async () => {
  for (let round = 0; round < 2; round += 1) {
    const before = write(CHECKPOINT_PAGES)
    await vi.waitFor(() => {
      checkpoints.wrote()
      expect(statSync(file).size).toBeGreaterThan(before + CHECKPOINT_PAGES * PAGE_BYTES * 0.9)
    }, PATIENCE)
  }
})

test('counts only pages that are not in the file', async () => {
  const before = write(CHECKPOINT_PAGES / 2)
  checkpoints.wrote()
  expect(statSync(file).size).toBe(before)
  database.pragma('wal_checkpoint(PASSIVE)')
  const copied = write(CHECKPOINT_PAGES / 2)
  expect(copied).toBeGreaterThan(before)
  checkpoints.wrote()
  expect(statSync(file).size).toBe(copied)
  write(CHECKPOINT_PAGES / 2)
  checkpoints.wrote()
  await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(copied), PATIENCE)
})

test.each([
  {what: 'a short log', log: CHECKPOINT_PAGES - 1, checkpointed: 0, asked: 0, due: false},
  {what: 'a long log', log: CHECKPOINT_PAGES, checkpointed: 0, asked: 0, due: true},
  {
    what: 'a log that is copied',
    log: 2 * CHECKPOINT_PAGES,
    checkpointed: CHECKPOINT_PAGES + 1,
    asked: 0,
    due: false,
  },
  {
    what: 'a log whose copy a reader held up',
    log: CHECKPOINT_PAGES + 1,
    checkpointed: 0,
    asked: CHECKPOINT_PAGES,
    due: false,
  },
  {
    what: 'as many pages after that',
    log: 2 * CHECKPOINT_PAGES,
    checkpointed: 0,
    asked: CHECKPOINT_PAGES,
    due: true,
  },
  {
    what: 'a log that began again',
    log: CHECKPOINT_PAGES,
    checkpointed: 0,
    asked: 3 * CHECKPOINT_PAGES,
    due: true,
  },
])('asks for a copy of $what: $due', ({log, checkpointed, asked, due}) => {
  expect(isCopyDue({log, checkpointed}, asked)).toBe(due)
})
