import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {createLakeClient} from '../shared/lakeClient.ts'
import {startLakeProcess, type LakeProcess} from '../../local/lake/testing/lakeProcess.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../../local/ports.ts'
import {startApiProcess, type ApiProcess} from '../../local/api/testing/apiProcess.ts'
import {testSite} from '../../local/api/testing/testSites.ts'

const CONNECTIONS = 16
/** How many answers of 202 each lake lives to see. */
const LIVES = [3, 80, 250]
const RETRY_MS = 20

let directory = ''
let lake: LakeProcess
let api: ApiProcess

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'intake-crash-'))
  lake = await startLakeProcess(directory)
  await client().create(testSite('artameta', 'artameta.example'), {tag: 'leads.test.site'})
  api = await startApiProcess(lake.url)
})
afterAll(async () => {
  await api.end('SIGTERM')
  await lake.end('SIGKILL')
  await rm(directory, {recursive: true, force: true})
})

function client() {
  return createLakeClient({
    projectId: LOCAL_PROJECT_ID,
    dataset: LOCAL_DATASET,
    apiHost: lake.url,
    token: 'local-superadmin',
  })
}

function send(number: number): Promise<Response> {
  const site = 'artameta'
  const [path, more] =
    number % 2 === 0
      ? ['newsletter', {consent: true}]
      : ['leads', {name: 'Ada Example', message: 'Please call back'}]
  return fetch(`${api.url}/api/${path}`, {
    method: 'POST',
    headers: {'content-type': 'application/json', 'idempotency-key': `crash-${number}`},
    body: JSON.stringify({email: `person-${number}@example.com`, site, ...more}),
  })
}

test('a lake that is killed again and again under load keeps all that was accepted, each once', async () => {
  const accepted = new Map<number, string>()
  const refused = new Set<number>()
  let next = 0
  const ending = new AbortController()
  const connection = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const number = next
      next += 1
      // A sender that got no 202 sends the same again.
      for (;;) {
        const response = await send(number)
        const answer = await response.json()
        if (response.status === 202) {
          accepted.set(number, answer.data.submissionId)
          break
        }
        expect(response.status).toBe(503)
        refused.add(number)
        await sleep(RETRY_MS)
      }
    }
  }
  const connections = Promise.all(Array.from({length: CONNECTIONS}, connection))
  const port = Number(new URL(lake.url).port)
  for (const life of LIVES) {
    const before = accepted.size
    await vi.waitFor(() => expect(accepted.size).toBeGreaterThan(before + life), {
      timeout: 60_000,
      interval: 1,
    })
    expect(await lake.end('SIGKILL')).toBeNull()
    lake = await startLakeProcess(directory, port)
  }
  ending.abort()
  await connections

  const stored = await client().fetch<string[]>(
    '*[_type == "leadSubmission"]._id',
    {},
    {tag: 'leads.test.stored'},
  )
  expect(refused.size).toBeGreaterThan(0)
  expect(accepted.size).toBe(next)
  expect(new Set(accepted.values()).size).toBe(next)
  expect(stored.toSorted()).toEqual([...accepted.values()].toSorted())
}, 60_000)
