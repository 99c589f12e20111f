import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useQuery} from '@tanstack/react-query'
import {useCallback} from 'react'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import {fetchReach, type Reach} from '../../audience/fetchReach.ts'
import {
  answerOf,
  useSettledAudience,
  type Answer,
} from '../../audience/insight/useSettledAudience.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'

/**
 * Counts for whom a campaign would be, once that has stayed as it is for 400 ms. A count of what has
 * changed meanwhile is aborted.
 */
export function useReach(
  client: SanityClient,
  source: AudienceSource,
  checked: CheckedAudience,
): {reach: Answer<Reach>; refresh: () => void} {
  const {site} = source
  const {filter, key, isSettled, isAskable, renew} = useSettledAudience(source, checked)
  const query = useQuery({
    enabled: isAskable,
    placeholderData: keepPreviousData,
    queryFn: ({signal}) => fetchReach(client, site, filter, {tag: 'leads.segments.reach', signal}),
    queryKey: ['leads', 'segments', 'reach', site, key],
    retry: 1,
    staleTime: 30_000,
  })
  const {refetch} = query
  const refresh = useCallback(() => {
    renew()
    void refetch()
  }, [refetch, renew])
  return {reach: answerOf(query, isSettled), refresh}
}
