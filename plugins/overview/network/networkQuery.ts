import {defineQuery} from 'groq'
import {z} from 'zod'

/**
 * All sites with counts of their records, and nothing that names a person. Params: `since`
 * (ISO 8601: start of the last 30 days), `stuckBefore` (ISO 8601).
 */
export const networkQuery =
  defineQuery(`*[_type == "site" && defined(key)] | order(title asc, _id asc)[0...500]{
  _id, key, title, status, hosts, planLimit,
  "leads": count(*[_type == "lead" && site == ^.key]),
  "subscribers": count(*[_type == "newsletterSubscriber" && site == ^.key && status == "subscribed"]),
  "intake": count(*[_type == "leadSubmission" && site == ^.key && receivedAt >= $since
    && spam.verdict != "spam"]),
  "waiting": count(*[_type == "leadSubmission" && site == ^.key && !defined(processedAt)
    && receivedAt < $stuckBefore])
}`)

/** A site of the network with its counts. */
export const NetworkSite = z.object({
  _id: z.string(),
  key: z.string(),
  title: z.string().nullish(),
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
