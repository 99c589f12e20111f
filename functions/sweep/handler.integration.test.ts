import {randomUUID} from 'node:crypto'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {handleSubmission} from '../process-submission/handler.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {sweep, type SweepResult} from './handler.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const tag = {tag: 'leads.test.sweep'}

describe.each(MODES)('the sweep ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  /** The functions' services, with a clock that is ahead. */
  function services(aheadMs = 0): FunctionServices {
    const variables = {
      LEADS_SMTP_URL: stack.mail.smtpUrl,
      LEADS_PUBLIC_API_URL: 'http://api.test',
    }
    return functionServicesOf(stack, {aheadMs, variables})
  }

  async function swept(aheadMs: number, own = services(aheadMs)): Promise<SweepResult> {
    await stack.settled()
    return sweep(own, randomUUID(), () => 0)
  }

  async function submit(email: string): Promise<string> {
    const response = await fetch(`${stack.api.url}/api/newsletter`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({email, consent: true, site: 'artameta'}),
    })
    return (await response.json()).data.submissionId
  }

  async function subscriber(email: string): Promise<Record<string, unknown>> {
    await stack.settled()
    return stack.client.fetch(
      `*[_type == "newsletterSubscriber" && email == $email][0]`,
      {email},
      tag,
    )
  }

  /** Counts the requests that services make. */
  function countRequests({client}: FunctionServices): () => number {
    const methods = ['request', 'mutate', 'getDocuments', 'getDocument', 'fetch', 'delete'] as const
    const spies = methods.map((method) => vi.spyOn(client, method))
    return () => spies.reduce((sum, {mock}) => sum + mock.calls.length, 0)
  }

  test('processes what is left, and does nothing the second time', async () => {
    const id = await submit('forgotten@example.com')
    expect((await stack.client.getDocument(id))?.['processedAt']).toBeUndefined()
    await swept(0)
    expect((await stack.client.getDocument(id))?.['processedAt']).toBeUndefined()
    expect((await swept(2 * MINUTE)).submissions).toBe(1)
    expect(await stack.client.getDocument(id)).toMatchObject({outcome: 'processed'})
    expect((await swept(2 * MINUTE)).submissions).toBe(0)
  })

  test('ends a sign-up that is not confirmed for a month, and records it in its history', async () => {
    const submission = await submit('never@example.com')
    expect(await handleSubmission(services(), submission)).toBe('written')
    const before = await subscriber('never@example.com')
    await swept(31 * DAY)
    const after = await subscriber('never@example.com')
    expect(after).toMatchObject({status: 'unsubscribed', consentHistory: before['consentHistory']})
    expect((await swept(31 * DAY)).confirmations).toBe(0)
  })

  test('records what no function recorded, and what was written directly', async () => {
    await recordTrails(stack)
    const mark = (await readChain(stack.client, 'artameta')).length
    await clientAs(stack, 'superadmin').patch('site.artameta').set({planLimit: 9}).commit(tag)
    expect((await swept(0)).events).toBe(1)
    const events = await readChain(stack.client, 'artameta')
    expect(events.slice(mark).map(({action}) => action)).toEqual(['site.changed'])
    expect((await swept(0)).events).toBe(0)
  })

  test('needs one query, and a look at the history, while nothing waits', async () => {
    await swept(31 * DAY)
    await swept(0)
    const own = services()
    const requests = countRequests(own)
    expect(Object.values(await swept(0, own)).every((count) => count === 0)).toBe(true)
    expect(requests()).toBe(2)
  })

  test('continues with the rest when something fails', async () => {
    const ids = await Promise.all(['a', 'b', 'c'].map((name) => submit(`${name}@fault.example`)))
    const own = services(2 * MINUTE)
    const mutate = own.client.mutate.bind(own.client)
    vi.spyOn(own.client, 'mutate').mockImplementation(async (operations, options) => {
      if (JSON.stringify(operations).includes(ids[0] ?? '')) {
        throw Object.assign(new Error('Away'), {statusCode: 503})
      }
      return mutate(operations, options)
    })
    expect(await swept(2 * MINUTE, own)).toMatchObject({submissions: 2, failures: 1})
    expect((await swept(2 * MINUTE)).submissions).toBe(1)
  })
})

describe.each(MODES)('sign-ups ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  test('work without the audit trail, and are recorded in it later', async () => {
    const variables = {
      LEADS_SMTP_URL: stack.mail.smtpUrl,
      LEADS_PUBLIC_API_URL: 'http://api.test',
    }
    await stack.client.patch('site.artameta').set({planLimit: 1}).commit(tag)
    const response = await fetch(`${stack.api.url}/api/newsletter`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({email: 'trail@example.com', consent: true, site: 'artameta'}),
    })
    const {submissionId} = (await response.json()).data
    const services = functionServicesOf(stack, {variables})
    expect(await handleSubmission(services, submissionId)).toBe('written')
    await stack.settled()
    await sweep(functionServicesOf(stack, {aheadMs: 2 * MINUTE, variables}), randomUUID(), () => 0)
    await recordTrails(stack)
    const events = await readChain(stack.client, 'artameta')
    expect(events.map(({action}) => action)).toEqual([
      'site.created',
      'site.changed',
      'submission.processed',
      'consent.requested',
      'email.sent',
    ])
    expect(JSON.stringify(events)).not.toContain('@')
    const processed = events.find(({action}) => action === 'submission.processed')
    expect(processed?.diff).toContainEqual(
      expect.objectContaining({path: 'submission', after: submissionId}),
    )
    expect(stack.mail.mailbox.list()).toHaveLength(1)
  })
})
