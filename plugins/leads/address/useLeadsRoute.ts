import {useCallback, useMemo, useRef, useLayoutEffect} from 'react'
import {useRouter} from 'sanity/router'
import {formatAddress, parseAddress, type GridAddress} from './gridAddress.ts'

/** What the URL says: which lead is open, and how the grid is. */
export interface LeadsRoute {
  leadId: string | null
  address: GridAddress
  openLead: (id: string) => void
  closeLead: () => void
  /**
   * Changes parts of the grid's address.
   *
   * @param how - `replace` for what the back button need not undo, such as the width of a column
   */
  change: (parts: Partial<GridAddress>, how?: 'push' | 'replace') => void
}

/** The tool's state in the URL, so that a link or the back button restores it. */
export function useLeadsRoute(): LeadsRoute {
  const {state, navigate} = useRouter()
  const text = JSON.stringify(state._searchParams ?? [])
  // The router gives new arrays each time; what they say changes seldom.
  const address = useMemo(() => parseAddress(readPairs(text)), [text])
  const leadId = typeof state.leadId === 'string' ? state.leadId : null

  // Several changes may be made before the router has told of the first.
  const latest = useRef({address, leadId})
  useLayoutEffect(() => {
    latest.current = {address, leadId}
  }, [address, leadId])

  const go = useCallback(
    (next: {leadId: string | null; address: GridAddress}, how: 'push' | 'replace') => {
      latest.current = next
      const _searchParams = formatAddress(next.address)
      const target = next.leadId ? {leadId: next.leadId, _searchParams} : {_searchParams}
      navigate(target, {replace: how === 'replace'})
    },
    [navigate],
  )
  return {
    leadId,
    address,
    openLead: useCallback((id) => go({...latest.current, leadId: id}, 'push'), [go]),
    closeLead: useCallback(() => go({...latest.current, leadId: null}, 'push'), [go]),
    change: useCallback(
      (parts, how = 'push') => {
        const {address: current, leadId: open} = latest.current
        go({leadId: open, address: {...current, ...parts}}, how)
      },
      [go],
    ),
  }
}

function readPairs(text: string): [string, string][] {
  const pairs: unknown = JSON.parse(text)
  if (!Array.isArray(pairs)) return []
  return pairs.flatMap((pair: unknown): [string, string][] =>
    Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string'
      ? [[pair[0], pair[1]]]
      : [],
  )
}
