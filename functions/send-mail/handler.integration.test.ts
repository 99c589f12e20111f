import {randomUUID} from 'node:crypto'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {problem} from '../../core/problems/problem.ts'
import {formatProblems} from '../../core/problems/storedProblems.ts'
import type {SanityClient} from '@sanity/client'
import type {NewDocument} from '../../core/changes/mutation.ts'
import {verifyUnsubscribeLink} from '../../core/consent/personLinks.ts'
import {personKey, siteSecret} from '../../core/people/keys.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {localServerVariables} from '../../local/api/localServerVariables.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../../local/ports.ts'
import {LOCAL_SECRET} from '../../local/secret.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {createLakeClient} from '../shared/lakeClient.ts'
import {readServerEnv} from '../shared/serverEnv.ts'
import {createSiteRegistry} from '../shared/siteRegistry.ts'
import {createSiteSecrets} from '../shared/siteSecrets.ts'
import {handleSubmission} from '../process-submission/handler.ts'
import {sweep} from '../sweep/handler.ts'
import {sendMessage} from './handler.ts'

const SITE = 'artameta'
const KEY_SECRET = siteSecret(LOCAL_SECRET, SITE, 'person-key')
const MINUTE = 60_000
const TAG = {tag: 'leads.test.mail'}

describe.each(MODES)('in $mode mode', ({strict}) => {
  let stack: TestStack
  let editor: SanityClient
  let count = 0

  const as = (token: string): SanityClient =>
    createLakeClient({
      projectId: LOCAL_PROJECT_ID,
      dataset: LOCAL_DATASET,
      apiHost: stack.lake.url,
      token,
    })

  /** The services of one function process, with a clock that may be ahead. */
  function services({
    client = as('local-functions'),
    aheadMs = 0,
    variables = {},
  }: {
    client?: SanityClient
    aheadMs?: number
    variables?: Record<string, string>
  } = {}): FunctionServices {
    const env = readServerEnv({
      ...localServerVariables(),
      LEADS_SMTP_URL: stack.mail.smtpUrl,
      LEADS_PUBLIC_API_URL: 'http://api.test',
      ...variables,
    })
    return {
      env,
      client,
      registry: createSiteRegistry(client, Date.now),
      secrets: createSiteSecrets(env),
      now: () => new Date(Date.now() + aheadMs).toISOString(),
    }
  }

  const keyOf = (email: string) => personKey(KEY_SECRET, email)
  const nextUlid = () => deterministicUlid(Date.UTC(2026, 0, 1), 'test', String((count += 1)))
  const id = (kind: string, key: string) => `${SITE}.${kind}.${key}`

  /** A lead as an editor writes it by the API. */
  async function plantLead(key: string, email: unknown): Promise<string> {
    await editor.create(
      {
        _id: id('lead', key),
        _type: 'lead',
        site: SITE,
        email,
        name: 'Planted',
        status: 'new',
        subscription: 'subscribed',
      },
      TAG,
    )
    return key
  }

  /** A one-off e-mail as an editor queues it. */
  async function queue(key: unknown, more: object = {}): Promise<string> {
    const message = {
      _id: id('email', nextUlid()),
      _type: 'emailMessage',
      site: SITE,
      kind: 'oneOff',
      status: 'queued',
      personKey: key,
      recipientType: 'lead',
      subject: 'Hello',
      body: 'How are you?',
      queuedAt: new Date().toISOString(),
      attempts: 0,
      ...more,
    }
    await editor.create(message, TAG)
    return message._id
  }

  async function put(document: NewDocument): Promise<void> {
    await stack.client.createOrReplace(document, TAG)
  }

  function suppress(email: string, reason = 'complained'): Promise<void> {
    return put({
      _id: id('suppression', keyOf(email)),
      _type: 'suppression',
      site: SITE,
      reason,
      since: '2026-01-01T00:00:00.000Z',
    })
  }

  async function entriesOf(
    message: string,
  ): Promise<{kind: string; summary: string; leadId: string}[]> {
    await stack.settled()
    return stack.client.fetch(
      '*[_type == "leadActivity" && emailId == $message] | order(at asc){kind, summary, leadId}',
      {message},
      TAG,
    )
  }

  const stateOf = (message: string) => stack.client.getDocument(message, TAG)
  const recipients = () => stack.mail.mailbox.list().flatMap(({envelope}) => envelope.to)

  /** Site and key that the unsubscribe links of the newest mail stand for. */
  async function unsubscribes(): Promise<string[]> {
    const [newest] = stack.mail.mailbox.list()
    const raw = newest ? await stack.mail.mailbox.raw(newest.id) : undefined
    const text = Buffer.from(raw ?? [])
      .toString('utf8')
      .replaceAll(/=\r?\n/g, '')
      .replaceAll(/\r?\n[ \t]+/g, ' ')
      .replaceAll('=3D', '=')
    const tokens = [...text.matchAll(/unsubscribe\?token=([\w.-]+)/g)].map(
      ([, token]) => token ?? '',
    )
    const secret = siteSecret(LOCAL_SECRET, SITE, 'unsubscribe-link')
    return tokens.map((token) => {
      const link = verifyUnsubscribeLink(token, () => secret, new Date().toISOString())
      return link.ok ? `${link.link.site} ${link.link.personKey}` : link.reason
    })
  }

  beforeAll(async () => {
    stack = await startTestStack({strict})
    editor = as(`local-${SITE}-editor`)
  })
  afterAll(() => stack.stop())
  beforeEach(() => stack.mail.mailbox.clear())

  describe('people on the suppression list get no mail', () => {
    const victim = 'victim@example.com'
    beforeAll(() => suppress(victim))

    test.each([
      ['of a lead under a key of the editor’s own', () => 'x'],
      ['of a lead under somebody else’s key', () => keyOf('somebody@example.com')],
    ])('%s: the message names another person', async (_, key) => {
      const named = await plantLead(key(), victim)
      const message = await queue(named)
      expect(await sendMessage(services(), message)).toBe('refused')
      expect(recipients()).toEqual([])
      expect(await stateOf(message)).toMatchObject({
        status: 'failed',
        failure: formatProblems([problem('mail.person-other')]),
      })
      expect(await entriesOf(message)).toMatchObject([
        {kind: 'email.refused', leadId: id('lead', named)},
      ])
    })

    test.each([victim, 'VICTIM@Example.COM', '  victim@example.com '])(
      'of a lead that was added by hand with the address %j',
      async (address) => {
        const message = await queue(await plantLead(nextUlid(), address))
        expect(await sendMessage(services(), message)).toBe('refused')
        expect(recipients()).toEqual([])
        expect(await stateOf(message)).toMatchObject({status: 'suppressed'})
        expect(await entriesOf(message)).toMatchObject([{kind: 'email.refused'}])
      },
    )

    test('of their own lead, even when its copy of the subscription differs', async () => {
      const message = await queue(await plantLead(keyOf(victim), victim))
      expect(await sendMessage(services(), message)).toBe('refused')
      expect(recipients()).toEqual([])
    })

    test.each(['unsubscribed', 'bounced', 'manual', 'erased'])('for being %s', async (reason) => {
      const address = `${reason}@example.com`
      await suppress(address, reason)
      const message = await queue(await plantLead(nextUlid(), address))
      expect(await sendMessage(services(), message)).toBe('refused')
      expect(recipients()).toEqual([])
    })

    test('nor to a lead added by hand that is on it itself', async () => {
      const key = await plantLead(nextUlid(), 'handmade@example.com')
      await put({_id: id('suppression', key), _type: 'suppression', site: SITE, reason: 'manual'})
      expect(await sendMessage(services(), await queue(key))).toBe('refused')
      expect(recipients()).toEqual([])
    })

    test('nor to people who unsubscribed, even without a suppression', async () => {
      const address = 'left@example.com'
      await put({
        _id: id('subscriber', keyOf(address)),
        _type: 'newsletterSubscriber',
        site: SITE,
        email: address,
        status: 'unsubscribed',
        consentHistory: [{_key: 'a', event: 'withdrawn', at: '2026-01-01T00:00:00.000Z'}],
      })
      const message = await queue(await plantLead(nextUlid(), address))
      expect(await sendMessage(services(), message)).toBe('refused')
      expect(recipients()).toEqual([])
    })

    test('until an administrator lifts it', async () => {
      const address = 'lifted@example.com'
      await suppress(address, 'manual')
      const admin = as(`local-${SITE}-admin`)
      const suppression = id('suppression', keyOf(address))
      await admin.patch(suppression).set({liftedAt: '2026-02-01T00:00:00.000Z'}).commit(TAG)
      const message = await queue(await plantLead(keyOf(address), address))
      expect(await sendMessage(services(), message)).toBe('sent')
      expect(recipients()).toEqual([address])
    })
  })

  test.each([
    'a@example.com, b@example.com',
    'a@example.com;b@example.com',
    'Ada <a@example.com>',
    '"a b"@example.com',
    'a@[127.0.0.1]',
    'a@example.com\r\nBcc: b@example.com',
    'a@localhost',
    ['a@example.com', 'b@example.com'],
    {address: 'a@example.com'},
    42,
    null,
  ])('the address %j is not mailed', async (address) => {
    const message = await queue(await plantLead(nextUlid(), address))
    expect(await sendMessage(services(), message)).toBe('refused')
    expect(recipients()).toEqual([])
    expect(await stateOf(message)).toMatchObject({status: 'failed', failure: expect.any(String)})
  })

  test('the ways out of a mail are those of the person who gets it', async () => {
    const address = 'ada@example.com'
    const byHand = await queue(await plantLead(nextUlid(), 'Ada@Example.com'))
    expect(await sendMessage(services(), byHand)).toBe('sent')
    expect(recipients()).toEqual([address])
    const ways = await unsubscribes()
    // The header, and a link in each of the two bodies.
    expect(ways.length).toBeGreaterThanOrEqual(3)
    expect(new Set(ways)).toEqual(new Set([`${SITE} ${keyOf(address)}`]))
  })

  describe('fields that an editor writes into a message', () => {
    test.each([
      ['no attempts yet to come', {attempts: -1_000_000}],
      ['attempts that are no number', {attempts: 'many'}],
      ['a claim that lasts for ever', {claimedAt: '2099-01-01T00:00:00.000Z'}],
      ['a claim that is no time', {claimedAt: {}}],
      ['a queue of the year 0', {queuedAt: '0000-01-01T00:00:00.000Z'}],
      ['a queue of no time', {queuedAt: 'soon'}],
      ['a record of having been sent', {sentAt: '2026-01-01T00:00:00.000Z'}],
      ['another submission', {submissionId: 'bluefern.submission.x'}],
    ])('%s: it is sent once, and recorded', async (_, lie) => {
      const address = `lie-${(count += 1)}@example.com`
      const message = await queue(await plantLead(nextUlid(), address), lie)
      expect(await sendMessage(services(), message)).toBe('sent')
      expect(await sendMessage(services(), message)).toBe('done')
      expect(recipients()).toEqual([address])
      expect(await stateOf(message)).toMatchObject({status: 'sent', attempts: 1})
      expect(await entriesOf(message)).toMatchObject([{kind: 'email.sent'}])
    })

    test.each([
      ['no text', {body: null}],
      ['a text that is none', {body: {text: 'x'}}],
      ['a subject that is none', {subject: ['x']}],
      ['nobody', {personKey: null}],
      ['a key of several parts', {personKey: 'a.b'}],
      ['a key that is none', {personKey: {a: 1}}],
      ['an unheard-of recipient', {recipientType: 'everybody'}],
    ])('%s: it fails with the reason', async (_, lie) => {
      const message = await queue(await plantLead(nextUlid(), 'fine@example.com'), lie)
      expect(await sendMessage(services(), message)).toBe('refused')
      expect(await sendMessage(services(), message)).toBe('done')
      expect(recipients()).toEqual([])
      expect(await stateOf(message)).toMatchObject({status: 'failed', failure: expect.any(String)})
    })
  })

  test('documents that are not messages by their id, type and site are left alone', async () => {
    const key = await plantLead(nextUlid(), 'alone@example.com')
    const fields = {
      kind: 'oneOff',
      status: 'queued',
      personKey: key,
      recipientType: 'lead',
      subject: 'Hello',
      body: 'x',
    }
    const disguised: NewDocument[] = [
      {_id: id('lead', nextUlid()), _type: 'emailMessage', site: SITE, ...fields},
      {_id: id('email', nextUlid()), _type: 'segment', site: SITE, ...fields},
      {_id: id('email', nextUlid()), _type: 'emailMessage', site: 'bluefern', ...fields},
      {_id: id('email', `${nextUlid()}.x`), _type: 'emailMessage', site: SITE, ...fields},
      {_id: 'drafts.artameta.email.x', _type: 'emailMessage', site: SITE, ...fields},
    ]
    for (const document of disguised) {
      await put(document)
      expect(await sendMessage(services(), document._id)).toBe('done')
      expect(await stateOf(document._id)).toMatchObject({status: 'queued'})
    }
    expect(recipients()).toEqual([])
  })

  test('a confirmation goes to the subscriber’s address alone', async () => {
    const address = 'asked@example.com'
    const subscriber = {
      _id: id('subscriber', keyOf(address)),
      _type: 'newsletterSubscriber',
      site: SITE,
      email: address,
      status: 'pending',
      doubleOptIn: {
        nonce: 'n1',
        requestedAt: new Date().toISOString(),
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
        lastSubmissionId: id('submission', 'one'),
      },
    }
    await put(subscriber)
    await plantLead(keyOf(address), 'attacker@example.com')
    const confirmation = {
      _type: 'emailMessage',
      site: SITE,
      kind: 'confirmation',
      status: 'queued',
      personKey: keyOf(address),
      recipientType: 'lead',
      submissionId: id('submission', 'one'),
      queuedAt: new Date().toISOString(),
      attempts: 0,
    }
    const forged = id('email', nextUlid())
    await put({_id: forged, ...confirmation})
    expect(await sendMessage(services(), forged)).toBe('refused')
    await put({...subscriber, email: 'attacker@example.com'})
    const moved = id('email', nextUlid())
    await put({_id: moved, ...confirmation, recipientType: 'subscriber'})
    expect(await sendMessage(services(), moved)).toBe('refused')
    expect(recipients()).toEqual([])
    await put(subscriber)
    const genuine = id('email', nextUlid())
    await put({_id: genuine, ...confirmation, recipientType: 'subscriber'})
    expect(await sendMessage(services(), genuine)).toBe('sent')
    expect(recipients()).toEqual([address])
  })

  describe('between the claim and the sending', () => {
    /** Services whose client does something right after the claim was written. */
    function afterClaim(work: () => Promise<unknown>): FunctionServices {
      const client = as('local-functions')
      const mutate = client.mutate.bind(client)
      vi.spyOn(client, 'mutate').mockImplementationOnce(async (operations, options) => {
        const done = await mutate(operations, options)
        await work()
        return done
      })
      return services({client})
    }

    test('another address of the lead changes nothing', async () => {
      await suppress('late@example.com')
      const key = await plantLead(nextUlid(), 'early@example.com')
      const message = await queue(key)
      const change = () =>
        editor.patch(id('lead', key)).set({email: 'late@example.com'}).commit(TAG)
      expect(await sendMessage(afterClaim(change), message)).toBe('sent')
      expect(recipients()).toEqual(['early@example.com'])
      expect(new Set(await unsubscribes())).toEqual(
        new Set([`${SITE} ${keyOf('early@example.com')}`]),
      )
    })

    test('a lead that is deleted does not make the mail go out twice', async () => {
      const key = await plantLead(nextUlid(), 'deleted@example.com')
      const message = await queue(key)
      const remove = () => stack.client.delete(id('lead', key), TAG)
      expect(await sendMessage(afterClaim(remove), message)).toBe('sent')
      expect(await stateOf(message)).toMatchObject({status: 'sent'})
      expect(await sendMessage(services(), message)).toBe('done')
      expect(recipients()).toEqual(['deleted@example.com'])
    })
  })

  test('of many simultaneous processes one sends', async () => {
    const message = await queue(await plantLead(nextUlid(), 'once@example.com'))
    const results = await Promise.all(
      Array.from({length: 12}, () => sendMessage(services(), message)),
    )
    expect(results.filter((result) => result === 'sent')).toHaveLength(1)
    expect(recipients()).toEqual(['once@example.com'])
    expect(await entriesOf(message)).toHaveLength(1)
  })

  describe('a message that did not go out', () => {
    const toAda = async () => queue(await plantLead(nextUlid(), `ada-${(count += 1)}@example.com`))

    test('waits, and the sweep sends it when it is due', async () => {
      const message = await toAda()
      const broken = services({variables: {LEADS_SMTP_URL: 'smtp://127.0.0.1:1'}})
      expect(await sendMessage(broken, message)).toBe('queued')
      const failed = await stateOf(message)
      expect(failed).toMatchObject({status: 'queued', attempts: 1})
      expect(failed?.['failure']).not.toContain('@')
      expect(await sendMessage(services(), message)).toBe('wait')
      await stack.settled()
      expect(await sweep(services({aheadMs: 2 * MINUTE}), randomUUID(), () => 0)).toMatchObject({
        failures: 0,
      })
      expect(await stateOf(message)).toMatchObject({status: 'sent', attempts: 2})
      expect(recipients()).toHaveLength(1)
    })

    test('because its sender stopped is sent again under the same message id', async () => {
      const message = await toAda()
      await sendMessage(services(), message)
      const claimedAt = new Date().toISOString()
      await stack.client.patch(message).set({status: 'sending', claimedAt}).commit(TAG)
      expect(await sendMessage(services({aheadMs: 2 * MINUTE}), message)).toBe('wait')
      await stack.settled()
      await sweep(services({aheadMs: 6 * MINUTE}), randomUUID(), () => 0)
      const mails = stack.mail.mailbox.list()
      expect(mails).toHaveLength(2)
      expect(mails[0]?.messageId).toBe(mails[1]?.messageId)
    })

    test('for a site without mail settings is kept with the reason', async () => {
      const message = await toAda()
      const unset = services({variables: {LEADS_SMTP_URL: ''}})
      expect(await sendMessage(unset, message)).toBe('queued')
      expect((await stateOf(message))?.['failure']).toContain('LEADS_SMTP_URL')
    })
  })

  test('a person who unsubscribes before the confirmation is sent gets none', async () => {
    const address = 'gone@example.com'
    const response = await fetch(`${stack.api.url}/api/newsletter`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({email: address, consent: true, site: SITE}),
    })
    await handleSubmission(services(), (await response.json()).data.submissionId)
    await stack.settled()
    const message = await stack.client.fetch<string>(
      '*[_type == "emailMessage" && personKey == $key][0]._id',
      {key: keyOf(address)},
      TAG,
    )
    await stack.client
      .patch(id('subscriber', keyOf(address)))
      .set({status: 'unsubscribed'})
      .commit(TAG)
    expect(await sendMessage(services(), message)).toBe('refused')
    expect(recipients()).toEqual([])
  })

  test('the function sends what editors queue once, and nothing to people who may not get it', async () => {
    await suppress('blocked@example.com')
    await stack.startRunner({startAt: 'now'})
    const free = Array.from({length: 6}, (_, index) => `free-${index}@example.com`)
    for (const address of [...free, 'blocked@example.com', 'BLOCKED@example.com']) {
      await queue(await plantLead(nextUlid(), address))
    }
    await stack.settled()
    expect(recipients().toSorted()).toEqual(free)
  })
})
