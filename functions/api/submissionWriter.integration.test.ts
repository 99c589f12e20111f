import {afterEach, expect, test} from 'vitest'
import {z} from 'zod'
import {StoreUnavailableError} from '../shared/storeErrors.ts'
import {
  startScriptedStore,
  type ScriptedAnswer,
  type ScriptedStore,
} from '../testing/scriptedStore.ts'
import {createSubmissionWriter} from './submissionWriter.ts'

const MUTATIONS = z.object({mutations: z.array(z.object({create: z.object({_id: z.string()})}))})
const DONE: ScriptedAnswer = {status: 200, body: {transactionId: 't', results: []}}
const CONFLICT: ScriptedAnswer = {
  status: 409,
  body: {error: {type: 'mutationError', description: 'exists'}},
}

let store: ScriptedStore
afterEach(() => store.stop())

function idsOf(body: unknown): string[] {
  return MUTATIONS.parse(body).mutations.map(({create}) => create._id)
}

function submission(id: string): {_id: string; _type: string} {
  return {_id: id, _type: 'leadSubmission'}
}

test('sends the first submission at once, and those that arrive meanwhile in one transaction', async () => {
  store = await startScriptedStore(() => DONE)
  // However slow this machine is, all arrive while the first is on its way.
  const writer = createSubmissionWriter(store.client, 1000, () => 0)
  const writes = Array.from({length: 50}, (_, n) => writer.write(submission(`s${n}`)))
  expect(await Promise.all(writes)).toEqual(Array(50).fill('created'))
  const sizes = store.requests.map(({body}) => idsOf(body).length)
  expect(sizes).toEqual([1, 49])
  expect(store.requests.flatMap(({body}) => idsOf(body)).sort()).toEqual(
    Array.from({length: 50}, (_, n) => `s${n}`).sort(),
  )
})

test('a slow transaction does not delay the others', async () => {
  const late = Promise.withResolvers<ScriptedAnswer>()
  store = await startScriptedStore((_, index) => (index === 0 ? late.promise : DONE))
  let now = 0
  const writer = createSubmissionWriter(store.client, 10_000, () => now)
  const first = writer.write(submission('late'))
  const others = ['a', 'b', 'c'].map((id) => writer.write(submission(id)))
  now = 1000
  expect(await Promise.all(others)).toEqual(Array(3).fill('created'))
  late.resolve(DONE)
  expect(await first).toBe('created')
  expect(store.requests.map(({body}) => idsOf(body))).toEqual([['late'], ['a', 'b', 'c']])
})

test('splits a failing transaction, so that only faulty submissions fail', async () => {
  store = await startScriptedStore((body) => (idsOf(body).includes('taken') ? CONFLICT : DONE))
  const writer = createSubmissionWriter(store.client, 1000)
  const ids = ['a', 'b', 'c', 'taken', 'd']
  expect(await Promise.all(ids.map((id) => writer.write(submission(id))))).toEqual([
    'created',
    'created',
    'created',
    'exists',
    'created',
  ])
})

test('one failure among a hundred costs about a dozen transactions', async () => {
  store = await startScriptedStore((body) => (idsOf(body).includes('taken') ? CONFLICT : DONE))
  const writer = createSubmissionWriter(store.client, 1000)
  const first = writer.write(submission('first'))
  const ids = Array.from({length: 100}, (_, n) => (n === 61 ? 'taken' : `s${n}`))
  const results = await Promise.all(ids.map((id) => writer.write(submission(id))))
  expect(await first).toBe('created')
  expect(results.filter((result) => result === 'created')).toHaveLength(99)
  expect(results[61]).toBe('exists')
  expect(store.requests.length).toBeLessThan(20)
})

test('tries an unclear failure once more, with the same id', async () => {
  store = await startScriptedStore((_, index) => (index === 0 ? 'hang-up' : CONFLICT))
  const writer = createSubmissionWriter(store.client, 1000)
  expect(await writer.write(submission('a'))).toBe('exists')
  expect(store.requests.map(({body}) => idsOf(body))).toEqual([['a'], ['a']])
})

test('asks a store that has too many requests once more, after a pause', async () => {
  const tooMany: ScriptedAnswer = {status: 429, body: {message: 'slow down'}}
  store = await startScriptedStore((_, index) => (index === 0 ? tooMany : DONE))
  const writer = createSubmissionWriter(store.client, 200)
  const asked = performance.now()
  expect(await writer.write(submission('a'))).toBe('created')
  expect(performance.now() - asked).toBeGreaterThan(190)
  expect(store.requests.map(({body}) => idsOf(body))).toEqual([['a'], ['a']])
})

test.each<[string, ScriptedAnswer]>([
  ['hangs up', 'hang-up'],
  ['fails', {status: 500, body: {message: 'no'}}],
  ['is overloaded', {status: 429, body: {message: 'slow down'}}],
])('a store that %s is unavailable', async (_, answer) => {
  store = await startScriptedStore(() => answer)
  const writer = createSubmissionWriter(store.client, 200)
  await expect(writer.write(submission('a'))).rejects.toBeInstanceOf(StoreUnavailableError)
})

test('a store that does not answer in time is unavailable', async () => {
  const never = Promise.withResolvers<ScriptedAnswer>()
  store = await startScriptedStore(() => never.promise)
  const writer = createSubmissionWriter(store.client, 50)
  await expect(writer.write(submission('a'))).rejects.toBeInstanceOf(StoreUnavailableError)
  expect(store.requests).toHaveLength(1)
  never.resolve('hang-up')
})
