import {defineQuery} from 'groq'
import {z} from 'zod'

/** Sites that one request counts. */
export const NETWORK_PAGE_SIZE = 200

/**
 * The next sites by title with counts of their records, and nothing that names a person. Params:
 * `since` (ISO 8601: start of the last 30 days), `stuckBefore` (ISO 8601), `title` and `id` of the
 * site before, both empty for the first page.
 */
export const networkQuery = defineQuery(`*[
  _type == "site" && defined(key) && (coalesce(title, key) > $title
    || (coalesce(title, key) == $title && _id > $id))
] | order(coalesce(title, key) asc, _id asc)[0...200]{
  _id, key, "title": coalesce(title, key), status, hosts, planLimit,
  "leads": count(*[_type == "lead" && site == ^.key]),
  "subscribers": count(*[_type == "newsletterSubscriber" && site == ^.key && status == "subscribed"]),
  "intake": count(*[_type == "leadSubmission" && site == ^.key && receivedAt >= $since
    && spam.verdict != "spam"]),
  "waiting": count(*[_type == "leadSubmission" && site == ^.key && !defined(processedAt)
    && receivedAt < $stuckBefore])
}`)

/** The same counts of all sites together. Params: `since`, `stuckBefore`. */
export const networkTotalsQuery = defineQuery(`{
  "sites": count(*[_type == "site" && defined(key)]),
  "leads": count(*[_type == "lead"]),
  "subscribers": count(*[_type == "newsletterSubscriber" && status == "subscribed"]),
  "intake": count(*[_type == "leadSubmission" && receivedAt >= $since && spam.verdict != "spam"]),
  "waiting": count(*[_type == "leadSubmission" && !defined(processedAt) && receivedAt < $stuckBefore])
}`)

/** Counts of all sites together. */
export const NetworkTotals = z.object({
  sites: z.number(),
  leads: z.number(),
  subscribers: z.number(),
  intake: z.number(),
  waiting: z.number(),
})
/** See {@link NetworkTotals}. */
export type NetworkTotals = z.infer<typeof NetworkTotals>

/** A site of the network with its counts. */
export const NetworkSite = z.object({
  _id: z.string(),
  key: z.string(),
  title: z.string(),
  status: z.enum(['active', 'paused', 'archived']).nullish(),
  hosts: z.array(z.string()).nullish(),
  planLimit: z.number().nullish(),
  leads: z.number(),
  subscribers: z.number(),
  intake: z.number(),
  waiting: z.number(),
})
/** See {@link NetworkSite}. */
export type NetworkSite = z.infer<typeof NetworkSite>
