import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import type {FunctionServices} from '../../functions/shared/functionServices.ts'
import {handleSubmission} from '../../functions/process-submission/handler.ts'
import {sendMessage} from '../../functions/send-mail/handler.ts'
import {readServerEnv} from '../../functions/shared/serverEnv.ts'
import {createSiteRegistry} from '../../functions/shared/siteRegistry.ts'
import {createSiteSecrets} from '../../functions/shared/siteSecrets.ts'
import {sweep} from '../../functions/sweep-submissions/handler.ts'
import {verifyTrail} from '../../functions/shared/verifyTrail.ts'
import {localServerVariables} from './localServerVariables.ts'
import {startTestStack, type TestStack} from './testStack.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

/** The functions' services, with a clock that is ahead. */
function services(aheadMs = 0, more: Record<string, string> = {}): FunctionServices {
  const env = readServerEnv({
    ...localServerVariables(),
    LEADS_SMTP_URL: stack.mail.smtpUrl,
    LEADS_PUBLIC_API_URL: 'http://api.test',
    ...more,
  })
  return {
    env,
    client: stack.client,
    registry: createSiteRegistry(stack.client, Date.now),
    secrets: createSiteSecrets(env),
    now: () => new Date(Date.now() + aheadMs).toISOString(),
  }
}

async function submit(email: string): Promise<string> {
  const response = await fetch(`${stack.api.url}/api/newsletter`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({email, consent: true, site: 'artameta'}),
  })
  return (await response.json()).data.submissionId
}

async function queuedMessage(email: string): Promise<string> {
  const submission = await submit(email)
  expect(await handleSubmission(services(), submission)).toBe('written')
  return stack.client.fetch(
    `*[_type == "emailMessage" && submissionId == $submission][0]._id`,
    {submission},
    {tag: 'leads.test.message'},
  )
}

function subscriber(email: string): Promise<Record<string, unknown>> {
  return stack.client.fetch(
    `*[_type == "newsletterSubscriber" && email == $email][0]`,
    {email},
    {tag: 'leads.test.subscriber'},
  )
}

/** Actions that the trail tells of a submission's entries, and how many of these it lacks. */
async function recorded(submission: string): Promise<{actions: string[]; missing: number}> {
  const entries = await stack.client.fetch<{_id: string; auditSeq?: number}[]>(
    '*[_type == "leadActivity" && submissionId == $submission]',
    {submission},
    {tag: 'leads.test.entries'},
  )
  const numbers = entries.flatMap(({auditSeq}) => auditSeq ?? [])
  const actions = await stack.client.fetch<string[]>(
    '*[_type == "auditEvent" && site == "artameta" && seq in $numbers].action',
    {numbers},
    {tag: 'leads.test.events'},
  )
  return {actions: actions.toSorted(), missing: entries.length - numbers.length}
}

async function withoutTrail<Result>(work: () => Promise<Result>): Promise<Result> {
  const mutate = stack.client.mutate.bind(stack.client)
  const refusing = vi
    .spyOn(stack.client, 'mutate')
    .mockImplementation(async (operations, options) => {
      if (JSON.stringify(operations).includes('"auditEvent"')) {
        throw Object.assign(new Error('Away'), {statusCode: 503})
      }
      return mutate(operations, options)
    })
  try {
    return await work()
  } finally {
    refusing.mockRestore()
  }
}

test('processing records what it did, and what an attempt left out the next records; sending needs no trail', async () => {
  const submission = await submit('trail@example.com')
  await withoutTrail(() => expect(handleSubmission(services(), submission)).rejects.toThrow('Away'))
  expect(await recorded(submission)).toEqual({actions: [], missing: 2})
  expect(await handleSubmission(services(), submission)).toBe('nothing-to-do')
  const processed = ['consent.requested', 'submission.processed']
  expect(await recorded(submission)).toEqual({actions: processed, missing: 0})

  const message = await stack.client.fetch<string>(
    `*[_type == "emailMessage" && submissionId == $submission][0]._id`,
    {submission},
    {tag: 'leads.test.message'},
  )
  await withoutTrail(async () => expect(await sendMessage(services(), message)).toBe('sent'))
  expect(await recorded(submission)).toEqual({actions: processed, missing: 1})
  expect((await verifyTrail(stack.client, 'artameta')).ok).toBe(true)
})

test('the sweep processes what nobody did, and does nothing the second time', async () => {
  const id = await submit('forgotten@example.com')
  expect((await stack.client.getDocument(id))?.['processedAt']).toBeUndefined()
  await sweep(services(), () => 0)
  expect((await stack.client.getDocument(id))?.['processedAt']).toBeUndefined()
  await sweep(services(2 * MINUTE), () => 0)
  expect(await stack.client.getDocument(id)).toMatchObject({outcome: 'processed'})
  expect((await sweep(services(2 * MINUTE), () => 0)).submissions).toBe(0)
})

test('a sign-up that nobody confirms for a month lapses, with its history', async () => {
  await queuedMessage('never@example.com')
  const before = await subscriber('never@example.com')
  await sweep(services(31 * DAY), () => 0)
  const after = await subscriber('never@example.com')
  expect(after).toMatchObject({status: 'unsubscribed', consentHistory: before['consentHistory']})
  expect((await sweep(services(31 * DAY), () => 0)).expired).toBe(0)
})
