import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useQuery} from '@tanstack/react-query'
import {useCallback} from 'react'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {fetchAudienceCount, fetchAudienceSample, type SampleLead} from './requests.ts'
import {answerOf, useSettledAudience, type Answer} from './useSettledAudience.ts'

/** Number and sample of the leads that a definition means. */
export interface AudienceInsight {
  count: Answer<number>
  sample: Answer<readonly SampleLead[]>
  /** Asks again, at the present moment. */
  refresh: () => void
}

/**
 * Counts the leads that a definition means, and reads a sample of them, once it has stayed as it is
 * for 400 ms. Requests for what has changed meanwhile are aborted; nothing is asked while the
 * definition cannot be used.
 */
export function useAudienceInsight(
  client: SanityClient,
  source: AudienceSource,
  checked: CheckedAudience,
): AudienceInsight {
  const {site} = source
  const {filter, key, isSettled, isAskable, renew} = useSettledAudience(source, checked)
  const shared = {
    enabled: isAskable,
    placeholderData: keepPreviousData,
    retry: 1,
    staleTime: 30_000,
  }
  const count = useQuery({
    ...shared,
    queryKey: ['leads', 'audience', 'count', site, key],
    queryFn: ({signal}) => fetchAudienceCount(client, site, filter, signal),
  })
  const sample = useQuery({
    ...shared,
    queryKey: ['leads', 'audience', 'sample', site, key],
    queryFn: ({signal}) => fetchAudienceSample(client, site, filter, signal),
  })
  const {refetch: refetchCount} = count
  const {refetch: refetchSample} = sample
  const refresh = useCallback(() => {
    renew()
    void refetchCount()
    void refetchSample()
  }, [refetchCount, refetchSample, renew])
  return {count: answerOf(count, isSettled), sample: answerOf(sample, isSettled), refresh}
}
