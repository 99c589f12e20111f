import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useQuery} from '@tanstack/react-query'
import {useCallback, useMemo, useState} from 'react'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import {audienceToGroq} from '../../../core/audience/toGroq.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {fetchAudienceCount, fetchAudienceSample, type SampleLead} from './requests.ts'
import {useDebounced} from './useDebounced.ts'

/** How long a definition stays as it is before the store is asked, in milliseconds. */
export const SETTLE_MS = 400

/** What the store said of an audience. */
export interface Answer<Value> {
  /** `null` while it is not known. */
  value: Value | null
  /** Whether it is of an earlier definition, because the present one's is on its way. */
  isOld: boolean
  isAsking: boolean
  error: Error | null
  /** When it was answered, in milliseconds since the epoch. */
  at: number
}

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
  const {site, timeZone} = source
  const [askedAt, setAskedAt] = useState(() => new Date().toISOString())
  const compiled = useMemo(
    () => (checked.ok ? audienceToGroq(checked.audience, {now: askedAt, timeZone}) : null),
    [askedAt, checked, timeZone],
  )
  const text = useMemo(() => JSON.stringify(compiled), [compiled])
  const settledText = useDebounced(text, SETTLE_MS)
  const isSettled = text === settledText
  const shared = {
    enabled: compiled !== null && isSettled,
    placeholderData: keepPreviousData,
    retry: 1,
    staleTime: 30_000,
  }
  const filter = compiled ?? {filter: 'false', params: {}}
  const count = useQuery({
    ...shared,
    queryKey: ['leads', 'audience', 'count', site, settledText],
    queryFn: ({signal}) => fetchAudienceCount(client, site, filter, signal),
  })
  const sample = useQuery({
    ...shared,
    queryKey: ['leads', 'audience', 'sample', site, settledText],
    queryFn: ({signal}) => fetchAudienceSample(client, site, filter, signal),
  })
  const {refetch: refetchCount} = count
  const {refetch: refetchSample} = sample
  const refresh = useCallback(() => {
    setAskedAt(new Date().toISOString())
    void refetchCount()
    void refetchSample()
  }, [refetchCount, refetchSample])
  return {
    count: {
      value: count.data ?? null,
      isOld: !isSettled || count.isPlaceholderData,
      isAsking: count.isFetching || !isSettled,
      error: count.error,
      at: count.dataUpdatedAt,
    },
    sample: {
      value: sample.data ?? null,
      isOld: !isSettled || sample.isPlaceholderData,
      isAsking: sample.isFetching || !isSettled,
      error: sample.error,
      at: sample.dataUpdatedAt,
    },
    refresh,
  }
}
