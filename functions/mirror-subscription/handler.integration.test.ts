import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {SanityClient} from '@sanity/client'
import type {NewDocument} from '../../core/changes/mutation.ts'
import {personKey, siteSecret} from '../../core/people/keys.ts'
import {clientAs, functionServicesOf} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {LOCAL_SECRET} from '../../local/secret.ts'
import {mirrorLead} from './handler.ts'

const SITE = 'artameta'
const KEY_SECRET = siteSecret(LOCAL_SECRET, SITE, 'person-key')
const TAG = {tag: 'leads.test.mirror'}

const keyOf = (email: string) => personKey(KEY_SECRET, email)
const id = (kind: string, key: string) => `${SITE}.${kind}.${key}`

describe.each(MODES)('in $mode mode', ({strict}) => {
  let stack: TestStack
  let editor: SanityClient
  let admin: SanityClient

  const lead = (key: string, email: string, subscription: unknown): NewDocument => ({
    _id: id('lead', key),
    _type: 'lead',
    site: SITE,
    email,
    status: 'new',
    subscription,
  })

  const subscriber = (key: string, email: string, status: string): NewDocument => ({
    _id: id('subscriber', key),
    _type: 'newsletterSubscriber',
    site: SITE,
    email,
    status,
    consentHistory: [],
  })

  async function copyOf(key: string): Promise<unknown> {
    await stack.settled()
    return (await stack.client.getDocument(id('lead', key), TAG))?.['subscription']
  }

  async function entriesOf(key: string): Promise<{actor: object; details: object[]}[]> {
    await stack.settled()
    return stack.client.fetch(
      '*[_type == "leadActivity" && personKey == $key && actor.id == "mirror-subscription"]',
      {key},
      TAG,
    )
  }

  beforeAll(async () => {
    stack = await startTestStack({strict})
    editor = clientAs(stack, `${SITE}-editor`)
    admin = clientAs(stack, `${SITE}-admin`)
    await stack.startRunner({startAt: 'now'})
  })
  afterAll(() => stack.stop())

  test('a lead that an editor subscribes is corrected, with a timeline entry', async () => {
    const email = 'left@example.com'
    const key = keyOf(email)
    await stack.client.create(subscriber(key, email, 'unsubscribed'), TAG)
    await editor.create(lead(key, email, 'subscribed'), TAG)
    expect(await copyOf(key)).toBe('unsubscribed')
    await editor.patch(id('lead', key)).set({subscription: 'subscribed'}).commit(TAG)
    expect(await copyOf(key)).toBe('unsubscribed')
    const entries = await entriesOf(key)
    expect(entries).toHaveLength(2)
    expect(entries[0]).toMatchObject({
      kind: 'field',
      actor: {kind: 'function', id: 'mirror-subscription'},
      leadId: id('lead', key),
    })
  })

  test.each([{a: 1}, ['subscribed'], 7, '', 'subscribed '])(
    'a value %j that an editor writes is corrected',
    async (value) => {
      const key = `odd-${Buffer.from(JSON.stringify(value)).toString('hex')}`
      await editor.create(lead(key, 'odd@example.com', value), TAG)
      expect(await copyOf(key)).toBe('none')
    },
  )

  test('a value that an editor removes is restored', async () => {
    await editor.create(lead('away', 'away@example.com', 'none'), TAG)
    await editor.patch(id('lead', 'away')).unset(['subscription']).commit(TAG)
    expect(await copyOf('away')).toBe('none')
  })

  test('a lead that was added by hand does not show the subscription of its address', async () => {
    const email = 'reader@example.com'
    await stack.client.create(subscriber(keyOf(email), email, 'subscribed'), TAG)
    await editor.create(lead('x', email, 'subscribed'), TAG)
    expect(await copyOf('x')).toBe('none')
  })

  test('changes that administrators write directly are copied', async () => {
    const email = 'direct@example.com'
    const key = keyOf(email)
    await editor.create(lead(key, email, 'none'), TAG)
    await admin.create(subscriber(key, email, 'subscribed'), TAG)
    expect(await copyOf(key)).toBe('subscribed')
    const suppression = {
      _id: id('suppression', key),
      _type: 'suppression',
      site: SITE,
      reason: 'manual',
      since: '2026-01-01T00:00:00.000Z',
    }
    await admin.create(suppression, TAG)
    expect(await copyOf(key)).toBe('suppressed')
    const liftedAt = '2026-02-01T00:00:00.000Z'
    await admin.patch(suppression._id).set({liftedAt}).commit(TAG)
    expect(await copyOf(key)).toBe('subscribed')
    await admin.patch(id('subscriber', key)).set({status: 'complained'}).commit(TAG)
    expect(await copyOf(key)).toBe('complained')
    await admin.delete(id('subscriber', key), TAG)
    expect(await copyOf(key)).toBe('none')
  })

  test('a correct value is never written again', async () => {
    const email = 'still@example.com'
    const key = keyOf(email)
    await stack.client.create(subscriber(key, email, 'bounced'), TAG)
    await editor.create(lead(key, email, 'subscribed'), TAG)
    await stack.settled()
    const before = await stack.client.getDocument(id('lead', key), TAG)
    for (const kind of ['lead', 'subscriber', 'suppression']) {
      expect(await mirrorLead(functionServicesOf(stack), id(kind, key))).toBe('nothing-to-do')
    }
    expect(await stack.client.getDocument(id('lead', key), TAG)).toEqual(before)
    expect(await entriesOf(key)).toHaveLength(1)
  })

  test('of several simultaneous calls one writes', async () => {
    await stack.client.create(lead('many', 'many@example.com', 'none'), TAG)
    await stack.settled()
    await stack.client
      .patch(id('lead', 'many'))
      .set({subscription: 'subscribed'})
      .commit({...TAG, visibility: 'sync'})
    await Promise.all(
      Array.from({length: 8}, () => mirrorLead(functionServicesOf(stack), id('lead', 'many'))),
    )
    expect(await copyOf('many')).toBe('none')
    expect(await entriesOf('many')).toHaveLength(1)
  })

  test('documents whose ids are not of people are ignored', async () => {
    for (const odd of [id('list', 'x'), 'site.artameta', id('lead', 'a.b'), 'drafts.x', '']) {
      expect(await mirrorLead(functionServicesOf(stack), odd)).toBe('nothing-to-do')
    }
  })

  test('a sign-up and a withdrawal need no correction', async () => {
    const email = 'whole@example.com'
    const response = await fetch(`${stack.api.url}/api/newsletter`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({email, consent: true, site: SITE}),
    })
    expect(response.status).toBe(202)
    expect(await copyOf(keyOf(email))).toBe('pending')
    const [mail] = stack.mail.mailbox.list().filter(({envelope}) => envelope.to.includes(email))
    const raw = Buffer.from((await stack.mail.mailbox.raw(mail?.id ?? '')) ?? [])
      .toString('utf8')
      .replaceAll(/=\r?\n/g, '')
    const [, token] = /unsubscribe\?token=(?:3D)?([\w.-]+)/u.exec(raw.replaceAll('=3D', '=')) ?? []
    await fetch(`${stack.api.url}/api/newsletter/unsubscribe?token=${token}`, {method: 'POST'})
    expect(await copyOf(keyOf(email))).toBe('unsubscribed')
    expect(await entriesOf(keyOf(email))).toEqual([])
  })
})
