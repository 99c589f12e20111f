import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {createContext, useMemo} from 'react'

const listTitlesQuery = defineQuery(
  '*[_type == "leadList" && site == $site] | order(_id asc)[0...1000]{_id, title}',
)

/** Passes the titles of the site's lists to the cells, by id. */
export const ListTitlesContext = createContext<ReadonlyMap<string, string>>(new Map())

/** Reads the titles of the site's lists if they are shown. */
export function useListTitles(options: {
  client: SanityClient
  site: string
  isShown: boolean
}): ReadonlyMap<string, string> {
  const {client, site, isShown} = options
  const query = useQuery({
    queryKey: ['leads', 'lists', site],
    queryFn: ({signal}) =>
      client.fetch(listTitlesQuery, {site}, {perspective: 'raw', signal, tag: 'leads.grid.lists'}),
    enabled: isShown,
    staleTime: 60_000,
  })
  return useMemo(
    () => new Map((query.data ?? []).map(({_id, title}) => [_id, title ?? _id] as const)),
    [query.data],
  )
}
