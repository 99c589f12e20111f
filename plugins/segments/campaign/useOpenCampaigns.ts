import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useInfiniteQuery} from '@tanstack/react-query'
import {BEFORE_ALL, fetchOpenCampaigns} from '../data/campaignsData.ts'

/** Key of a site's campaigns that are being written in the query cache. */
export function openCampaignsKey(site: string): readonly string[] {
  return ['leads', 'segments', 'campaigns', site]
}

/** The campaigns of a site that are being written, page by page, newest first. */
export function useOpenCampaigns(client: SanityClient, site: string, search: string) {
  return useInfiniteQuery({
    queryKey: [...openCampaignsKey(site), search],
    queryFn: ({pageParam, signal}) => fetchOpenCampaigns(client, site, search, pageParam, signal),
    initialPageParam: BEFORE_ALL,
    getNextPageParam: ({next}) => next,
    placeholderData: keepPreviousData,
    // Each time it is opened it shows what is there by then.
    gcTime: 0,
    retry: 1,
  })
}
