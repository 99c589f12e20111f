import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import type {ObservedTexts} from '../../core/consent/publishedTexts.ts'
import {isTransient} from '../shared/storeErrors.ts'

/** Most revisions that are read to catch up on calls that were not made. */
const MOST_REVISIONS = 100

const TAG = 'leads.consent.history'

const Line = z.object({id: z.string()})

const Documents = z.object({
  documents: z.array(z.object({_updatedAt: z.string(), consentTexts: z.unknown()})),
})

/** Answers of the history, or `fallback` where the store does not let us look. */
async function asked<T>(work: () => Promise<T>, fallback: T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isTransient(error)) throw error
    return fallback
  }
}

/**
 * The consent texts that a site's document had in the revisions between two, by the store's history
 * (https://www.sanity.io/docs/http-reference/history). Hosted Sanity keeps it for a time that depends
 * on the plan.
 *
 * @param after - revision to begin behind; `null` for the first that the history has
 * @param until - revision to end before
 * @returns nothing where the history cannot be read
 * @throws when the store is away
 */
export async function textsBetween(
  client: SanityClient,
  id: string,
  after: string | null,
  until: string,
): Promise<ObservedTexts[]> {
  const {dataset} = client.config()
  const base = `/data/history/${dataset ?? ''}`
  const range: Record<string, string> = after === null ? {} : {fromTransaction: after}
  const body = await asked<unknown>(
    () =>
      client.request({
        uri: `${base}/transactions/${encodeURIComponent(id)}`,
        query: {
          ...range,
          toTransaction: until,
          excludeContent: 'true',
          limit: String(MOST_REVISIONS),
        },
        json: false,
        tag: TAG,
      }),
    '',
  )
  const lines = typeof body === 'string' ? body.split('\n').filter((line) => line.trim()) : []
  const revisions = lines.flatMap((line) => Line.safeParse(JSON.parse(line)).data?.id ?? [])
  const found: ObservedTexts[] = []
  for (const revision of revisions) {
    if (revision === after || revision === until) continue
    const answer = await asked<unknown>(
      () =>
        client.request({
          uri: `${base}/documents/${encodeURIComponent(id)}`,
          query: {revision},
          tag: TAG,
        }),
      null,
    )
    for (const {consentTexts: texts, _updatedAt: at} of Documents.safeParse(answer).data
      ?.documents ?? []) {
      found.push({texts, at})
    }
  }
  return found
}
