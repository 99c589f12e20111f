import {randomUUID} from 'node:crypto'
import {ulid} from 'ulid'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {problem} from '../../core/problems/problem.ts'
import {formatProblems} from '../../core/problems/storedProblems.ts'
import {MAX_SUBMISSION_ATTEMPTS} from '../../core/changes/submissionAttempts.ts'
import {localServerVariables} from '../../local/api/localServerVariables.ts'
import {sendForm, SIGN_UP} from '../../local/api/testing/sendForm.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {readServerEnv} from '../shared/serverEnv.ts'
import {createSiteRegistry} from '../shared/siteRegistry.ts'
import {createSiteSecrets} from '../shared/siteSecrets.ts'
import {sweep} from '../sweep/handler.ts'
import {startScriptedStore} from '../testing/scriptedStore.ts'
import {handleSubmission} from './handler.ts'
import {retryFailed} from './retryFailed.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

describe.each(MODES)('in $mode mode', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  /** The services of a fresh process, with a clock that is ahead. */
  function services(aheadMs = 0, more: Record<string, string> = {}): FunctionServices {
    const env = readServerEnv({...localServerVariables(), ...more})
    return {
      env,
      client: stack.client,
      registry: createSiteRegistry(stack.client, Date.now),
      secrets: createSiteSecrets(env),
      now: () => new Date(Date.now() + aheadMs).toISOString(),
    }
  }

  async function submit(email: string): Promise<string> {
    const response = await sendForm(stack.api.url, {body: {...SIGN_UP, email}})
    return (await response.json()).data.submissionId
  }

  function stored(id: string) {
    return stack.client.getDocument<Record<string, unknown>>(id, {tag: 'leads.test.stored'})
  }

  async function count(filter: string, params: Record<string, unknown>): Promise<number> {
    await stack.settled()
    return stack.client.fetch(`count(*[${filter}])`, params, {tag: 'leads.test.count'})
  }

  /** A submission of a site that is not in the registry, so that every attempt fails. */
  async function doomed(site: string): Promise<string> {
    const _id = `${site}.submission.${ulid()}`
    const receivedAt = new Date().toISOString()
    await stack.client.create(
      {_id, _type: 'leadSubmission', site, email: 'a@example.com', receivedAt},
      {tag: 'leads.test.doomed'},
    )
    return _id
  }

  /** Lets every write of a decision on a submission fail as told, and nothing else. */
  async function withFailingWrites<Result>(
    statusCode: number,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const mutate = stack.client.mutate.bind(stack.client)
    const failing = vi
      .spyOn(stack.client, 'mutate')
      .mockImplementation(async (operations, options) => {
        if (options?.tag === 'leads.process.write') {
          throw Object.assign(new Error('Out of order'), {statusCode})
        }
        return mutate(operations, options)
      })
    try {
      return await work()
    } finally {
      failing.mockRestore()
    }
  }

  test('processing several times at once changes everything once', async () => {
    const [first, second] = [await submit('twin@example.com'), await submit('twin@example.com')]
    const runs = [first, second, first, second, first].map((id) => handleSubmission(services(), id))
    const results = await Promise.all(runs)
    expect(results.filter((result) => result === 'written')).toHaveLength(2)
    await stack.settled()
    const counts = await stack.client.fetch(
      `{"leads": count(*[_type == "lead" && email == $email]),
        "messages": count(*[_type == "emailMessage" && submissionId in $ids]),
        "arrivals": count(*[_type == "leadActivity" && kind == "submission" && submissionId in $ids])}`,
      {email: 'twin@example.com', ids: [first, second]},
      {tag: 'leads.test.counts'},
    )
    expect(counts).toEqual({leads: 1, messages: 1, arrivals: 2})
  })

  test('late attempts at the same time count as one, and only one of them works', async () => {
    const id = await submit('late@example.com')
    const runs = Array.from({length: 5}, () => handleSubmission(services(2 * MINUTE), id))
    const results = await Promise.all(runs)
    expect(results.filter((result) => result === 'written')).toHaveLength(1)
    expect(await stored(id)).toMatchObject({outcome: 'processed'})
    expect(await stored(id)).not.toHaveProperty('failure')
  })

  test('a submission without a site records that, waits, and fails in the end', async () => {
    const id = await doomed('vanished')
    expect(await handleSubmission(services(), id)).toBe('failed')
    expect(await stored(id)).toMatchObject({
      failure: {attempts: 1, message: formatProblems([problem('submission.site-missing')])},
    })
    expect(await handleSubmission(services(), id)).toBe('wait')
    const results: string[] = []
    for (let day = 1; day < 2 * MAX_SUBMISSION_ATTEMPTS; day += 1) {
      results.push(await handleSubmission(services(day * DAY + MINUTE), id))
    }
    expect(results.filter((result) => result === 'failed')).toHaveLength(
      MAX_SUBMISSION_ATTEMPTS - 1,
    )
    expect(results.at(-1)).toBe('nothing-to-do')
    expect(await stored(id)).toMatchObject({
      outcome: 'failed',
      failure: {
        attempts: MAX_SUBMISSION_ATTEMPTS,
        message: formatProblems([problem('submission.site-missing')]),
      },
    })
    expect(await handleSubmission(services(100 * DAY), id)).toBe('nothing-to-do')
  })

  test('problems of the configuration are recorded in the submission, without secrets', async () => {
    const id = await submit('unset@example.com')
    expect(await handleSubmission(services(0, {LEADS_SECRET: ''}), id)).toBe('failed')
    expect(await stored(id)).toMatchObject({
      failure: {attempts: 1, message: expect.stringContaining('LEADS_SECRET is not set')},
    })
    expect(await handleSubmission(services(2 * MINUTE), id)).toBe('written')
  })

  test('attempts that the store refuses are counted and recorded', async () => {
    const id = await submit('poison@example.com')
    const attempt = (ahead: number) =>
      withFailingWrites(503, () => handleSubmission(services(ahead), id)).catch(() => 'thrown')
    expect(await attempt(DAY)).toBe('thrown')
    expect(await stored(id)).toMatchObject({
      failure: {attempts: 1, message: expect.stringContaining('Out of order')},
    })
    const results: string[] = []
    for (let day = 2; day < 2 * MAX_SUBMISSION_ATTEMPTS; day += 1) {
      results.push(await attempt(day * DAY + MINUTE))
    }
    expect(results.filter((result) => result === 'thrown')).toHaveLength(
      MAX_SUBMISSION_ATTEMPTS - 1,
    )
    expect(await stored(id)).toMatchObject({outcome: 'failed'})

    expect(await retryFailed(stack.client, {site: 'bluefern', ids: [id]})).toEqual([])
    expect(await retryFailed(stack.client, {site: 'artameta', ids: [id]})).toEqual([id])
    expect(await handleSubmission(services(2 * MINUTE), id)).toBe('written')
    expect(await retryFailed(stack.client, {site: 'artameta', ids: [id]})).toEqual([])
  })

  test('an attempt that others always overtake is counted too', async () => {
    const id = await submit('overtaken@example.com')
    const attempt = withFailingWrites(409, () => handleSubmission(services(2 * MINUTE), id))
    await expect(attempt).rejects.toThrow('Out of order')
    expect(await stored(id)).toMatchObject({failure: {attempts: 1}})
  })

  test('all failed submissions of a site are found for a retry', async () => {
    const ids = await Promise.all(Array.from({length: 3}, () => doomed('gone-again')))
    for (const id of ids) {
      for (let day = 1; day < 2 * MAX_SUBMISSION_ATTEMPTS; day += 1) {
        await handleSubmission(services(day * DAY + MINUTE), id)
      }
    }
    await stack.settled()
    expect(await retryFailed(stack.client, {site: 'gone-again'})).toEqual(ids.toSorted())
    for (const id of ids) expect(await stored(id)).not.toHaveProperty('outcome')
  })

  test('submissions that always fail do not delay others', async () => {
    for (let n = 0; n < 20; n += 1) await doomed('broken-site')
    const id = await submit('patient@example.com')
    await stack.settled()
    const {failures} = await sweep(services(2 * MINUTE), randomUUID(), () => 0)
    expect(failures).toBe(0)
    expect(await stored(id)).toMatchObject({outcome: 'processed'})
  })

  test.each<[string, Record<string, unknown>]>([
    ['of another type', {_type: 'lead'}],
    ['of another site', {site: 'bluefern'}],
    ['of no site', {site: null}],
  ])('a document %s than its id is left alone', async (_, more) => {
    const id = `artameta.submission.${ulid()}`
    const email = `${ulid().toLowerCase()}@example.com`
    const receivedAt = new Date().toISOString()
    const form = {id: 'newsletter', kind: 'newsletter', version: 1}
    await stack.client.create(
      {_id: id, _type: 'leadSubmission', site: 'artameta', email, form, receivedAt, ...more},
      {tag: 'leads.test.forged'},
    )
    const before = await stored(id)
    for (const ahead of [0, 2 * MINUTE]) {
      expect(await handleSubmission(services(ahead), id)).toBe('refused')
    }
    expect(await stored(id)).toEqual(before)
    expect(await count('_type == "newsletterSubscriber" && email == $email', {email})).toBe(0)
  })

  test('the function is called by the ids of submissions, not by their type', async () => {
    const runner = await stack.startRunner({startAt: 'now'})
    const email = 'forged@example.com'
    const receivedAt = new Date().toISOString()
    const form = {id: 'newsletter', kind: 'newsletter', version: 1}
    const forged = ['artameta.lead.forged', 'artameta.segment.forged', 'bluefern.submission.forged']
    for (const _id of forged) {
      await stack.client.create(
        {_id, _type: 'leadSubmission', site: 'artameta', email, form, receivedAt},
        {tag: 'leads.test.forged'},
      )
    }
    const genuine = await submit('genuine@example.com')
    await vi.waitFor(
      async () => expect(await stored(genuine)).toMatchObject({outcome: 'processed'}),
      {timeout: 60_000, interval: 50},
    )
    await runner.idle()
    for (const id of forged) expect(await stored(id)).not.toHaveProperty('processedAt')
    expect(await count('_type == "newsletterSubscriber" && email == $email', {email})).toBe(0)
    await runner.stop()
  })
})

test.each([
  '',
  'artameta',
  'artameta.lead.01ARZ3NDEKTSV4RRFFQ69G5FAV',
  'artameta.submission',
  'artameta.submission.',
  'artameta.submission.a.b',
  'drafts.artameta.submission.x',
  'network.submission.x',
  'site.artameta',
])('nothing is read for %j, which is not the id of a submission', async (id) => {
  const store = await startScriptedStore(() => ({status: 200, body: {documents: []}}))
  const env = readServerEnv(localServerVariables())
  const services = {
    env,
    client: store.client,
    registry: createSiteRegistry(store.client, Date.now),
    secrets: createSiteSecrets(env),
    now: () => new Date().toISOString(),
  }
  expect(await handleSubmission(services, id)).toBe('refused')
  expect(store.requests).toEqual([])
  await store.stop()
})
