import {useCallback, useMemo, useState} from 'react'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import {audienceToGroq, type AudienceFilter} from '../../../core/audience/toGroq.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {useDebounced} from '../../ui/useDebounced.ts'

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

/** An audience as it is asked for. */
export interface SettledAudience {
  filter: AudienceFilter
  /** Same for the same question at the same moment; a part of keys in the query cache. */
  key: string
  isSettled: boolean
  /** Whether the store may be asked now. */
  isAskable: boolean
  /** Makes relative dates mean the present moment. */
  renew: () => void
}

/** What of a query's state makes an {@link Answer}. */
interface AskedQuery<Value> {
  data: Value | undefined
  error: Error | null
  isPlaceholderData: boolean
  isFetching: boolean
  dataUpdatedAt: number
}

/** What the query about an audience came to so far. */
export function answerOf<Value>(query: AskedQuery<Value>, isSettled: boolean): Answer<Value> {
  return {
    value: query.data ?? null,
    isOld: !isSettled || query.isPlaceholderData,
    isAsking: query.isFetching || !isSettled,
    error: query.error,
    at: query.dataUpdatedAt,
  }
}

/**
 * What to ask the store for an audience. While it changes, and for 400 ms after, and while it cannot
 * be used, nothing is to be asked.
 */
export function useSettledAudience(
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
