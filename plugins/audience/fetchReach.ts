import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import type {AudienceFilter} from '../../core/audience/toGroq.ts'
import {LEFT_OUT_SUBSCRIPTIONS} from '../../core/consent/subscriptionState.ts'

const Reach = z.object({total: z.int().min(0), notMailed: z.int().min(0)})

/** How many leads are meant, and how many of them get no campaigns. */
export type Reach = z.output<typeof Reach>

/**
 * Counts who is meant now, for showing it: by the copies of the subscription that leads carry. Who is
 * left out in the end is decided by the subscribers. Rejects when the signal aborts.
 */
export async function fetchReach(
  client: SanityClient,
  site: string,
  {filter, params}: AudienceFilter,
  options: {tag: string; signal?: AbortSignal},
): Promise<Reach> {
  // The filter is put together by core from its own fragments; all values are parameters.
  const leads = `_type == "lead" && site == $site && (${filter})`
  const query = `{"total": count(*[${leads}]), "notMailed": count(*[${leads} && subscription in $notMailed])}`
  const found: unknown = await client.fetch(
    query,
    {...params, site, notMailed: LEFT_OUT_SUBSCRIPTIONS},
    {perspective: 'raw', ...options},
  )
  return Reach.parse(found)
}
