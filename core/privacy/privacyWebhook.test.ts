import {createHmac} from 'node:crypto'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {readWebhook, isSignedWith, webhookSignature} from './privacyWebhook.ts'
import {PRIVACY_TOPICS} from './privacyTopics.ts'

const DOMAIN = 'example.myshopify.com'
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const CUSTOMER = {id: 191167, email: 'john@example.com', phone: '555-625-1199'}
const SHOP = {shop_id: 954889, shop_domain: DOMAIN}

/** Bodies as Shopify's documentation shows them. */
const BODIES = {
  'customers/data_request': {
    ...SHOP,
    orders_requested: [299938, 280263],
    customer: CUSTOMER,
    data_request: {id: 9999},
  },
  'customers/redact': {...SHOP, customer: CUSTOMER, orders_to_redact: [299938]},
  'shop/redact': SHOP,
}

describe('a signature', () => {
  test('is the HMAC-SHA256 of the raw body, in base64', () => {
    fc.assert(
      fc.property(fc.string({minLength: 1}), fc.uint8Array(), (secret, body) => {
        const expected = createHmac('sha256', secret).update(body).digest('base64')
        expect(webhookSignature(secret, body)).toBe(expected)
        expect(isSignedWith(secret, body, expected)).toBe(true)
      }),
    )
  })

  test('is invalid for another body, secret or encoding', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({minLength: 1}),
        fc.nat(),
        fc.integer({min: 1, max: 255}),
        (body, at, by) => {
          const signature = webhookSignature('secret', body)
          const other = body.with(at % body.length, (body[at % body.length] ?? 0) ^ by)
          expect(isSignedWith('secret', other, signature)).toBe(false)
          expect(isSignedWith('another', body, signature)).toBe(false)
          expect(isSignedWith('secret', body, signature.replace('=', ''))).toBe(false)
          expect(isSignedWith('secret', body, '')).toBe(false)
        },
      ),
    )
  })
})

describe('the body of a webhook', () => {
  test.each(PRIVACY_TOPICS)('of %s is read for that topic, and for no other', (topic) => {
    const email = topic === 'shop/redact' ? null : 'john@example.com'
    const body = encode(BODIES[topic])
    const webhook = {topic, storeDomain: DOMAIN, email}
    expect(readWebhook(topic, DOMAIN, body)).toEqual({ok: true, webhook})
    for (const other of PRIVACY_TOPICS.filter((each) => each !== topic)) {
      const refused = {ok: false, problem: {code: 'webhook.other-topic'}}
      expect(readWebhook(other, DOMAIN, body)).toEqual(refused)
    }
  })

  test('may be about a customer without an address', () => {
    const body = {...BODIES['customers/redact'], customer: {id: 1, email: null, phone: '1'}}
    expect(readWebhook('customers/redact', DOMAIN, encode(body))).toMatchObject({
      webhook: {email: null},
    })
  })

  test('is of the store that the header names, by Shopify’s own domain', () => {
    const body = encode(BODIES['shop/redact'])
    expect(readWebhook('shop/redact', 'other.myshopify.com', body).ok).toBe(false)
    const elsewhere = encode({...SHOP, shop_domain: 'example.com'})
    expect(readWebhook('shop/redact', 'example.com', elsewhere).ok).toBe(false)
  })

  test('of any other content is refused without repeating it', () => {
    const anyBody = fc.oneof(
      fc.uint8Array(),
      fc.jsonValue().map(encode),
      fc.record({shop_domain: fc.string(), customer: fc.jsonValue()}).map(encode),
    )
    fc.assert(
      fc.property(fc.constantFrom(...PRIVACY_TOPICS), anyBody, (topic, body) => {
        const read = readWebhook(topic, DOMAIN, body)
        expect(read.ok ? [] : Object.keys(read.problem)).toEqual(['code'])
      }),
    )
  })
})
