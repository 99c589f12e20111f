import {z} from 'zod'
import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import {base32} from '../crypto/encodings.ts'
import {equalInConstantTime, mac} from '../crypto/mac.ts'
import {parseJsonText} from '../documents/parseJsonText.ts'
import type {Stored, Unstored} from '../documents/stored.ts'
import {ulidFromHash} from '../people/ulid.ts'
import type {PrivacyRequest} from '../sanity.types.generated.ts'
import {parseIdOfKind, tenantDocumentId} from '../tenancy/documentId.ts'
import type {HeldKind, PrivacyTopic} from './privacyTopics.ts'

/** A stored `privacyRequest`. */
export type PrivacyRequestRecord = Stored<PrivacyRequest>

/** What a request is created from. */
export interface RequestParts {
  site: string
  /** `siteSecret(master, site, 'privacy')` */
  secret: string
  topic: PrivacyTopic
  /** Id of the webhook, the same each time that Shopify sends it. */
  webhookId: string
  /** Key of the person; `null` for a customer without an address, and for a whole store. */
  personKey: string | null
  /** ISO 8601, UTC. */
  now: string
}

/**
 * The document of a request, which names the person by the key alone. Its id is derived from the webhook's,
 * so that a webhook that is sent again creates no second request, and nobody without the secret can take
 * the id before.
 */
export function newPrivacyRequest(parts: RequestParts): Unstored<PrivacyRequest> {
  const {site, secret, topic, webhookId, personKey, now} = parts
  const ulid = ulidFromHash(mac(secret, ['request', topic, webhookId].join('\u0000')))
  const _id = tenantDocumentId(site, 'privacy', ulid)
  return {
    _id,
    _type: 'privacyRequest',
    site,
    topic,
    state: 'received',
    receivedAt: now,
    turn: 0,
    seal: sealOf(secret, _id, topic, personKey ?? ''),
    ...(personKey === null ? {} : {personKey}),
  }
}

/**
 * Whether the endpoint wrote a request; functions erase for no other. On plans without custom roles every
 * member of the project can write such a document.
 */
export function isSealed(request: PrivacyRequestRecord, secret: string): boolean {
  const {_id, topic, personKey, seal} = request
  const isId = parseIdOfKind(_id, 'privacy') !== null
  return isId && equalInConstantTime(sealOf(secret, _id, topic ?? '', personKey ?? ''), seal ?? '')
}

function sealOf(secret: string, id: string, topic: string, personKey: string): string {
  return base32(mac(secret, ['seal', id, topic, personKey].join('\u0000')))
}

/** What is searched, in this order. */
export const SEARCH_STEPS = [
  'person',
  'leads',
  'entries',
  'submissions',
  'messages',
  'shares',
] as const

/** See {@link SEARCH_STEPS}. */
export type SearchStep = (typeof SEARCH_STEPS)[number]

const Progress = z.object({
  /** How many times everything was searched. */
  passes: z.int(),
  step: z.enum(SEARCH_STEPS),
  /** Id of the last document that was looked at in this step. */
  after: z.string(),
  /** Keys of the person's leads, their own first. */
  keys: z.array(z.string()),
  /** Documents that were found, by {@link HeldKind}. */
  found: z.partialRecord(z.string(), z.int()),
  /** How many documents were found in this pass. */
  inPass: z.int(),
})

/** How far the search for what is held of somebody is. */
export type SearchProgress = z.output<typeof Progress>

/** Reads how far the search of a request is. */
export function progressOf(request: PrivacyRequestRecord): SearchProgress {
  const own = request.personKey ? [request.personKey] : []
  const first = {passes: 0, step: 'person' as const, after: '', keys: own, found: {}, inPass: 0}
  return parseJsonText(Progress, request.progress) ?? first
}

/** Progress after something more was found. */
export function withFound(
  progress: SearchProgress,
  kind: HeldKind,
  count: number,
  moreKeys: readonly string[] = [],
): SearchProgress {
  const {found, inPass} = progress
  const keys = [...new Set([...progress.keys, ...moreKeys])]
  if (count === 0) return {...progress, keys}
  return {
    ...progress,
    keys,
    found: {...found, [kind]: (found[kind] ?? 0) + count},
    inPass: inPass + count,
  }
}

/** Progress at the beginning of the next step; `null` after the last one. */
export function nextStep(progress: SearchProgress): SearchProgress | null {
  const step = SEARCH_STEPS[SEARCH_STEPS.indexOf(progress.step) + 1]
  return step === undefined ? null : {...progress, step, after: ''}
}

/** What marking a request as answered writes. */
export type AnswerDecision =
  | {result: 'answered'; mutations: Mutation[]}
  /** Nobody waits for an answer: the request is answered, carried out, or still searched for. */
  | {result: 'refused'}

/**
 * Decides what is written when an administrator has given a customer the data that is held of them. The
 * key goes: nobody has to find the person by this request any more. The history says who answered.
 *
 * @param now - ISO 8601, UTC
 */
export function answerRequest(request: PrivacyRequestRecord, now: string): AnswerDecision {
  if (request.state !== 'held') return {result: 'refused'}
  const patch = guardedPatch(request, {
    set: {state: 'answered', answeredAt: now},
    unset: ['personKey'],
  })
  return {result: 'answered', mutations: [patch]}
}
