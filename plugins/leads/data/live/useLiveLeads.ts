import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useCallback, useEffect, useEffectEvent, useState} from 'react'
import {EMPTY, Subject, buffer, catchError, concatMap, filter, from, throttleTime} from 'rxjs'
import {changeStream, type Connection, type DocumentChange} from '../../../ui/changeStream.ts'
import type {GridRequest} from '../pageQueries.ts'
import type {ChangedRow} from '../leadRow.ts'
import {changeRows} from '../useLeadPages.ts'
import {fetchChangedSince, fetchRows} from '../requests.ts'

/** Changes are collected for this long, so that a burst costs one request. */
const BATCH_MS = 400

/** Margin for a clock that differs from the store's. */
const CLOCK_MARGIN_MS = 60_000

const LIVE_LEADS_FILTER = '*[_type == "lead" && site == $site]'

interface LiveLeads {
  connection: Connection
  arrivals: Arrivals
  /** Whether leads were added or deleted since the last count. */
  countStale: boolean
  /** Clears arrivals and `countStale`, when the grid reads everything again. */
  reset: () => void
  /** Clears `countStale`, when the leads are counted again. */
  markCounted: () => void
}

/** Listens to changes of the site's leads and updates the loaded rows. */
export function useLiveLeads(options: {
  client: SanityClient
  site: string
  /** `null` while it is not known. */
  request: GridRequest | null
  /** Identifies the view; a change means that all rows are read again. */
  view: string
  /** Whether the grid or the open panel shows that lead. */
  isShown: (id: string) => boolean
  /** Called with the ids of leads that changed or were deleted. */
  onShownChanged: (ids: readonly string[]) => void
}): LiveLeads {
  const {client, site, request, view, isShown, onShownChanged} = options
  const queryClient = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')
  const [arrivals, setArrivals] = useState(NO_ARRIVALS)
  const [countStale, setCountStale] = useState(false)

  const apply = useEffectEvent((rows: readonly ChangedRow[], batch: LiveBatch) => {
    const shown = rows.filter((row) => isShown(row._id))
    const arrived = rows.filter((row) => !isShown(row._id))
    const changes = {
      rows: new Map(shown.map((row) => [row._id, row])),
      removed: new Set(batch.removed),
    }
    changeRows(queryClient, site, changes)
    setArrivals((known) => addArrivals(known, arrived, batch))
    if (arrived.length > 0 || batch.unread > 0 || batch.removed.length > 0) setCountStale(true)
    onShownChanged([...shown.map((row) => row._id), ...batch.removed])
  })

  const read = useEffectEvent(async (changes: readonly DocumentChange[]) => {
    const batch = liveBatch(changes, isShown)
    const ids = [...batch.stale, ...batch.arrived]
    const rows = ids.length > 0 && request ? await fetchRows(client, request, ids) : []
    apply(rows, batch)
  })

  const catchUp = useEffectEvent(async (since: number) => {
    if (!request) return
    const rows = await fetchChangedSince(client, request, new Date(since).toISOString())
    const relevant = rows.filter((row) => isShown(row._id) || row.isNew)
    apply(relevant, {stale: [], arrived: [], unread: 0, removed: []})
  })

  useEffect(() => {
    const changes = new Subject<DocumentChange>()
    const startedAt = Date.now()
    let lostAt: number | null = null
    const reading = changes
      .pipe(
        buffer(changes.pipe(throttleTime(BATCH_MS, undefined, {leading: false, trailing: true}))),
        filter((batch) => batch.length > 0),
        // A batch that cannot be read is dropped; the stream reports when the store is away.
        concatMap((batch) => from(read(batch)).pipe(catchError(() => EMPTY))),
      )
      .subscribe()
    const listening = changeStream(client, {
      filter: LIVE_LEADS_FILTER,
      site,
      tag: 'leads.grid.listen',
    }).subscribe((event) => {
      if (event.type === 'change') changes.next(event.change)
      else if (event.type === 'lost') {
        lostAt ??= Date.now()
        setConnection('lost')
      } else {
        setConnection('live')
        if (lostAt !== null) {
          catchUp(Math.max(lostAt - CLOCK_MARGIN_MS, startedAt)).catch(() => setCountStale(true))
          lostAt = null
        }
      }
    })
    return () => {
      listening.unsubscribe()
      reading.unsubscribe()
    }
  }, [client, site])

  const [seenView, setSeenView] = useState(view)
  if (view !== seenView) {
    setSeenView(view)
    setArrivals(NO_ARRIVALS)
  }

  const reset = useCallback(() => {
    setArrivals(NO_ARRIVALS)
    setCountStale(false)
  }, [])

  const markCounted = useCallback(() => setCountStale(false), [])

  return {connection, arrivals, countStale, reset, markCounted}
}

/** New leads that the grid does not show yet. */
export interface Arrivals {
  /** Leads that match the view. */
  ids: ReadonlySet<string>
  /** Number of further new leads that were not read. */
  unread: number
}

export const NO_ARRIVALS: Arrivals = {ids: new Set(), unread: 0}

/** Adds the rows of a batch that match the view, and removes deleted leads. */
export function addArrivals(
  arrivals: Arrivals,
  rows: readonly ChangedRow[],
  batch: {unread: number; removed: readonly string[]},
): Arrivals {
  const ids = new Set(arrivals.ids)
  for (const row of rows) {
    if (row.matches) ids.add(row._id)
    else ids.delete(row._id)
  }
  for (const id of batch.removed) ids.delete(id)
  const unread = arrivals.unread + batch.unread
  const same = unread === arrivals.unread && ids.size === arrivals.ids.size
  return same && [...ids].every((id) => arrivals.ids.has(id)) ? arrivals : {ids, unread}
}

/** Number of new leads. */
export function arrivalCount(arrivals: Arrivals): number {
  return arrivals.ids.size + arrivals.unread
}

/** What the grid has to do about a batch of changes. */
interface LiveBatch {
  /** Loaded rows to read again. */
  stale: string[]
  /** New leads to read, to find out whether they match. */
  arrived: string[]
  /** Number of further new leads, which are not read. */
  unread: number
  /** Deleted leads, loaded or not. */
  removed: string[]
}

/** Most new leads of a batch that are read: an import adds thousands at once. */
export const MAX_ARRIVALS_READ = 100

/**
 * Sums up changes, oldest first. A lead that was created and deleted within the batch is ignored; one
 * that changed several times is read once.
 */
export function liveBatch(
  changes: readonly DocumentChange[],
  isLoaded: (id: string) => boolean,
): LiveBatch {
  const last = new Map<
    string,
    {first: DocumentChange['transition']; last: DocumentChange['transition']}
  >()
  for (const {id, transition} of changes) {
    const known = last.get(id)
    last.set(id, {first: known?.first ?? transition, last: transition})
  }
  const batch: LiveBatch = {stale: [], arrived: [], unread: 0, removed: []}
  for (const [id, seen] of last) {
    if (seen.last === 'disappear') {
      if (seen.first !== 'appear' || isLoaded(id)) batch.removed.push(id)
    } else if (isLoaded(id)) batch.stale.push(id)
    else if (seen.first === 'appear') {
      if (batch.arrived.length < MAX_ARRIVALS_READ) batch.arrived.push(id)
      else batch.unread += 1
    }
  }
  return batch
}
