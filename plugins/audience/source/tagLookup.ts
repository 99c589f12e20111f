import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'

/**
 * Who has a tag, and the first and last of the tags that begin as it does, in their order. An index
 * answers each: all tags of a site could only be told by reading every lead.
 */
export const tagLookupQuery = defineQuery(`{
  "used": count(*[_type == "lead" && site == $site && $typed in tags]),
  "first": *[_type == "lead" && site == $site && lower(tags[0]) >= $from && lower(tags[0]) < $to]
    | order(lower(tags[0]) asc, _id asc)[0...1].tags[0],
  "last": *[_type == "lead" && site == $site && lower(tags[0]) >= $from && lower(tags[0]) < $to]
    | order(lower(tags[0]) desc, _id desc)[0...1].tags[0]
}`)

const texts = z.array(z.string().nullish())
const Answer = z.object({used: z.number(), first: texts, last: texts})

/** What a site's leads have of a tag that is typed. */
export interface TagLookup {
  /** How many leads have exactly this tag. */
  used: number
  /** Tags that some lead has first, and that begin with what was typed, whatever its case. */
  near: readonly string[]
}

/** Comes after whatever else a text goes on with. */
const LAST_CHARACTER = '\uffff'

/** Asks who has a tag. Rejects when the signal aborts. */
export async function fetchTag(
  client: SanityClient,
  site: string,
  typed: string,
  signal: AbortSignal,
): Promise<TagLookup> {
  const from = typed.toLowerCase()
  const found: unknown = await client.fetch(
    tagLookupQuery,
    {site, typed, from, to: from + LAST_CHARACTER},
    {perspective: 'raw', signal, tag: 'leads.audience.tag'},
  )
  const {used, first, last} = Answer.parse(found)
  const near = [...first, ...last].filter((each) => typeof each === 'string' && each !== typed)
  return {used, near: [...new Set(near.filter((each) => each != null))]}
}
