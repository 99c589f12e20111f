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

function mailsTo(address: string) {
  return stack.mail.mailbox.list().filter(({envelope}) => envelope.to.includes(address))
}

function subscriber(email: string): Promise<Record<string, unknown>> {
  return stack.client.fetch(
    `*[_type == "newsletterSubscriber" && email == $email][0]`,
    {email},
    {tag: 'leads.test.subscriber'},
  )
}

test('sending a message several times at once sends one mail', async () => {
  const id = await queuedMessage('once@example.com')
  const results = await Promise.all(Array.from({length: 5}, () => sendMessage(services(), id)))
  expect(results.filter((result) => result === 'sent')).toHaveLength(1)
  expect(await sendMessage(services(), id)).toBe('done')
  expect(mailsTo('once@example.com')).toHaveLength(1)
  expect(await stack.client.getDocument(id)).toMatchObject({status: 'sent', attempts: 1})
})

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

test('processing and sending record what they did, and what an attempt left out the next records', async () => {
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
  await withoutTrail(() => expect(sendMessage(services(), message)).rejects.toThrow('Away'))
  expect(await recorded(submission)).toEqual({actions: processed, missing: 1})
  expect(await sendMessage(services(), message)).toBe('done')
  const sent = ['consent.requested', 'email.sent', 'submission.processed']
  expect(await recorded(submission)).toEqual({actions: sent, missing: 0})
  expect(mailsTo('trail@example.com')).toHaveLength(1)
  await Promise.all([handleSubmission(services(), submission), sendMessage(services(), message)])
  expect(await recorded(submission)).toEqual({actions: sent, missing: 0})
  expect((await verifyTrail(stack.client, 'artameta')).ok).toBe(true)
})

test('a message that could not be sent waits, and the sweep sends it when it is due', async () => {
  const id = await queuedMessage('later@example.com')
  const broken = services(0, {LEADS_SMTP_URL: 'smtp://127.0.0.1:1'})
  expect(await sendMessage(broken, id)).toBe('queued')
  const failed = await stack.client.getDocument(id)
  expect(failed).toMatchObject({status: 'queued', attempts: 1})
  expect(failed?.['failure']).not.toContain('@')
  expect(await sendMessage(services(), id)).toBe('wait')
  expect(await sweep(services(2 * MINUTE), () => 0)).toMatchObject({failures: 0})
  expect(await stack.client.getDocument(id)).toMatchObject({status: 'sent', attempts: 2})
  expect(mailsTo('later@example.com')).toHaveLength(1)
})

test('a message whose sender died is sent again under the same message id', async () => {
  const id = await queuedMessage('died@example.com')
  await sendMessage(services(), id)
  const claimedAt = new Date().toISOString()
  await stack.client.patch(id).set({status: 'sending', claimedAt}).commit({tag: 'leads.test.stuck'})
  expect(await sendMessage(services(2 * MINUTE), id)).toBe('wait')
  await sweep(services(6 * MINUTE), () => 0)
  const mails = mailsTo('died@example.com')
  expect(mails).toHaveLength(2)
  expect(mails[0]?.messageId).toBe(mails[1]?.messageId)
})

test('whoever unsubscribes before the mail goes out gets none', async () => {
  const id = await queuedMessage('gone@example.com')
  const {_id} = await subscriber('gone@example.com')
  await stack.client
    .patch(String(_id))
    .set({status: 'unsubscribed'})
    .commit({tag: 'leads.test.gone'})
  expect(await sendMessage(services(), id)).toBe('refused')
  expect(mailsTo('gone@example.com')).toEqual([])
})

test('a site without mail settings keeps its messages and says why', async () => {
  const id = await queuedMessage('unset@example.com')
  expect(await sendMessage(services(0, {LEADS_SMTP_URL: ''}), id)).toBe('queued')
  const stored = await stack.client.getDocument(id)
  expect(stored?.['failure']).toContain('LEADS_SMTP_URL')
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
