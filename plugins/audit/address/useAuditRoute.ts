import {useCallback, useMemo} from 'react'
import {useRouter} from 'sanity/router'
import {
  formatAuditAddress,
  parseAuditAddress,
  PLAIN_AUDIT_ADDRESS,
  type AuditAddress,
} from './auditAddress.ts'

/** The state of the tool in the URL. */
export interface AuditRoute {
  address: AuditAddress
  eventId: string | null
  /** Changes the filter. */
  change: (parts: Partial<AuditAddress>) => void
  /** Removes the filter. */
  clear: () => void
  /** Shows the chain of another site, or the network's for `null`. */
  choose: (site: string | null) => void
  /** Opens an event, or closes the one that is open. */
  open: (id: string | null) => void
  /** Router state that opens an event, for links. */
  stateOf: (id: string) => {eventId: string; _searchParams: [string, string][]}
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

/** The tool's state in the URL, so that a link or the back button restores it. */
export function useAuditRoute(): AuditRoute {
  const {state, navigate} = useRouter()
  const text = JSON.stringify(state._searchParams ?? [])
  // The router creates new arrays on every render; comparing text keeps the address stable.
  const address = useMemo(() => parseAuditAddress(readPairs(text)), [text])
  const eventId = typeof state.eventId === 'string' ? state.eventId : null
  const go = useCallback(
    (next: AuditAddress, id: string | null) =>
      navigate({...(id === null ? {} : {eventId: id}), _searchParams: formatAuditAddress(next)}),
    [navigate],
  )
  return {
    address,
    eventId,
    change: useCallback((parts) => go({...address, ...parts}, eventId), [address, eventId, go]),
    clear: useCallback(
      () => go({...PLAIN_AUDIT_ADDRESS, site: address.site}, eventId),
      [address.site, eventId, go],
    ),
    choose: useCallback((site) => go({...PLAIN_AUDIT_ADDRESS, site}, null), [go]),
    open: useCallback((id) => go(address, id), [address, go]),
    stateOf: useCallback(
      (id) => ({eventId: id, _searchParams: formatAuditAddress(address)}),
      [address],
    ),
  }
}
