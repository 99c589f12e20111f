import {randomUUID} from 'node:crypto'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import type {LeadActivity, NewsletterSubscriber} from '../../core/sanity.types.generated.ts'
import {mirrorLead} from '../../functions/mirror-subscription/handler.ts'
import {handleSubmission} from '../../functions/process-submission/handler.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import {sendMessage} from '../../functions/send-mail/handler.ts'
import type {FunctionServices} from '../../functions/shared/functionServices.ts'
import {verifyChunks} from '../../functions/shared/verifyTrail.ts'
import {sweep} from '../../functions/sweep/handler.ts'
import {sendForm, SIGN_UP} from '../api/testing/sendForm.ts'
import {clientAs, functionServicesOf, readChain, recordTrails} from '../api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../api/testing/testStack.ts'
import {HOME} from './callers.ts'
import {keyAt} from './people.ts'

const EDITOR = `${HOME}-editor`
const DAY_MS = 86_400_000
const tag = {tag: 'leads.test.reproduced'}

/** Attacks that once had an effect, each as somebody would carry it out. */
describe.each(MODES)('an editor who uses an id before a function does ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  async function submit(email: string) {
    const response = await sendForm(stack.api.url, {body: {...SIGN_UP, email}})
    const {submissionId} = (await response.json()).data
    const submission = await stack.client.getDocument(submissionId, tag)
    return {id: submissionId, at: Date.parse(submission?.['receivedAt'])}
  }

  /** Writes a note under the id that the entry of a function would have. */
  async function plantEntry(key: string, at: number, ...cause: string[]): Promise<void> {
    await clientAs(stack, EDITOR).create(
      {
        _id: `${HOME}.activity.${key}.${deterministicUlid(at, ...cause)}`,
        _type: 'leadActivity',
        site: HOME,
        kind: 'note',
        actor: {kind: 'user', id: EDITOR},
        leadId: `${HOME}.lead.${key}`,
        personKey: key,
        summary: 'Added a note',
        at: new Date(at).toISOString(),
      },
      tag,
    )
  }

  async function timelineOf(key: string): Promise<LeadActivity[]> {
    await stack.settled()
    const query = '*[_type == "leadActivity" && personKey == $key && actor.id != $editor]'
    return stack.client.fetch(query, {key, editor: EDITOR}, tag)
  }

  test('of a timeline does not block the entry of a sign-up', async () => {
    const email = 'planted@example.com'
    const key = keyAt(HOME, email)
    const {id, at} = await submit(email)
    await plantEntry(key, at, 'activity', 'submission', id)
    await plantEntry(key, at, 'activity', 'consent', id)
    expect(await handleSubmission(functionServicesOf(stack), id)).toBe('written')
    const kinds = (await timelineOf(key)).map(({kind}) => kind)
    expect(kinds.toSorted()).toEqual(['consent', 'submission'])
  })

  test('of a message does not block a confirmation', async () => {
    const {id, at} = await submit('unconfirmed@example.com')
    await clientAs(stack, EDITOR).create(
      {
        _id: `${HOME}.email.${deterministicUlid(at, 'confirmation', id)}`,
        _type: 'emailMessage',
        site: HOME,
        kind: 'oneOff',
        status: 'queued',
        subject: 'Hello',
      },
      tag,
    )
    expect(await handleSubmission(functionServicesOf(stack), id)).toBe('written')
    await stack.settled()
    const query = '*[_type == "emailMessage" && submissionId == $id].kind'
    expect(await stack.client.fetch(query, {id}, tag)).toEqual(['confirmation'])
  })

  test('of a timeline does not block the entry of an expired sign-up', async () => {
    const email = 'lapsed@example.com'
    const key = keyAt(HOME, email)
    const {id} = await submit(email)
    await handleSubmission(functionServicesOf(stack), id)
    const subscriberId = `${HOME}.subscriber.${key}`
    const subscriber = await stack.client.getDocument(subscriberId, tag)
    const asked = Date.parse(subscriber?.['doubleOptIn'].requestedAt)
    await plantEntry(key, asked, 'activity', 'unconfirmed', subscriberId)
    await stack.settled()
    await sweep(functionServicesOf(stack, {aheadMs: 31 * DAY_MS}), randomUUID(), () => 0)
    const summaries = (await timelineOf(key)).map(({summary}) => summary)
    expect(summaries).toContain('Did not confirm the newsletter sign-up in time')
  })

  test('of a timeline does not block the entry of a bulk change, whatever start it claims', async () => {
    const startedAt = '2026-01-01T00:00:00.000Z'
    const key = deterministicUlid(0, 'tagged')
    const leadId = `${HOME}.lead.${key}`
    const lead = {_id: leadId, _type: 'lead', site: HOME, tags: [], status: 'new'}
    const job = newBulkJob({
      site: HOME,
      ulid: deterministicUlid(0, 'job'),
      intent: {
        version: 1,
        action: {kind: 'addTag', tag: 'x'},
        targets: {kind: 'ids', ids: [leadId]},
      },
      createdBy: EDITOR,
      way: 'function',
      now: startedAt,
    })
    await stack.client.create(lead, tag)
    await clientAs(stack, EDITOR).create({...job, startedAt}, tag)
    await plantEntry(key, Date.parse(startedAt), job._id, leadId)
    expect(await runBulkChange(functionServicesOf(stack), job._id, () => 0)).toBe('finished')
    await stack.settled()
    const query = '*[_type == "leadActivity" && jobId == $id].leadId'
    expect(await stack.client.fetch(query, {id: job._id}, tag)).toEqual([leadId])
  })

  /** Services whose moment is known in advance, as one of a thousand that somebody plants notes for. */
  function servicesAt(now: string): FunctionServices {
    const variables = {LEADS_SMTP_URL: stack.mail.smtpUrl, LEADS_PUBLIC_API_URL: 'http://api.test'}
    return {...functionServicesOf(stack, {variables}), now: () => now}
  }

  async function addLead(email: string, attributes: object): Promise<string> {
    const key = keyAt(HOME, email)
    const lead = {_id: `${HOME}.lead.${key}`, _type: 'lead', site: HOME, email, ...attributes}
    await stack.client.create(lead, tag)
    return key
  }

  test('of a timeline does not block the entry of a sent mail', async () => {
    const now = new Date().toISOString()
    const key = await addLead('noted@example.com', {subscription: 'none'})
    const message = {
      _id: `${HOME}.email.${deterministicUlid(0, 'noted')}`,
      _type: 'emailMessage',
      site: HOME,
      kind: 'oneOff',
      status: 'queued',
      personKey: key,
      recipientType: 'lead',
      subject: 'Hello',
      body: 'How are you?',
    }
    await clientAs(stack, EDITOR).create(message, tag)
    await plantEntry(key, Date.parse(now), 'activity', 'sent', message._id)
    expect(await sendMessage(servicesAt(now), message._id)).toBe('sent')
    expect(await sendMessage(servicesAt(now), message._id)).toBe('done')
  })

  test('of a timeline does not block the correction of a subscription', async () => {
    const now = new Date().toISOString()
    const key = await addLead('put-right@example.com', {subscription: 'subscribed'})
    const id = `${HOME}.lead.${key}`
    const {_rev = ''} = (await stack.client.getDocument(id, tag)) ?? {}
    await plantEntry(key, Date.parse(now), 'activity', 'mirror', id, _rev)
    await mirrorLead(servicesAt(now), id)
    expect(await stack.client.getDocument(id, tag)).toMatchObject({subscription: 'none'})
  })
})

describe.each(MODES)('an editor who writes an invalid lead ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  let made = 0

  test.each<object>([
    {email: 7},
    {email: {}},
    {customFields: 'x'},
    {customFields: [null]},
    {tags: 'x'},
    {lastActivityAt: {}},
    {source: 7, consent: 'x'},
  ])('with %j does not block a sign-up or a bulk change of its person', async (attributes) => {
    made += 1
    const email = `odd${made}@example.com`
    const id = `${HOME}.lead.${keyAt(HOME, email)}`
    const lead = {_id: id, _type: 'lead', site: HOME, email, ...attributes}
    await clientAs(stack, EDITOR).createOrReplace(lead, tag)
    const body = {...SIGN_UP, email, form: 'contact', name: 'Ada', message: 'Hello'}
    const response = await sendForm(stack.api.url, {path: '/api/leads', body})
    const {submissionId} = (await response.json()).data
    expect(await handleSubmission(functionServicesOf(stack), submissionId)).toBe('written')
    const job = newBulkJob({
      site: HOME,
      ulid: deterministicUlid(0, email),
      intent: {
        version: 1,
        action: {kind: 'addTag', tag: 'vip'},
        targets: {kind: 'ids', ids: [id]},
      },
      createdBy: EDITOR,
      way: 'function',
      now: new Date().toISOString(),
    })
    await clientAs(stack, EDITOR).create(job, tag)
    expect(await runBulkChange(functionServicesOf(stack), job._id, () => 0)).toBe('finished')
    expect(await stack.client.getDocument(id, tag)).toMatchObject({tags: ['vip']})
  })
})

describe.each(MODES)('an administrator who writes an invalid history ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  test.each<[string, unknown]>([
    ['a text', 'none'],
    ['a list of nothing', [null]],
    ['an object', {event: 'confirmed'}],
  ])('such as %s does not block signing up and confirming', async (name, consentHistory) => {
    const email = `history-${name.replaceAll(' ', '-')}@example.com`
    const id = `${HOME}.subscriber.${keyAt(HOME, email)}`
    await clientAs(stack, `${HOME}-admin`).create(
      {
        _id: id,
        _type: 'newsletterSubscriber',
        site: HOME,
        email,
        status: 'unsubscribed',
        consentHistory,
      },
      tag,
    )
    const body = {...SIGN_UP, email}
    const response = await sendForm(stack.api.url, {path: '/api/newsletter', body})
    const {submissionId} = (await response.json()).data
    expect(await handleSubmission(functionServicesOf(stack), submissionId)).toBe('written')
    const subscriber = await stack.client.getDocument<NewsletterSubscriber>(id, tag)
    expect(subscriber?.status).toBe('pending')
    expect(subscriber?.consentHistory?.at(-1)).toMatchObject({event: 'requested'})
  })
})

describe.each(MODES)('an editor who writes a chunk ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  test('cannot make a check of the trail report unchanged entries', async () => {
    const editor = clientAs(stack, EDITOR)
    const entry = (name: string, jobId: object) => ({
      _id: `${HOME}.activity.${keyAt(HOME, 'a@example.com')}.${deterministicUlid(0, name)}`,
      _type: 'leadActivity',
      site: HOME,
      kind: 'status',
      actor: {kind: 'user', id: EDITOR},
      ...jobId,
    })
    const key = deterministicUlid(0, 'of a page')
    const share = {
      _id: `${HOME}.chunk.page.${key}.000000`,
      _type: 'jobChunk',
      site: HOME,
      createdBy: EDITOR,
      jobId: 'x',
    }
    const entries = [entry('none', {}), entry('odd', {jobId: 'x'}), entry('list', {jobId: ['x']})]
    const transaction = editor.transaction().create(share)
    for (const each of entries) transaction.create(each)
    await transaction.commit(tag)
    await recordTrails(stack)
    await stack.settled()
    const actions = (await readChain(stack.client, HOME)).map(({action}) => action)
    expect(actions).toContain('bulk.share.written')
    expect(await verifyChunks(stack.client, HOME)).toEqual([])
    await stack.client
      .patch(entries[0]?._id ?? '')
      .set({kind: 'note'})
      .commit(tag)
    await stack.settled()
    expect(await verifyChunks(stack.client, HOME)).toHaveLength(1)
  })
})
