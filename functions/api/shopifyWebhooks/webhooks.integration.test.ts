import * as fc from 'fast-check'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {PRIVACY_TOPICS} from '../../../core/privacy/privacyTopics.ts'
import {webhookSignature} from '../../../core/privacy/privacyWebhook.ts'
import type {PrivacyRequest} from '../../../core/sanity.types.generated.ts'
import {anyText} from '../../../core/testing/anyText.ts'
import {startTestStack, type TestStack} from '../../../local/api/testing/testStack.ts'
import type {RunningApi} from '../node.ts'

const SECRET = 'secret-of-the-app'
const OWN_SECRET = 'secret-of-the-site-s-own-app'
const EMAIL = 'Grace.Webhook@example.com'
const PHONE = '+49 30 5550199'
const CUSTOMER = {id: 207119551, email: EMAIL, phone: PHONE}
const REDACT = {shop_id: 954889, shop_domain: 'artameta.myshopify.com', customer: CUSTOMER}
const tag = {tag: 'leads.test.webhooks'}

let stack: TestStack
let api: RunningApi

beforeAll(async () => {
  stack = await startTestStack()
  api = await stack.startApi({LEADS_SHOPIFY_APP_SECRET: SECRET, SHOPIFY_APP_NORTH: OWN_SECRET})
})
afterAll(() => stack.stop())

async function connect(site: string, shopify: object | null): Promise<void> {
  const patch = stack.client.patch(`site.${site}`)
  await (shopify ? patch.set({shopify}) : patch.unset(['shopify'])).commit(tag)
}

beforeEach(async () => {
  await stack.client.delete({query: '*[_type == "privacyRequest"]'}, tag)
  await connect('artameta', {storeDomain: 'artameta.myshopify.com'})
  await connect('bluefern', {storeDomain: 'bluefern.myshopify.com'})
})

interface Sent {
  topic?: string
  domain?: string
  secret?: string
  id?: string
  signature?: string | null
  url?: string
}

async function send(body: unknown, sent: Sent = {}) {
  const raw = typeof body === 'string' ? body : JSON.stringify(body)
  const {
    topic = 'customers/redact',
    domain = 'artameta.myshopify.com',
    secret = SECRET,
    id = 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    signature = webhookSignature(secret, new TextEncoder().encode(raw)),
    url = api.url,
  } = sent
  const response = await fetch(`${url}/api/shopify/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': domain,
      'x-shopify-webhook-id': id,
      ...(signature === null ? {} : {'x-shopify-hmac-sha256': signature}),
    },
    body: raw,
  })
  const answer: {status: string} = await response.json()
  return {code: response.status, status: answer.status, text: JSON.stringify(answer)}
}

function requests(): Promise<PrivacyRequest[]> {
  return stack.client.fetch('*[_type == "privacyRequest"] | order(_id asc)', {}, tag)
}

describe('a webhook of Shopify', () => {
  test('stores only the key of the person', async () => {
    expect(await send(REDACT)).toMatchObject({code: 200, status: 'ok'})
    const [request] = await requests()
    expect(request).toMatchObject({
      _id: expect.stringMatching(/^artameta\.privacy\.[0-9A-HJKMNP-TV-Z]{26}$/u),
      site: 'artameta',
      topic: 'customers/redact',
      state: 'received',
      personKey: expect.stringMatching(/^[a-z2-7]{26}$/u),
    })
    const everything = JSON.stringify([request, stack.log])
    for (const text of ['race', 'example.com', '5550199', '207119551', '954889']) {
      expect(everything).not.toContain(text)
    }
  })

  test('is stored once, even when it is sent several times or twice at once', async () => {
    const sent = await Promise.all([send(REDACT), send(REDACT)])
    expect([...sent, await send(REDACT)].map(({code}) => code)).toEqual([200, 200, 200])
    expect(await requests()).toHaveLength(1)
    await send(REDACT, {id: 'another'})
    expect(await requests()).toHaveLength(2)
  })

  test.each<[string, Sent]>([
    ['another secret', {secret: 'another'}],
    ['the signature of another body', {signature: webhookSignature(SECRET, new Uint8Array())}],
    ['no signature', {signature: null}],
    ['an empty signature', {signature: ''}],
    ['the secret of an app of another site', {secret: OWN_SECRET}],
  ])('with %s is refused', async (_name, sent) => {
    await connect('bluefern', {
      storeDomain: 'bluefern.myshopify.com',
      webhookSecretEnv: 'SHOPIFY_APP_NORTH',
    })
    expect(await send(REDACT, sent)).toMatchObject({code: 401, status: 'unauthenticated'})
    expect(await requests()).toEqual([])
  })

  test('that names another store in its body than in its header is refused', async () => {
    const lies = [
      send(REDACT, {domain: 'bluefern.myshopify.com'}),
      send({...REDACT, shop_domain: 'bluefern.myshopify.com'}),
      send({...REDACT, shop_domain: undefined}),
      send('[]'),
      send('{'),
    ]
    for (const sent of lies) expect(await sent).toMatchObject({code: 422, status: 'invalid'})
    expect(await requests()).toEqual([])
  })

  test('with the header of another topic than its body is refused', async () => {
    const request = {...REDACT, orders_requested: [299938], data_request: {id: 9999}}
    const {customer: _, ...shop} = REDACT
    for (const [topic, body] of [
      ['customers/redact', request],
      ['shop/redact', REDACT],
      ['customers/redact', shop],
      ['customers/data_request', REDACT],
    ] as const) {
      expect(await send(body, {topic})).toMatchObject({code: 422})
    }
    expect(await requests()).toEqual([])
    expect(await send(request, {topic: 'customers/data_request', id: 'a'})).toMatchObject({
      code: 200,
    })
    expect(await send(shop, {topic: 'shop/redact', id: 'b'})).toMatchObject({code: 200})
    expect((await requests()).map(({topic}) => topic).toSorted()).toEqual([
      'customers/data_request',
      'shop/redact',
    ])
  })

  test('of another topic, or of a store that no site has, is accepted and ignored', async () => {
    expect(await send({id: 1}, {topic: 'orders/create'})).toMatchObject({
      code: 200,
      status: 'ok',
      text: expect.stringContaining('"handled":false'),
    })
    const unknown = {...REDACT, shop_domain: 'other.myshopify.com'}
    const sent = await send(unknown, {domain: 'other.myshopify.com'})
    expect(sent).toMatchObject({
      code: 200,
      status: 'ok',
      text: expect.stringContaining('"handled":false'),
    })
    expect(await requests()).toEqual([])
  })

  test('concerns every site of the store whose app has signed it', async () => {
    const storeDomain = 'artameta.myshopify.com'
    await connect('bluefern', {storeDomain})
    expect(await send(REDACT, {url: (await freshApi()).url})).toMatchObject({code: 200})
    const both = await requests()
    expect(both.map(({site}) => site)).toEqual(['artameta', 'bluefern'])
    expect(new Set(both.map(({personKey}) => personKey)).size).toBe(2)
    await connect('bluefern', {storeDomain, webhookSecretEnv: 'SHOPIFY_APP_NORTH'})
    const {url} = await freshApi()
    await stack.client.delete({query: '*[_type == "privacyRequest"]'}, tag)
    await send(REDACT, {url})
    expect((await requests()).map(({site}) => site)).toEqual(['artameta'])
    await send(REDACT, {url, secret: OWN_SECRET})
    expect((await requests()).map(({site}) => site)).toEqual(['artameta', 'bluefern'])
  })

  test('is refused while a secret is not set, or is not Shopify’s', async () => {
    const {url} = await stack.startApi({LEADS_SHOPIFY_APP_SECRET: ''})
    expect(await send(REDACT, {url})).toMatchObject({
      code: 503,
      status: 'not_configured',
    })
    for (const webhookSecretEnv of ['SHOPIFY_APP_UNSET', 'LEADS_SECRET']) {
      await connect('artameta', {storeDomain: 'artameta.myshopify.com', webhookSecretEnv})
      const sent = await send(REDACT, {url: (await freshApi()).url})
      expect(sent).toMatchObject({code: 503, status: 'not_configured'})
    }
    expect(await requests()).toEqual([])
  })

  test('that is too large is not read to its end', async () => {
    const large = {...REDACT, orders_to_redact: Array.from({length: 200_000}, (_, id) => id)}
    expect(await send(large)).toMatchObject({code: 413})
  })

  test('with any content is refused or ignored, and nothing is stored', async () => {
    const anyTopic = fc.oneof(fc.constantFrom(...PRIVACY_TOPICS), fc.constant('x'), fc.constant(''))
    const anyBody = fc.oneof(
      fc.json(),
      anyText.map((text) => text.toWellFormed()),
      fc
        .record({customer: fc.jsonValue(), orders_to_redact: fc.jsonValue()}, {requiredKeys: []})
        .map((body) => JSON.stringify({...body, shop_id: 1})),
    )
    await fc.assert(
      fc.asyncProperty(anyTopic, anyBody, fc.boolean(), async (topic, body, isSigned) => {
        const {code} = await send(body, {topic, ...(isSigned ? {} : {signature: 'x'.repeat(44)})})
        const isPrivacy = PRIVACY_TOPICS.some((each) => each === topic)
        const signed = isPrivacy ? 422 : 200
        expect(code).toBe(isSigned ? signed : 401)
      }),
      {numRuns: 100},
    )
    expect(await requests()).toEqual([])
  })

  test('is answered only when it is stored', async () => {
    await stack.stopLake()
    const {code, text} = await send(REDACT)
    expect(code).toBe(503)
    expect(text).not.toContain('example.com')
    await stack.restartLake()
    expect(await send(REDACT)).toMatchObject({code: 200})
    expect(await requests()).toHaveLength(1)
  })
})

/** An API that has read no registry yet. */
function freshApi(): Promise<RunningApi> {
  return stack.startApi({LEADS_SHOPIFY_APP_SECRET: SECRET, SHOPIFY_APP_NORTH: OWN_SECRET})
}
