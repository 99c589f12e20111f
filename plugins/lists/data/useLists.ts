import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useInfiniteQuery, useQueryClient} from '@tanstack/react-query'
import {useEffect} from 'react'
import {auditTime, filter} from 'rxjs'
import {changeStream} from '../../ui/changeStream.ts'
import {fetchLists, FIRST_PAGE, type ListOrder} from './listsData.ts'

/** Query key of a site's lists. */
export function listsKey(site: string): readonly string[] {
  return ['leads', 'lists', 'cards', site]
}

/** Changes of others trigger at most one refetch in this time, in milliseconds. */
const CATCH_UP_MS = 1000

/**
 * A site's lists, page by page; read again when somebody changes one.
 *
 * @param search - words in names or descriptions; blank for all lists
 */
export function useLists(client: SanityClient, site: string, order: ListOrder, search: string) {
  const queryClient = useQueryClient()
  useEffect(() => {
    const options = {
      filter: '*[_type == "leadList" && site == $site]',
      site,
      tag: 'leads.lists.listen',
    }
    const subscription = changeStream(client, options)
      .pipe(
        filter((event) => event.type === 'change'),
        auditTime(CATCH_UP_MS),
      )
      .subscribe(() => void queryClient.invalidateQueries({queryKey: listsKey(site)}))
    return () => subscription.unsubscribe()
  }, [client, queryClient, site])
  return useInfiniteQuery({
    queryKey: [...listsKey(site), order, search],
    queryFn: ({pageParam, signal}) => fetchLists(client, site, {order, search}, pageParam, signal),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({next}) => next,
    placeholderData: keepPreviousData,
    retry: 1,
  })
}
