import {useCallback, useEffect, useMemo, useRef, useState} from 'react'
import {firstValueFrom} from 'rxjs'
import {useKeyValueStore, type KeyValueStore} from 'sanity'
import type {LeadsRoute} from '../address/useLeadsRoute.ts'
import {
  NO_FILTER,
  filterId,
  filterOfList,
  filtersKey,
  isSameFilter,
  readFilters,
  storedFilters,
  type FilterState,
  type NamedFilter,
} from './filterStates.ts'

/** How long changes are collected before they are stored with the user. */
const KEEP_AFTER_MS = 2000

/** The current search and filter. */
export interface FilterStateAnswer {
  /** `null` while the filter of the URL's id is not known. */
  filter: FilterState | null
  /** Whether the URL names a filter that this user does not have. */
  isUnknown: boolean
  /**
   * Changes parts of it.
   *
   * @param how - `replace` while the user types, so that “back” does not undo single letters
   */
  changeFilter: (parts: Partial<FilterState>, how?: 'push' | 'replace') => void
  /** Stores a filter under an id for the URL; `null` for an empty filter. */
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
    // Without session storage, the filter lasts as long as the page.
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
 * The search and filter of the URL's id, or of the list that the URL names. They are stored in the session and in the user's key-value
 * store, so that a reload, the back button and the user's own links restore them.
 */
export function useFilterState(site: string, route: LeadsRoute): FilterStateAnswer {
  const store = useKeyValueStore()
  const key = filtersKey(site)
  const [known, setKnown] = useState(() => sessionFilters(key))
  const [asked, setAsked] = useState<string | null>(null)
  const {change} = route
  const id = route.address.filterId
  const {listId} = route.address
  const linked = useMemo(() => filterOfList(listId), [listId])
  const found = id === null ? linked : (known.find((filter) => filter.id === id) ?? null)

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

  const unsaved = useRef<NamedFilter[]>([])
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const keep = useCallback(() => {
    clearTimeout(timer.current)
    const filters = unsaved.current
    unsaved.current = []
    if (filters.length > 0) keepWithUser(store, key, filters).catch(() => null)
  }, [key, store])
  useEffect(() => keep, [keep])

  const nameFilter: FilterStateAnswer['nameFilter'] = (next, how = 'push') => {
    if (isSameFilter(next, NO_FILTER)) return null
    const named = {...next, id: filterId(crypto.getRandomValues(new Uint8Array(10)))}
    const filters = [named, ...known]
    setKnown(filters)
    keepInSession(key, filters)
    // While the user types, a longer text replaces the shorter one.
    unsaved.current =
      how === 'replace' ? [named, ...unsaved.current.slice(1)] : [named, ...unsaved.current]
    clearTimeout(timer.current)
    timer.current = setTimeout(keep, KEEP_AFTER_MS)
    return named.id
  }

  const changeFilter: FilterStateAnswer['changeFilter'] = (parts, how = 'push') => {
    const next = {...(found ?? NO_FILTER), ...parts}
    if (found && isSameFilter(found, next)) return
    change({filterId: nameFilter(next, how), listId: null}, how)
  }

  return {filter: found, isUnknown: found === null && !isMissing, changeFilter, nameFilter}
}
