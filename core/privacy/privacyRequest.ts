import {z} from 'zod'
import {base32} from '../crypto/base32.ts'
import {equalInConstantTime, mac} from '../crypto/mac.ts'
import type {Stored, Unstored} from '../documents/stored.ts'
import {ulidFromHash} from '../people/ulid.ts'
import type {PrivacyRequest} from '../sanity.types.generated.ts'
import {parseIdOfKind, tenantDocumentId} from '../tenancy/documentId.ts'
import type {HeldCounts, HeldKind, PrivacyTopic} from './privacyTopics.ts'

/** What core reads of a `privacyRequest` document. */
export type PrivacyRequestRecord = Stored<PrivacyRequest>

/** What a request is made of. */
export interface RequestParts {
  site: string
  /** `siteSecret(master, site, 'privacy')` */
  secret: string
  topic: PrivacyTopic
  /** Id of the webhook, the same each time that it is sent. */
  webhookId: string
  /** The person whom it is about; `null` for a customer without an address, and for a whole store. */
  personKey: string | null
  /** ISO 8601, UTC. */
  now: string
}

function sealOf(secret: string, id: string, topic: string, personKey: string): string {
  return base32(mac(secret, ['seal', id, topic, personKey].join('\u0000')))
}

/**
 * The document of a request, which says whom it is about by the key alone. Its id follows from the
 * webhook's, so that a webhook that is sent again makes no second one, and nobody without the secret can
 * take the id before.
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
 * Whether a request is one that the endpoint wrote: what functions erase follows from nothing else. On
 * plans without roles of their own every member of the project may write such a document.
 */
export function isSealed(request: PrivacyRequestRecord, secret: string): boolean {
  const {_id, topic, personKey, seal} = request
  const isId = parseIdOfKind(_id, 'privacy') !== null
  return isId && equalInConstantTime(sealOf(secret, _id, topic ?? '', personKey ?? ''), seal ?? '')
}

/** What is looked through, in this order. */
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
  /** How many times everything was looked through. */
  passes: z.int(),
  step: z.enum(SEARCH_STEPS),
  /** Id of the last document that was looked at in this step. */
  after: z.string(),
  /** Keys of the person's leads, their own first. */
  keys: z.array(z.string()),
  found: z.partialRecord(z.string(), z.int()),
  /** How much of it was found in this pass. */
  inPass: z.int(),
})

/** How far the search for what is held of somebody is. */
export interface SearchProgress {
  passes: number
  step: SearchStep
  after: string
  keys: readonly string[]
  found: HeldCounts
  inPass: number
}

/** Reads how far a search is; a request that has none has not begun. */
export function progressOf(request: PrivacyRequestRecord): SearchProgress {
  const own = request.personKey ? [request.personKey] : []
  const first = {passes: 0, step: 'person' as const, after: '', keys: own, found: {}, inPass: 0}
  try {
    return Progress.safeParse(JSON.parse(request.progress ?? '')).data ?? first
  } catch {
    return first
  }
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
