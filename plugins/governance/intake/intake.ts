import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {showsDomains} from '../../../core/shopify/customerTally.ts'
import type {SyncRule} from '../../../core/shopify/syncRule.ts'

/** Records of a page. */
export const INTAKE_PAGE = 50

/**
 * Submissions of all sites, newest first, without anything that names a person: only the domain of an
 * address. Params: `at` and `id` of the last one before the page.
 */
const networkSubmissionsQuery =
  defineQuery(`*[_type == "leadSubmission" && (receivedAt < $at || (receivedAt == $at && _id < $id))]
  | order(receivedAt desc, _id desc)[0...50]{
  _id, "at": receivedAt, "kind": form.kind, "form": form.id, "verdict": spam.verdict, outcome,
  "isProcessed": defined(processedAt), "hasConsent": consent.given == true,
  "domain": string::split(lower(email), "@")[1]
}`)

/** The same of subscribers. Params: `at` and `id`. */
const networkSubscribersQuery =
  defineQuery(`*[_type == "newsletterSubscriber" && (_createdAt < $at || (_createdAt == $at && _id < $id))]
  | order(_createdAt desc, _id desc)[0...50]{
  _id, "at": _createdAt, "kind": "newsletter", "form": source.formId, "outcome": status,
  "domain": string::split(lower(email), "@")[1]
}`)

/** Kinds of records that forms bring in. */
export const INTAKE_KINDS = ['submissions', 'subscribers'] as const

/** One of {@link INTAKE_KINDS}. */
export type IntakeKind = (typeof INTAKE_KINDS)[number]

const text = z.string().nullish()

const Records = z.array(
  z.object({
    _id: z.string(),
    at: z.string(),
    kind: text,
    form: text,
    verdict: text,
    outcome: text,
    isProcessed: z.boolean().nullish(),
    hasConsent: z.boolean().nullish(),
    domain: text,
  }),
)

/** A record that a form brought in, without the person. */
export type IntakeRecord = z.output<typeof Records>[number]

/** Where a page begins: after the last record of the page before. */
export interface IntakeCursor {
  at: string
  id: string
}

/** Before the newest record. */
export const NEWEST: IntakeCursor = {at: '9999', id: ''}

/** Reads a page of records, newest first. */
export async function fetchIntake(
  client: SanityClient,
  kind: IntakeKind,
  {at, id}: IntakeCursor,
  signal: AbortSignal,
): Promise<IntakeRecord[]> {
  const query = kind === 'submissions' ? networkSubmissionsQuery : networkSubscribersQuery
  const options = {perspective: 'raw', signal, tag: `leads.sync.intake-${kind}`} as const
  const found: unknown = await client.fetch(query, {at, id}, options)
  return Records.parse(found)
}

/**
 * The domain of an address where the site's rule shows domains; `null` otherwise. The network's workspace
 * shows no more of an address.
 */
export function maskedDomain(
  rule: SyncRule | null,
  domain: string | null | undefined,
): string | null {
  const isShown = rule !== null && rule.mode !== 'disabled' && showsDomains(rule.level)
  return isShown && domain ? domain : null
}
