import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useCallback, useEffect, useEffectEvent, useState} from 'react'
import {EMPTY, Subject, buffer, catchError, concatMap, filter, from, throttleTime} from 'rxjs'
import {changeStream, type Connection, type DocumentChange} from '../../../ui/changeStream.ts'
import type {GridRequest} from '../pageQueries.ts'
import type {ChangedRow} from '../leadRow.ts'
import {changeRows} from '../useLeadPages.ts'
import {fetchChangedSince, fetchRows} from '../requests.ts'

/** Changes are gathered for this long before they are read, so that a burst costs one request. */
const BATCH_MS = 400

/** Margin for a clock that differs from the store's, when catching up. */
const CLOCK_MARGIN_MS = 60_000

/** What the grid listens to. Params: `site`. */
const LIVE_LEADS_FILTER = '*[_type == "lead" && site == $site]'

/** What the grid is told of changes by others. */
interface LiveLeads {
  connection: Connection
  arrivals: Arrivals
  /** Whether leads came or went since the count was asked. */
  countStale: boolean
  /** Forgets arrivals and staleness; for when the grid reads everything anew. */
  reset: () => void
  /** Forgets staleness; for when the count is asked again. */
  markCounted: () => void
}

/** Listens to the site's leads and keeps the loaded rows true. */
export function useLiveLeads(options: {
  client: SanityClient
  site: string
  /** What the grid asks for; `null` while it is not known. */
  request: GridRequest | null
  /** Names what the grid shows; when it changes, everything was read anew. */
  view: string
  /** Whether the grid or the open panel shows that lead. */
  isShown: (id: string) => boolean
  /** Called with the ids of shown leads that changed or went. */
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
        // A batch that cannot be read is let go: the stream itself tells when the store is away.
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

/** Leads that came in since the grid was loaded and are not in it yet. */
export interface Arrivals {
  /** Those that are known to match the search. */
  ids: ReadonlySet<string>
  /** How many more came in without being looked at; then the count is "at least". */
  unread: number
}

/** Nothing came in. */
export const NO_ARRIVALS: Arrivals = {ids: new Set(), unread: 0}

/** Adds the rows read for a batch: new ones count when they match, deleted ones no longer do. */
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

/** How many to speak of. */
export function arrivalCount(arrivals: Arrivals): number {
  return arrivals.ids.size + arrivals.unread
}

/** What a batch of changes asks the grid to do. */
interface LiveBatch {
  /** Loaded rows whose contents are to be read again. */
  stale: string[]
  /** Leads that are new and not among the loaded rows; to be read to see whether they match. */
  arrived: string[]
  /** How many more arrived than are worth reading; counted without being read. */
  unread: number
  /** Loaded or not, these are gone. */
  removed: string[]
}

/** Most arrivals of one batch that are read; an import brings thousands at once. */
export const MAX_ARRIVALS_READ = 100

/**
 * Folds changes, oldest first, into what is to be done about them. A lead that came and went within
 * the batch is forgotten; one that changed many times is read once.
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
