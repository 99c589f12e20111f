import {useCallback, useEffect, useRef, useState} from 'react'
import {firstValueFrom} from 'rxjs'
import {useKeyValueStore, type KeyValueStore} from 'sanity'
import type {LeadsRoute} from '../address/useLeadsRoute.ts'
import {
  NO_FILTER,
  filterId,
  filtersKey,
  isSameFilter,
  readFilters,
  storedFilters,
  type FilterState,
  type NamedFilter,
} from './filterStates.ts'

/** How long changes are gathered before they are kept with the user. */
const KEEP_AFTER_MS = 2000

/** What is searched and filtered for. */
export interface FilterStateAnswer {
  /** `null` while it is not known what the address stands for. */
  filter: FilterState | null
  /** Whether the address names a filter that this user does not have. */
  isUnknown: boolean
  /**
   * Changes parts of it.
   *
   * @param how - `replace` while somebody goes on typing, so that "back" does not go letter by letter
   */
  changeFilter: (parts: Partial<FilterState>, how?: 'push' | 'replace') => void
  /** Gives a filter a name that addresses can carry; `null` for none. */
  nameFilter: (filter: FilterState, how?: 'push' | 'replace') => string | null
}

function sessionFilters(key: string): NamedFilter[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return readFilters(stored)
  } catch {
    return []
  }
}

function keepInSession(key: string, filters: readonly NamedFilter[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(storedFilters(filters)))
  } catch {
    // A browser that keeps nothing still has the filter until the page is left.
  }
}

async function keepWithUser(
  store: KeyValueStore,
  key: string,
  filters: readonly NamedFilter[],
): Promise<void> {
  const before = readFilters(await firstValueFrom(store.getKey(key)))
  await store.setKey(key, storedFilters([...filters, ...before]))
}

/**
 * What is searched and filtered for. The address only names it; what the name stands for is kept in
 * the session and in the user's key-value store, so that a reload, the back button and the user's own
 * links restore it.
 */
export function useFilterState(site: string, route: LeadsRoute): FilterStateAnswer {
  const store = useKeyValueStore()
  const key = filtersKey(site)
  const [known, setKnown] = useState(() => sessionFilters(key))
  const [asked, setAsked] = useState<string | null>(null)
  const {change} = route
  const id = route.address.filterId
  const found = id === null ? NO_FILTER : (known.find((filter) => filter.id === id) ?? null)

  const isMissing = found === null && asked !== id
  useEffect(() => {
    if (!isMissing) return undefined
    const answered = (stored: unknown) => {
      setKnown((before) => [...before, ...readFilters(stored)])
      setAsked(id)
    }
    const subscription = store.getKey(key).subscribe({next: answered, error: () => answered([])})
    return () => subscription.unsubscribe()
  }, [id, isMissing, key, store])

  const unkept = useRef<NamedFilter[]>([])
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const keep = useCallback(() => {
    clearTimeout(timer.current)
    const filters = unkept.current
    unkept.current = []
    if (filters.length > 0) keepWithUser(store, key, filters).catch(() => null)
  }, [key, store])
  useEffect(() => keep, [keep])

  const nameFilter: FilterStateAnswer['nameFilter'] = (next, how = 'push') => {
    if (isSameFilter(next, NO_FILTER)) return null
    const named = {...next, id: filterId(crypto.getRandomValues(new Uint8Array(10)))}
    const filters = [named, ...known]
    setKnown(filters)
    keepInSession(key, filters)
    // What was only typed on the way to something longer need not be kept.
    unkept.current =
      how === 'replace' ? [named, ...unkept.current.slice(1)] : [named, ...unkept.current]
    clearTimeout(timer.current)
    timer.current = setTimeout(keep, KEEP_AFTER_MS)
    return named.id
  }

  const changeFilter: FilterStateAnswer['changeFilter'] = (parts, how = 'push') => {
    const next = {...(found ?? NO_FILTER), ...parts}
    if (found && isSameFilter(found, next)) return
    change({filterId: nameFilter(next, how)}, how)
  }

  return {filter: found, isUnknown: found === null && !isMissing, changeFilter, nameFilter}
}
