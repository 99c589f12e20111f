import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {ConsentAction} from '../../../core/consent/subscriptionState.ts'
import {personKey} from '../../../core/people/keys.ts'
import {startTestLake, type TestLake} from '../../../local/lake/testing/testLake.ts'
import {commitConsent} from './commitLeadChanges.ts'

const KEY = personKey('secret of the test', 'ada@example.com')
const ID = {
  lead: `artameta.lead.${KEY}`,
  subscriber: `artameta.subscriber.${KEY}`,
  suppression: `artameta.suppression.${KEY}`,
}
const TAG = {tag: 'leads.test.consent'}

let lake: TestLake
let superadmin: SanityClient

beforeAll(async () => {
  lake = await startTestLake()
  superadmin = lake.client('local-superadmin')
})
afterAll(() => lake.stop())
beforeEach(async () => {
  await superadmin.delete({query: '*[site == "artameta"]'}, TAG)
  await superadmin.create(
    {_id: ID.lead, _type: 'lead', site: 'artameta', subscription: 'subscribed', status: 'new'},
    TAG,
  )
  await superadmin.create(
    {
      _id: ID.subscriber,
      _type: 'newsletterSubscriber',
      site: 'artameta',
      email: 'ada@example.com',
      status: 'subscribed',
      consentHistory: [{_key: 'a', event: 'confirmed', at: '2026-01-01T00:00:00.000Z'}],
    },
    TAG,
  )
})

async function userOf(client: SanityClient): Promise<string> {
  const user = await client.request<{id: string}>({uri: '/users/me', ...TAG})
  return user.id
}

async function decide(
  token: string,
  action: ConsentAction,
  {site = 'artameta', actorId}: {site?: string; actorId?: string} = {},
): Promise<void> {
  const client = lake.client(token)
  const user = {id: actorId ?? (await userOf(client))}
  await commitConsent(
    {client, site: {key: site, customFields: []}, user},
    {leadId: ID.lead, action, reason: 'Asked by telephone.'},
  )
}

const stored = (id: string) => superadmin.getDocument(id, TAG)
const everything = () => superadmin.fetch('*[site == "artameta"] | order(_id asc)', {}, TAG)

describe('with the grants of', () => {
  test('an administrator, each decision is one transaction with its entry', async () => {
    await decide('local-artameta-admin', 'suppress')
    const [lead, subscriber, suppression] = await superadmin.getDocuments(Object.values(ID), TAG)
    expect(lead).toMatchObject({subscription: 'suppressed'})
    expect(subscriber).toMatchObject({status: 'unsubscribed'})
    expect(suppression).toMatchObject({reason: 'manual'})
    const entry = await superadmin.fetch('*[_type == "leadActivity"][0]', {}, TAG)
    expect(entry).toMatchObject({kind: 'consent', actor: {kind: 'user'}, leadId: ID.lead})
    expect(new Set([lead?._rev, subscriber?._rev, suppression?._rev, entry?._rev]).size).toBe(1)

    await decide('local-artameta-admin', 'lift')
    expect(await stored(ID.suppression)).toMatchObject({liftedAt: expect.any(String)})
    expect(await stored(ID.lead)).toMatchObject({subscription: 'unsubscribed'})
    await decide('local-artameta-admin', 'unsubscribe')
    const again = await stored(ID.suppression)
    expect(again).toMatchObject({reason: 'unsubscribed'})
    expect(again).not.toHaveProperty('liftedAt')
    await expect(decide('local-artameta-admin', 'lift')).rejects.toThrow('Only they can undo')
  })

  test.each([
    ['local-artameta-editor', /permission/i],
    ['local-artameta-viewer', /permission/i],
    // It cannot even be told that the lead exists.
    ['local-bluefern-admin', /deleted in the meantime/],
  ])('%s, nothing is written', async (token, message) => {
    const before = await everything()
    for (const action of ['unsubscribe', 'suppress'] as const) {
      await expect(decide(token, action)).rejects.toThrow(message)
    }
    expect(await everything()).toEqual(before)
  })

  test('an administrator, no decision is made in another user’s name', async () => {
    const before = await everything()
    await expect(
      decide('local-artameta-admin', 'suppress', {actorId: 'somebody-else'}),
    ).rejects.toThrow(/permission/i)
    expect(await everything()).toEqual(before)
  })

  test('an administrator, a suppression is not deleted', async () => {
    await decide('local-artameta-admin', 'suppress')
    const admin = lake.client('local-artameta-admin')
    await expect(admin.delete(ID.suppression, TAG)).rejects.toMatchObject({statusCode: 403})
    expect(await stored(ID.suppression)).toMatchObject({reason: 'manual'})
  })
})

test('simultaneous decisions of two administrators apply one after the other', async () => {
  await Promise.all([
    decide('local-artameta-admin', 'unsubscribe'),
    decide('local-artameta-admin', 'suppress'),
  ])
  expect(await stored(ID.suppression)).toMatchObject({reason: 'manual'})
  expect(await stored(ID.lead)).toMatchObject({subscription: 'suppressed'})
})

test('a lead of another site is not read', async () => {
  await expect(decide('local-superadmin', 'suppress', {site: 'bluefern'})).rejects.toThrow(
    'deleted in the meantime',
  )
})
