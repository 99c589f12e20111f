import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'

/** How many of the newest leads are asked for their tags, owners and custom fields. */
export const NEWEST_ASKED = 500

/**
 * What definitions may refer to. Tags, owners and names of custom fields are those of the newest
 * leads: to find all of them the store would have to read every lead.
 */
export const audienceSurroundingsQuery = defineQuery(`{
  "segments": *[_type == "segment" && site == $site] | order(_id asc)[0...2000]{
    _id, title, definition
  },
  "lists": *[_type == "leadList" && site == $site] | order(_id asc)[0...2000]{_id, title},
  "campaigns": *[_type == "campaign" && site == $site] | order(_id asc)[0...2000]{
    _id, title, audience
  },
  "newest": *[_type == "lead" && site == $site] | order(createdAt desc, _id asc)[0...500]{
    tags, owner, "custom": customFields[].name
  }
}`)

const text = z.string().nullish()
const texts = z.array(z.string().nullish()).nullish()
const named = z.object({_id: z.string(), title: text})

const Surroundings = z.object({
  segments: z.array(named.extend({definition: text})),
  lists: z.array(named),
  campaigns: z.array(named.extend({audience: text})),
  newest: z.array(z.object({tags: texts, owner: text, custom: texts})),
})

/** What a site's definitions may refer to, as it is stored. */
export type AudienceSurroundings = z.output<typeof Surroundings>

/** Reads what definitions may refer to, in one request. Rejects when the signal aborts. */
export async function fetchSurroundings(
  client: SanityClient,
  site: string,
  signal: AbortSignal,
): Promise<AudienceSurroundings> {
  const found: unknown = await client.fetch(
    audienceSurroundingsQuery,
    {site},
    {perspective: 'raw', signal, tag: 'leads.audience.options'},
  )
  return Surroundings.parse(found)
}
