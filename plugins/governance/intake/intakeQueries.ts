import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'

/** Records of a page. */
export const INTAKE_PAGE = 50

/**
 * Submissions of all sites, newest first, without anything that names a person: of an address there is the
 * domain, and no name is asked for. Params: `at` and `id` of the last one before the page.
 */
const networkSubmissionsQuery =
  defineQuery(`*[_type == "leadSubmission" && (receivedAt < $at || (receivedAt == $at && _id < $id))]
  | order(receivedAt desc, _id desc)[0...50]{
  _id, "at": receivedAt, "kind": form.kind, "form": form.id, "verdict": spam.verdict, outcome,
  "isProcessed": defined(processedAt), "hasConsent": consent.given == true,
  "domain": string::split(lower(email), "@")[1]
}`)

/** Subscribers of all sites, newest first, in the same way. Params: `at` and `id`. */
const networkSubscribersQuery =
  defineQuery(`*[_type == "newsletterSubscriber" && (_createdAt < $at || (_createdAt == $at && _id < $id))]
  | order(_createdAt desc, _id desc)[0...50]{
  _id, "at": _createdAt, "kind": "newsletter", "form": source.formId, "outcome": status,
  "domain": string::split(lower(email), "@")[1]
}`)

/** What came in: forms that were sent, or people who subscribed. */
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

/** Something that came in, without the person. */
export type IntakeRecord = z.output<typeof Records>[number]

/** Where a page begins: after the last record of the one before. */
export interface IntakeCursor {
  at: string
  id: string
}

/** Before everything. */
export const NEWEST: IntakeCursor = {at: '9999', id: ''}

/** Reads a page of what came in, newest first. */
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
