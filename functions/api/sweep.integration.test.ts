import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import type {RunningApi} from './node.ts'

const TOKEN = 'a token for tests only, of more than thirty-two characters'.replaceAll(' ', '-')
const HOUR = 60 * 60_000
const tag = {tag: 'leads.test.sweep'}

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

/** A submission that came an hour ago and that nobody processed. */
async function forget(email: string): Promise<string> {
  const response = await fetch(`${stack.api.url}/api/newsletter`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({email, consent: true, site: 'artameta'}),
  })
  const {submissionId} = (await response.json()).data
  const receivedAt = new Date(Date.now() - HOUR).toISOString()
  await stack.client.patch(submissionId).set({receivedAt}).commit(tag)
  return submissionId
}

function ask(api: RunningApi, method: string, token?: string): Promise<Response> {
  const headers = new Headers()
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  return fetch(`${api.url}/api/sweep`, {method, headers})
}

describe('the sweep beside the endpoints', () => {
  test('runs when a cron job calls it with the token', async () => {
    const api = await stack.startApi({LEADS_SWEEP_TOKEN: TOKEN})
    const id = await forget('cron@example.com')
    for (const token of [undefined, '', 'wrong', `${TOKEN}x`]) {
      expect((await ask(api, 'POST', token)).status).toBe(401)
    }
    expect(await stack.client.getDocument(id, tag)).not.toHaveProperty('processedAt')
    const response = await ask(api, 'GET', TOKEN)
    expect(response.status).toBe(200)
    expect((await response.json()).data).toMatchObject({submissions: 1, failures: 0})
    expect(await stack.client.getDocument(id, tag)).toMatchObject({outcome: 'processed'})
    expect((await ask(api, 'PUT', TOKEN)).status).toBe(405)
  })

  test('runs once at a time', async () => {
    const api = await stack.startApi({LEADS_SWEEP_TOKEN: TOKEN})
    const answers = await Promise.all(Array.from({length: 4}, () => ask(api, 'POST', TOKEN)))
    expect(answers.filter(({status}) => status === 202)).toHaveLength(3)
  })

  test('does not exist without a token', async () => {
    expect((await ask(stack.api, 'POST', TOKEN)).status).toBe(404)
    await expect(stack.startApi({LEADS_SWEEP_TOKEN: 'short'})).rejects.toThrow('LEADS_SWEEP_TOKEN')
  })

  test('runs on the server’s schedule', async () => {
    const id = await forget('clock@example.com')
    vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']})
    const api = await stack.startApi({LEADS_SWEEP_SECONDS: '30'})
    vi.advanceTimersByTime(31_000)
    vi.useRealTimers()
    await vi.waitFor(
      async () => {
        expect(await stack.client.getDocument(id, tag)).toMatchObject({outcome: 'processed'})
      },
      {timeout: 60_000},
    )
    await api.stop()
  })
})
