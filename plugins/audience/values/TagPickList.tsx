import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {useState} from 'react'
import {useClient} from 'sanity'
import {z} from 'zod'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useDebounced} from '../../ui/useDebounced.ts'
import {useAudienceText} from '../audienceLocale.ts'
import {NEWEST_ASKED} from '../source/audienceSource.ts'
import {PickList, type PickListProps} from './PickList.tsx'
import {fetchByBody} from '../../../core/documents/fetchByBody.ts'

/**
 * A list of tags: those of the newest leads, and what the store knows of the tag that the user
 * types, because not all tags of a site can be listed.
 */
export function TagPickList(props: PickListProps) {
  const {groups} = props
  const t = useAudienceText()
  const [typed, setTyped] = useState('')
  const found = useTagLookup(typed)
  const listed = new Set(groups.flatMap(({options}) => options.map(({value}) => value)))
  const further = (found?.near ?? []).filter((tag) => !listed.has(tag))
  const options = further.map((value) => ({value, title: value}))
  const text = typed.trim()
  return (
    <PickList
      {...props}
      groups={further.length > 0 ? [...groups, {title: t('pick.further'), options}] : groups}
      note={t('pick.of-newest', {count: NEWEST_ASKED})}
      onSearch={setTyped}
      otherText={
        found &&
        t(found.used > 0 ? 'pick.other-used' : 'pick.other-unused', {text, count: found.used})
      }
    />
  )
}

/**
 * How many leads have a tag, and the first and last of the tags that begin with it, in their order.
 * An index answers each part; listing all tags would mean reading every lead.
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

/** What the store knows of a tag. */
export interface TagLookup {
  /** How many leads have exactly this tag. */
  used: number
  /** Other first tags of leads that begin with the typed text, whatever its case. */
  near: readonly string[]
}

/** Follows any other character. */
const LAST_CHARACTER = '\uffff'

/** Looks up a tag. Rejects when the signal aborts. */
async function fetchTag(
  client: SanityClient,
  site: string,
  typed: string,
  signal: AbortSignal,
): Promise<TagLookup> {
  const from = typed.toLowerCase()
  const found: unknown = await fetchByBody(
    client,
    tagLookupQuery,
    {site, typed, from, to: from + LAST_CHARACTER},
    {signal, tag: 'leads.audience.tag'},
  )
  const {used, first, last} = Answer.parse(found)
  const near = [...first, ...last].filter((each) => typeof each === 'string' && each !== typed)
  return {used, near: [...new Set(near.filter((each) => each != null))]}
}

/** Typing pauses for this time before the store is asked, in milliseconds. */
const PAUSE_MS = 250

/** An answer is fresh for this time. */
const FRESH_MS = 30_000

/**
 * Looks up the tag that the user types. A request that is out of date is aborted. It needs a
 * `QueryClientProvider` above it.
 *
 * @returns `null` while the answer is not known, and for no text
 */
export function useTagLookup(typed: string): TagLookup | null {
  const {site} = useSiteContext()
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const tag = useDebounced(typed.trim(), PAUSE_MS)
  const query = useQuery({
    queryKey: ['leads', 'audience', 'tag', site, tag],
    queryFn: ({signal}) => fetchTag(client, site, tag, signal),
    enabled: tag !== '',
    staleTime: FRESH_MS,
    retry: false,
  })
  return (tag === typed.trim() && query.data) || null
}
