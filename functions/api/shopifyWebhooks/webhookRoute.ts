import {problem} from '../../../core/problems/problem.ts'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {normalizeEmail} from '../../../core/people/normalizeEmail.ts'
import {personKey} from '../../../core/people/keys.ts'
import {newPrivacyRequest} from '../../../core/privacy/privacyRequest.ts'
import {isPrivacyTopic} from '../../../core/privacy/privacyTopics.ts'
import {readWebhook, type PrivacyWebhook} from '../../../core/privacy/privacyWebhook.ts'
import type {ServerSite} from '../../shared/siteRegistry.ts'
import {NotConfiguredError} from '../../shared/storeErrors.ts'
import {answer, refuseBecause} from '../answer.ts'
import {readBytes} from '../readBody.ts'
import type {ApiContext, ApiServices} from '../services.ts'
import {signedSites} from './storeApps.ts'

/** Largest webhook that is read, in bytes: one may list all orders of a customer. */
const MAX_WEBHOOK_BYTES = 512 * 1024

/** Shopify's ids are UUIDs; other ids of this form are accepted. */
const WEBHOOK_ID = /^[\w-]{1,100}$/u

function keyOf(services: ApiServices, site: ServerSite, {email}: PrivacyWebhook): string | null {
  const normalized = email === null ? null : normalizeEmail(email)
  const secret = services.secrets(site, 'person-key')
  return normalized?.ok ? personKey(secret, normalized.email) : null
}

/** Stores the request for each site in one transaction; an existing one stays as it is. */
async function store(
  services: ApiServices,
  sites: readonly ServerSite[],
  webhook: PrivacyWebhook,
  webhookId: string,
): Promise<void> {
  const {client, secrets, now} = services
  const mutations = sites.map((site) => ({
    createIfNotExists: newPrivacyRequest({
      site: site.key,
      secret: secrets(site, 'privacy'),
      topic: webhook.topic,
      webhookId,
      personKey: keyOf(services, site, webhook),
      now: now().toISOString(),
    }),
  }))
  await commitOnce(committer(client, 'leads.api.privacy', 'async'), mutations)
}

/**
 * `POST /api/shopify/webhooks`: Shopify's compliance webhooks. Nothing is parsed before the signature of
 * the raw body is verified. Of the body only the topic and the key of the person are stored, answered or
 * logged. It answers once the request is stored; a function then carries it out.
 */
export function webhookRoute(services: ApiServices) {
  const {env, registry} = services
  return async (context: ApiContext): Promise<Response> => {
    const header = (name: string): string => context.req.header(`x-shopify-${name}`) ?? ''
    const body = await readBytes(context.req.raw, MAX_WEBHOOK_BYTES)
    const storeDomain = header('shop-domain')
    const all = await registry.sites()
    const ofStore = all.filter(({shopify}) => shopify?.storeDomain === storeDomain)
    const signed = signedSites(env, ofStore, body, header('hmac-sha256'))
    if (!signed.isConfigured) {
      throw new NotConfiguredError(
        'Set LEADS_SHOPIFY_APP_SECRET to the secret of the app, so that webhooks of Shopify can be checked',
      )
    }
    if (!signed.isSigned && signed.missing.length === 0) {
      return refuseBecause(context, 'unauthenticated', problem('webhook.signature'))
    }
    const topic = header('topic')
    if (signed.isSigned && !isPrivacyTopic(topic)) return answer(context, 'ok', {handled: false})
    if (signed.isSigned && isPrivacyTopic(topic)) {
      const read = readWebhook(topic, storeDomain, body)
      if (!read.ok) return refuseBecause(context, 'invalid', read.problem)
      const webhookId = header('webhook-id')
      if (!WEBHOOK_ID.test(webhookId)) {
        return refuseBecause(context, 'invalid', problem('webhook.no-id'))
      }
      if (signed.sites.length > 0) {
        await store(services, signed.sites, read.webhook, webhookId)
      }
    }
    if (signed.missing.length > 0) {
      throw new NotConfiguredError(
        `Set ${signed.missing.join(', ')}: sites of a store have webhooks checked with it`,
      )
    }
    return answer(context, 'ok', {handled: signed.sites.length > 0})
  }
}
