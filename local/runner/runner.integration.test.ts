import {existsSync, readFileSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {createRunner, type Runner, type RunnerOptions} from './createRunner.ts'
import {startTestFeed, type TestFeed} from './fixtures/testFeed.ts'

const PATIENCE = {timeout: 60_000}
const BLUEPRINT = fileURLToPath(new URL('./fixtures/sanity.blueprint.ts', import.meta.url))

let directory = ''
let feed: TestFeed
let runner: Runner
let log: string[] = []

function start(options: Partial<RunnerOptions> = {}): Promise<Runner> {
  return createRunner({
    blueprintFile: BLUEPRINT,
    apiHost: feed.url,
    projectId: 'local',
    dataset: 'production',
    token: 'local-functions',
    directory,
    env: {...process.env, RECORD_FILE: join(directory, 'record')},
    log: (line) => log.push(line),
    startAt: 'beginning',
    schedules: false,
    firstBackoffMs: 20,
    graceMs: 200,
    maxAttempts: 2,
    ...options,
  })
}

function recorded(): string[] {
  const file = join(directory, 'record')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'runner-'))
  log = []
  feed = await startTestFeed()
})
afterEach(async () => {
  await runner.stop()
  await feed.close()
  await rm(directory, {recursive: true})
})

test('runs a function for every change, in the order of each document', async () => {
  for (let n = 0; n < 60; n += 1) feed.write({_id: `thing.${n % 3}`, _type: 'thing', n})
  feed.write({_id: 'other.1', _type: 'other', n: 0})
  runner = await start()
  await runner.idle()
  const lines = recorded()
  expect(lines).toHaveLength(60)
  for (const id of ['thing.0', 'thing.1', 'thing.2']) {
    const numbers = lines.filter((line) => line.includes(` ${id} `)).map((line) => +line.slice(12))
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  }
})

test('tries again after a failure, and logs it without personal data', async () => {
  feed.write({_id: 'trouble.1', _type: 'trouble', how: 'once'})
  // A thread that gets no processor for a second has failed too, whether it had begun or not.
  runner = await start({maxAttempts: 10})
  await runner.idle()
  expect(recorded().length).toBeGreaterThanOrEqual(2)
  expect(runner.status()).toMatchObject({pending: 0, dead: []})
  expect(log.join('\n')).toContain('misbehave failed for trouble.1 (attempt 1')
  expect(log.join('\n')).not.toContain('ada@example.com')
})

test.each(['loop', 'hang', 'exit', 'throw-late'])(
  'a handler that does "%s" is ended alone and given up',
  async (how) => {
    runner = await start()
    feed.write({_id: 'trouble.bad', _type: 'trouble', how})
    for (let n = 0; n < 5; n += 1) feed.write({_id: `trouble.ok${n}`, _type: 'trouble', n})
    for (let n = 0; n < 5; n += 1) feed.write({_id: `thing.${n}`, _type: 'thing', n})
    await vi.waitFor(() => {
      expect(recorded().filter((line) => line.startsWith('ran thing'))).toHaveLength(5)
    }, PATIENCE)
    await runner.idle()
    const {dead, pending} = runner.status()
    expect(pending).toBe(0)
    expect(dead).toMatchObject([{function: 'misbehave', document: 'trouble.bad', failures: 2}])
    const fine = recorded().filter((line) => line.startsWith('ran trouble.ok'))
    expect(new Set(fine).size).toBe(5)
    expect(log.join('\n')).not.toContain('ada@example.com')
  },
)

test('resumes after a stop, and retries failed calls', async () => {
  feed.write({_id: 'trouble.1', _type: 'trouble', how: 'once'})
  runner = await start({maxAttempts: 1})
  await runner.idle()
  expect(runner.status().dead).toHaveLength(1)
  await runner.stop()
  feed.write({_id: 'thing.1', _type: 'thing', n: 1})
  runner = await start()
  await runner.idle()
  expect(recorded()).toEqual(['once trouble.1 ', 'ran thing.1 1'])
  expect(runner.retryDead()).toBe(1)
  await runner.idle()
  expect(runner.status().dead).toEqual([])
})

test('delays calls beyond a rate limit, and loses none', async () => {
  vi.useFakeTimers({toFake: ['Date']})
  try {
    runner = await start({rateLimits: {perDocument: 2, perProject: 5}})
    for (let n = 0; n < 4; n += 1) feed.write({_id: 'thing.1', _type: 'thing', n})
    for (let n = 0; n < 4; n += 1) feed.write({_id: `thing.x${n}`, _type: 'thing', n})
    await vi.waitFor(() => expect(recorded()).toHaveLength(5), PATIENCE)
    expect(runner.status().pending).toBe(3)
    vi.setSystemTime(Date.now() + 30_001)
    runner.trigger('yearly')
    await runner.idle()
    expect(recorded().filter((line) => line.startsWith('ran'))).toHaveLength(9)
  } finally {
    vi.useRealTimers()
  }
})

test('waits for an unreachable lake', async () => {
  const {url} = feed
  await feed.close()
  runner = await start({apiHost: url})
  await vi.waitFor(() => expect(log.join('\n')).toContain('waiting for the lake'), PATIENCE)
  feed = await startTestFeed()
  expect(runner.status().cursor).toBeNull()
})

test('runs a scheduled function once at a time', async () => {
  runner = await start()
  runner.trigger('yearly')
  runner.trigger('yearly')
  await runner.idle()
  expect(recorded()).toEqual(['ran schedule'])
})

test('runs a new scheduled function at the start, and then by its schedule', async () => {
  runner = await start({schedules: true})
  await runner.idle()
  expect(recorded()).toEqual(['ran schedule'])
  await runner.stop()
  runner = await start({schedules: true})
  await runner.idle()
  expect(recorded()).toEqual(['ran schedule'])
})
