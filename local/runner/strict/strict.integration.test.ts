import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {createRunner, type Runner} from '../createRunner.ts'
import type {CallRecord} from '../fixtures/breakRules.ts'
import {startTestFeed, type TestFeed} from '../fixtures/testFeed.ts'
import {planDeliveries} from './deliveryQueue.ts'
import type {StrictOptions} from './strictEngine.ts'

const PATIENCE = {timeout: 50_000}
const BLUEPRINT = fileURLToPath(new URL('../fixtures/strict.blueprint.ts', import.meta.url))

let directory = ''
let file = ''
let feed: TestFeed
let runner: Runner
let log: string[] = []

/** Starts a runner that is on time and delivers once, unless the test says otherwise. */
async function start(
  strict: Partial<StrictOptions> = {},
  more: Record<string, string> = {},
): Promise<Runner> {
  runner = await createRunner({
    blueprintFile: BLUEPRINT,
    apiHost: feed.url,
    projectId: 'local',
    dataset: 'production',
    token: 'local-functions',
    directory,
    env: {...process.env, LEADS_TEST_RECORD_FILE: file, ...more},
    log: (line) => log.push(line),
    startAt: 'beginning',
    schedules: false,
    strict: {maxDelayMs: 0, duplicateShare: 0, processes: 4, ...strict},
  })
  return runner
}

function records(word: CallRecord['word'] = 'began'): CallRecord[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line): CallRecord => JSON.parse(line)).filter((call) => call.word === word)
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strict-'))
  file = join(directory, 'record')
  log = []
  feed = await startTestFeed()
})
afterEach(async () => {
  await runner.stop()
  await feed.close()
  await rm(directory, {recursive: true})
})

test('every call is a fresh process, which gets the variables of its function only', async () => {
  for (let n = 0; n < 4; n += 1) feed.write({_id: 'thing.1', _type: 'thing', n})
  await start()
  await runner.idle()
  const calls = records()
  expect(calls).toHaveLength(4)
  expect(new Set(calls.map(({pid}) => pid)).size).toBe(4)
  expect(calls.map((call) => call.calls)).toEqual([1, 1, 1, 1])
  expect(calls[0]?.variables).toEqual([
    'LEADS_TEST_RECORD_FILE',
    'OWN_VARIABLE',
    'SANITY_STUDIO_API_HOST',
    'TZ',
    'X_SANITY_LINEAGE',
  ])
  expect(calls[0]).toMatchObject({dataset: 'production', local: false})
  expect(runner.status()).toMatchObject({
    pending: 0,
    running: 0,
    calls: {made: 4, succeeded: 4, failed: 0, timedOut: 0, dropped: 0, lost: []},
  })
})

test('two calls for one document run at the same time', async () => {
  feed.write({_id: 'thing.1', _type: 'thing', how: 'meet', n: 0})
  feed.write({_id: 'thing.1', _type: 'thing', how: 'meet', n: 1})
  await start()
  await vi.waitFor(() => expect(records()).toHaveLength(2), PATIENCE)
  expect(runner.status()).toMatchObject({pending: 0, running: 2})
  writeFileSync(`${file}.met`, '')
  await runner.idle()
  expect(records('ended')).toHaveLength(2)
})

test('no more calls run at the same time than there are processes', async () => {
  for (let n = 0; n < 5; n += 1) feed.write({_id: `thing.${n}`, _type: 'thing', how: 'meet'})
  await start({processes: 2})
  await vi.waitFor(() => expect(records()).toHaveLength(2), PATIENCE)
  expect(runner.status()).toMatchObject({pending: 3, running: 2})
  writeFileSync(`${file}.met`, '')
  await runner.idle()
  expect(records('ended')).toHaveLength(5)
})

test('a scheduled function is called though its last call still runs, and knows no dataset', async () => {
  await start()
  runner.trigger('yearly')
  runner.trigger('yearly')
  await vi.waitFor(() => expect(records()).toHaveLength(2), PATIENCE)
  expect(runner.status().running).toBe(2)
  expect(records()[0]).toMatchObject({dataset: null})
  writeFileSync(`${file}.met`, '')
  await runner.idle()
})

test('events come late, twice and out of order, the same way for the same seed', async () => {
  const rules = {seed: 7, maxDelayMs: 800, duplicateShare: 0.3}
  const events = Array.from({length: 20}, (_, n) => n)
  for (const n of events) feed.write({_id: 'thing.1', _type: 'thing', n})
  const planned = events.flatMap((n) => planDeliveries(rules, 'note', n + 1).map(() => n))
  await start(rules)
  await runner.idle()
  const arrived = records().map(({n}) => n ?? -1)
  expect(arrived.toSorted((a, b) => a - b)).toEqual(planned)
  expect(arrived.length).toBeGreaterThan(events.length)
  expect(arrived).not.toEqual(planned)
})

test.each([
  ['throw', 'failed', 'refused, says [address]'],
  ['exit', 'failed', 'ended its process with code 1'],
  ['throw-late', 'failed', 'ended its process with code 1'],
  ['hang', 'timedOut', 'did not end within 1 s'],
  ['loop', 'timedOut', 'did not end within 1 s'],
])('a call that does "%s" is over and not repeated', async (how, reason, detail) => {
  feed.write({_id: 'trouble.bad', _type: 'trouble', how})
  feed.write({_id: 'trouble.good', _type: 'trouble'})
  await start()
  await runner.idle()
  expect(
    records()
      .map(({id}) => id)
      .toSorted(),
  ).toEqual(['trouble.bad', 'trouble.good'])
  expect(records('ended').map(({id}) => id)).toEqual(['trouble.good'])
  const {calls, pending, running} = runner.status()
  expect({pending, running}).toEqual({pending: 0, running: 0})
  expect(calls).toMatchObject({made: 2, succeeded: 1, [reason]: 1})
  expect(calls?.lost).toEqual([
    {
      function: 'misbehave',
      document: 'trouble.bad',
      reason,
      detail: expect.stringContaining(detail),
    },
  ])
  expect(log.join('\n')).toContain('misbehave was lost for trouble.bad')
  expect(log.join('\n')).not.toContain('ada@example.com')
  const pid = records()[0]?.pid ?? 0
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/)
})

test.each(['buffers', 'objects'])(
  'a call that needs too much memory for %s is ended',
  async (how) => {
    feed.write({_id: 'thing.big', _type: 'thing', how})
    await start({memoryMb: 150})
    await runner.idle()
    expect(runner.status().calls?.lost).toMatchObject([
      {reason: 'failed', detail: 'needed more than its 150 MB of memory'},
    ])
  },
)

test('a call without a process fails', async () => {
  feed.write({_id: 'thing.1', _type: 'thing'})
  // No operating system takes a variable of this size.
  await start({}, {LEADS_TEST_HUGE: 'x'.repeat(4_000_000)})
  await runner.idle()
  expect(runner.status().calls).toMatchObject({
    made: 1,
    failed: 1,
    lost: [{reason: 'failed', detail: expect.stringContaining('has no process')}],
  })
})

test('unfinished work of a handler never happens', async () => {
  feed.write({_id: 'thing.1', _type: 'thing', how: 'leave-work'})
  await start()
  await runner.idle()
  expect(records('ended')).toHaveLength(1)
  expect(records('late')).toHaveLength(0)
})

test('messages of a handler do not disturb the runner', async () => {
  feed.write({_id: 'thing.1', _type: 'thing', how: 'send-nonsense'})
  await start()
  await runner.idle()
  expect(runner.status().calls).toMatchObject({made: 1, succeeded: 1})
})

test('calls beyond a rate limit are dropped and never made', async () => {
  for (let n = 0; n < 6; n += 1) feed.write({_id: `thing.${n}`, _type: 'thing', n})
  for (let n = 0; n < 4; n += 1) feed.write({_id: `trouble.${n}`, _type: 'trouble'})
  await start({rateLimits: {perFunction: 3, perProject: 5}})
  await runner.idle()
  expect(records()).toHaveLength(5)
  const {calls} = runner.status()
  expect(calls).toMatchObject({made: 5, succeeded: 5, dropped: 5})
  expect(calls?.lost).toHaveLength(5)
  expect(new Set(calls?.lost.map(({reason}) => reason))).toEqual(new Set(['rateLimit']))
  expect(log.join('\n')).toContain('more than 3 calls of the function within 30 s')
  expect(log.join('\n')).toContain('more than 5 calls of the project within 30 s')
})

test('a call carries the lineage of the write that caused it on, until the chain ends', async () => {
  feed.write({_id: 'thing.first', _type: 'thing'})
  feed.write({_id: 'thing.last', _type: 'thing'}, 'chain:15')
  feed.write({_id: 'thing.never', _type: 'thing'}, 'chain:16')
  await start()
  await runner.idle()
  const lineages = new Map(records().map(({id, lineage}) => [id, lineage]))
  expect([...lineages.keys()].toSorted()).toEqual(['thing.first', 'thing.last'])
  expect(lineages.get('thing.first')).toMatch(/^[0-9a-f]{32}:1$/)
  expect(lineages.get('thing.last')).toBe('chain:16')
  expect(records().every((call) => call.lineage === call.contextLineage)).toBe(true)
  expect(runner.status().calls).toMatchObject({
    chainsEnded: 1,
    lost: [{document: 'thing.never', reason: 'chainEnd'}],
  })
})

test('a stop ends the calls that run for good, and keeps those that have not begun', async () => {
  feed.write({_id: 'thing.1', _type: 'thing', how: 'meet'})
  feed.write({_id: 'thing.2', _type: 'thing'})
  await start({processes: 1})
  await vi.waitFor(() => expect(records()).toHaveLength(1), PATIENCE)
  await runner.stop()
  await start()
  await runner.idle()
  expect(records().map(({id}) => id)).toEqual(['thing.1', 'thing.2'])
  expect(records('ended').map(({id}) => id)).toEqual(['thing.2'])
})
