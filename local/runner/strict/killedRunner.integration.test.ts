import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {startReadyProcess, type ReadyProcess} from '../../readyProcess.ts'
import type {CallRecord} from '../fixtures/breakRules.ts'
import {startTestFeed, type TestFeed} from '../fixtures/testFeed.ts'
import {openInvocationQueue} from '../invocationQueue.ts'

const PATIENCE = {timeout: 50_000}
const RUNNER = fileURLToPath(new URL('../main.ts', import.meta.url))
const BLUEPRINT = fileURLToPath(new URL('../fixtures/strict.blueprint.ts', import.meta.url))

let directory = ''
let file = ''
let feed: TestFeed
let runner: ReadyProcess

function start(): Promise<ReadyProcess> {
  const strict = ['--strict', '--max-delay-ms', '0', '--duplicate-share', '0', '--processes', '1']
  const args = ['--data', directory, '--lake', feed.url, '--blueprint', BLUEPRINT, ...strict]
  return startReadyProcess('the runner', RUNNER, args, {LEADS_TEST_RECORD_FILE: file})
}

function began(): CallRecord[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const records = lines.map((line): CallRecord => JSON.parse(line))
  return records.filter(({word, id}) => word === 'began' && id !== 'schedule')
}

function cursor(): number | null {
  const queue = openInvocationQueue(join(directory, 'runner', 'runner.sqlite'))
  const position = queue.cursor('production')
  queue.close()
  return position
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'killed-'))
  file = join(directory, 'record')
  feed = await startTestFeed()
  // The schedule's first call, which a start makes, ends at once.
  writeFileSync(`${file}.met`, '')
})
afterEach(async () => {
  await runner.end('SIGTERM')
  await feed.close()
  await rm(directory, {recursive: true})
})

test('a killed runner leaves no process behind, and makes only calls that had not begun', async () => {
  runner = await start()
  await vi.waitFor(() => expect(cursor()).not.toBeNull(), PATIENCE)
  feed.write({_id: 'thing.1', _type: 'thing', how: 'hang'})
  feed.write({_id: 'thing.2', _type: 'thing'})
  await vi.waitFor(() => expect(began()).toHaveLength(1), PATIENCE)
  await vi.waitFor(() => expect(cursor()).toBe(2), PATIENCE)
  const [running] = began()
  await runner.end('SIGKILL')
  await vi.waitFor(() => expect(isRunning(running?.pid ?? 0)).toBe(false), PATIENCE)
  runner = await start()
  await vi.waitFor(() => expect(began()).toHaveLength(2), PATIENCE)
  expect(began().map(({id}) => id)).toEqual(['thing.1', 'thing.2'])
})
