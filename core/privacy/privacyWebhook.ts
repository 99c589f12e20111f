import {hmac} from '@noble/hashes/hmac.js'
import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'
import {z} from 'zod'
import {equalInConstantTime} from '../crypto/mac.ts'
import {problem, type Problem} from '../problems/problem.ts'
import {isStoreDomain} from '../shopify/shopifyNames.ts'
import type {PrivacyTopic} from './privacyTopics.ts'

/**
 * The signature of a webhook: HMAC-SHA256 of its body as it arrived, in base64.
 *
 * @param secret - of the app that the webhook is sent to
 */
export function webhookSignature(secret: string, body: Uint8Array): string {
  const bytes = hmac(sha256, utf8ToBytes(secret), body)
  return btoa(String.fromCharCode(...bytes))
}

/**
 * Whether a webhook was signed with a secret. The time that it takes reveals nothing of the signature.
 *
 * @param given - the header `X-Shopify-Hmac-Sha256`
 */
export function isSignedWith(secret: string, body: Uint8Array, given: string): boolean {
  return equalInConstantTime(webhookSignature(secret, body), given)
}

/** What a compliance webhook asks for. */
export interface PrivacyWebhook {
  topic: PrivacyTopic
  storeDomain: string
  /** As Shopify knows it; `null` for a customer without one, and for a whole store. */
  email: string | null
}

/** A webhook, or why it is refused; the problem repeats nothing of it. */
export type ReadWebhook = {ok: true; webhook: PrivacyWebhook} | {ok: false; problem: Problem}

/**
 * Reads a compliance webhook whose signature was verified.
 *
 * @param storeDomain - the header `X-Shopify-Shop-Domain`, by which its sites were found
 */
export function readWebhook(
  topic: PrivacyTopic,
  storeDomain: string,
  body: Uint8Array,
): ReadWebhook {
  const {data} = Body.safeParse(parseJson(body))
  if (!data) return {ok: false, problem: problem('webhook.not-compliance')}
  if (data.shop_domain !== storeDomain) {
    return {ok: false, problem: problem('webhook.other-store')}
  }
  if (!isOfTopic(topic, data)) {
    return {ok: false, problem: problem('webhook.other-topic')}
  }
  return {ok: true, webhook: {topic, storeDomain, email: data.customer?.email ?? null}}
}

const Body = z.looseObject({
  shop_domain: z.string().refine(isStoreDomain),
  customer: z.looseObject({email: z.string().nullish()}).optional(),
  data_request: z.looseObject({}).optional(),
  orders_requested: z.array(z.unknown()).optional(),
  orders_to_redact: z.array(z.unknown()).optional(),
})

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes))
  } catch {
    return undefined
  }
}

/** Shopify signs the body and no header, so the body has to have the shape of the header's topic. */
function isOfTopic(topic: PrivacyTopic, body: z.infer<typeof Body>): boolean {
  const isRequest = body.data_request !== undefined || body.orders_requested !== undefined
  const isRedaction = body.orders_to_redact !== undefined
  const isOfCustomer = body.customer !== undefined
  switch (topic) {
    case 'customers/data_request':
      return isOfCustomer && isRequest && !isRedaction
    case 'customers/redact':
      return isOfCustomer && !isRequest
    default:
      return !isOfCustomer && !isRequest && !isRedaction
  }
}
