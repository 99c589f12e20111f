import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useQuery} from '@tanstack/react-query'
import {useCallback, useMemo, useState} from 'react'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import {audienceToGroq, type AudienceFilter} from '../../../core/audience/toGroq.ts'
import {useDebounced} from '../../ui/useDebounced.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {
  fetchAudienceCount,
  fetchAudienceSample,
  fetchReach,
  type Reach,
  type SampleLead,
} from './audienceRequests.ts'

/** How long a definition must not change before the store is asked, in milliseconds. */
export const SETTLE_MS = 400

/** The store's answer to a question about an audience. */
export interface Answer<Value> {
  /** `null` while it is not known. */
  value: Value | null
  /** Whether it belongs to an earlier definition, while the present one's is loading. */
  isOld: boolean
  isAsking: boolean
  error: Error | null
  /** When it was answered, in milliseconds since the epoch. */
  at: number
}

/** Number and sample of the leads that match a definition. */
export interface AudienceInsight {
  count: Answer<number>
  sample: Answer<readonly SampleLead[]>
  /** Asks again, as of now. */
  refresh: () => void
}

/**
 * Counts the leads that match a definition, and reads a sample of them, once the definition has not
 * changed for 400 ms. Requests that are out of date are aborted; nothing is asked while the
 * definition is not valid.
 */
export function useAudienceInsight(
  client: SanityClient,
  source: AudienceSource,
  checked: CheckedAudience,
): AudienceInsight {
  const {site} = source
  const {filter, key, isSettled, isAskable, renew} = useSettledAudience(source, checked)
  const shared = {...ASKING, enabled: isAskable}
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

/** {@link useAudienceInsight} for campaigns: counts who matches and who of them gets no campaigns. */
export function useReach(
  client: SanityClient,
  source: AudienceSource,
  checked: CheckedAudience,
): {reach: Answer<Reach>; refresh: () => void} {
  const {site} = source
  const {filter, key, isSettled, isAskable, renew} = useSettledAudience(source, checked)
  const query = useQuery({
    ...ASKING,
    enabled: isAskable,
    queryKey: ['leads', 'segments', 'reach', site, key],
    queryFn: ({signal}) => fetchReach(client, site, filter, {tag: 'leads.segments.reach', signal}),
  })
  const {refetch} = query
  const refresh = useCallback(() => {
    renew()
    void refetch()
  }, [refetch, renew])
  return {reach: answerOf(query, isSettled), refresh}
}

const ASKING = {placeholderData: keepPreviousData, retry: 1, staleTime: 30_000}

interface SettledAudience {
  filter: AudienceFilter
  /** The same for the same question as of the same moment; a part of query keys. */
  key: string
  isSettled: boolean
  /** Whether the store may be asked now. */
  isAskable: boolean
  /** Makes relative dates relative to now. */
  renew: () => void
}

function useSettledAudience(
  {timeZone}: Pick<AudienceSource, 'timeZone'>,
  checked: CheckedAudience,
): SettledAudience {
  const [askedAt, setAskedAt] = useState(() => new Date().toISOString())
  const compiled = useMemo(
    () => (checked.ok ? audienceToGroq(checked.audience, {now: askedAt, timeZone}) : null),
    [askedAt, checked, timeZone],
  )
  const text = useMemo(() => JSON.stringify(compiled), [compiled])
  const key = useDebounced(text, SETTLE_MS)
  const isSettled = text === key
  const renew = useCallback(() => setAskedAt(new Date().toISOString()), [])
  return {
    filter: compiled ?? {filter: 'false', params: {}},
    key,
    isSettled,
    isAskable: compiled !== null && isSettled,
    renew,
  }
}

/** The state of a query that makes an {@link Answer}. */
interface AskedQuery<Value> {
  data: Value | undefined
  error: Error | null
  isPlaceholderData: boolean
  isFetching: boolean
  dataUpdatedAt: number
}

function answerOf<Value>(query: AskedQuery<Value>, isSettled: boolean): Answer<Value> {
  return {
    value: query.data ?? null,
    isOld: !isSettled || query.isPlaceholderData,
    isAsking: query.isFetching || !isSettled,
    error: query.error,
    at: query.dataUpdatedAt,
  }
}
