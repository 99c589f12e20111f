import {useCallback, useMemo, useRef, useLayoutEffect} from 'react'
import {useRouter} from 'sanity/router'
import {ALL_CHANGES} from './leadsPlace.ts'
import {formatAddress, parseAddress, type GridAddress} from './gridAddress.ts'

type Beside = Pick<LeadsRoute, 'leadId' | 'changeId' | 'exportId'>

const NOTHING: Beside = {leadId: null, changeId: null, exportId: null}

/** The tool's state in the URL: the panel beside the grid, and the grid's address. */
export interface LeadsRoute {
  leadId: string | null
  /** A change in the list of recent changes, or `all` for the list; `null` while it is closed. */
  changeId: string | null
  /** An export in the list of exports, or `all` for the list; `null` while it is closed. */
  exportId: string | null
  address: GridAddress
  openLead: (id: string) => void
  /** Opens the list of recent changes. */
  openChanges: () => void
  /** Opens the list of exports. */
  openExports: () => void
  /** Closes the panel beside the grid. */
  closeLead: () => void
  /**
   * Changes parts of the grid's address.
   *
   * @param how - `replace` for changes without a step in the history, such as a column's width
   */
  change: (parts: Partial<GridAddress>, how?: 'push' | 'replace') => void
}

/** Reads and changes the tool's state in the URL. */
export function useLeadsRoute(): LeadsRoute {
  const {state, navigate} = useRouter()
  const text = JSON.stringify(state._searchParams ?? [])
  // The router makes new arrays for each render, so the memo depends on their text.
  const address = useMemo(() => parseAddress(readPairs(text)), [text])
  const leadId = typeof state.leadId === 'string' ? state.leadId : null
  const changeId = typeof state.changeId === 'string' ? state.changeId : null
  const exportId = typeof state.exportId === 'string' ? state.exportId : null

  // Several changes may happen before the router renders the first.
  const latest = useRef({address, leadId, changeId, exportId})
  useLayoutEffect(() => {
    latest.current = {address, leadId, changeId, exportId}
  }, [address, changeId, exportId, leadId])

  const go = useCallback(
    (next: Beside & {address: GridAddress}, how: 'push' | 'replace') => {
      latest.current = next
      const _searchParams = formatAddress(next.address)
      const beside = {
        ...(next.leadId ? {leadId: next.leadId} : {}),
        ...(next.changeId ? {changeId: next.changeId} : {}),
        ...(next.exportId ? {exportId: next.exportId} : {}),
      }
      navigate({...beside, _searchParams}, {replace: how === 'replace'})
    },
    [navigate],
  )
  const show = useCallback(
    (beside: Partial<Beside>) =>
      go({address: latest.current.address, ...NOTHING, ...beside}, 'push'),
    [go],
  )
  return {
    leadId,
    changeId,
    exportId,
    address,
    openLead: useCallback((id) => show({leadId: id}), [show]),
    openChanges: useCallback(() => show({changeId: ALL_CHANGES}), [show]),
    openExports: useCallback(() => show({exportId: ALL_CHANGES}), [show]),
    closeLead: useCallback(() => show({}), [show]),
    change: useCallback(
      (parts, how = 'push') => {
        const {address: current, ...beside} = latest.current
        go({...beside, address: {...current, ...parts}}, how)
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
