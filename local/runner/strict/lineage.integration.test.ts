import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startTestLake, type TestLake} from '../../lake/testing/testLake.ts'
import {createRunner, type Runner} from '../createRunner.ts'
import {LONGEST_CHAIN} from './lineage.ts'

const BLUEPRINT = fileURLToPath(new URL('../fixtures/strict.blueprint.ts', import.meta.url))

let lake: TestLake
let runner: Runner

beforeAll(async () => {
  lake = await startTestLake()
  runner = await createRunner({
    blueprintFile: BLUEPRINT,
    apiHost: lake.url,
    projectId: 'local',
    dataset: 'production',
    token: 'local-functions',
    directory: join(lake.directory, 'runner'),
    startAt: 'beginning',
    schedules: false,
    strict: {maxDelayMs: 0, duplicateShare: 0, rateLimits: {perFunction: 100, perProject: 100}},
  })
})
afterAll(async () => {
  await runner.stop()
  await lake.stop()
})

test('a function that calls itself without end is called 16 times', async () => {
  const client = lake.client('local-superadmin')
  await client.create({_id: 'test.counter', _type: 'counter', n: 0})
  await runner.idle()
  expect(await client.getDocument('test.counter')).toMatchObject({n: LONGEST_CHAIN})
  expect(runner.status().calls).toMatchObject({
    made: LONGEST_CHAIN,
    succeeded: LONGEST_CHAIN,
    chainsEnded: 1,
    dropped: 0,
  })
})
