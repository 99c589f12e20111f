import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useEffect, useEffectEvent, useState} from 'react'
import {bufferTime, catchError, concatMap, EMPTY, filter, from, Subject, throttleTime} from 'rxjs'
import {changeStream, type Connection} from '../../ui/changeStream.ts'
import {fetchRecordsById, LIVE_RECORDS_FILTER} from '../data/requests.ts'
import {recordsKey} from '../data/useOverview.ts'
import {type LiveRecord, mergeRecords, withinReach} from './liveRecord.ts'

/** Changes are buffered for this long before they are read. */
const BUFFER_MS = 400
/** Most changed records that are read at once; an import creates thousands. */
const MAX_READ = 50
/** Shortest time between two counts, in milliseconds. */
const RECOUNT_MS = 5000

/** The newest records, kept up to date. */
export interface LiveRecords {
  connection: Connection
  /** Newest first. */
  records: readonly LiveRecord[]
  /** Ids of those created since the page was opened. */
  arrived: ReadonlySet<string>
}

/**
 * Listens to a site's records: new and changed ones appear in the feed at once, and the counts follow
 * soon after.
 *
 * @param newest - the latest answer of the store
 */
export function useLiveRecords(
  client: SanityClient,
  site: string,
  newest: readonly LiveRecord[] | undefined,
): LiveRecords {
  const queryClient = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')
  const [live, setLive] = useState<readonly LiveRecord[]>([])
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())

  const recount = useEffectEvent(() => {
    void queryClient.invalidateQueries({queryKey: recordsKey(site)})
  })
  const apply = useEffectEvent((ids: readonly string[], read: readonly LiveRecord[]) => {
    const there = new Set(read.map((record) => record._id))
    const missing = new Set(ids.filter((id) => !there.has(id)))
    setLive((known) => mergeRecords(known, read, missing))
    setGone((known) => new Set([...known, ...missing].filter((id) => !there.has(id))))
  })

  useEffect(() => {
    const changed = new Subject<string>()
    const counted = new Subject<void>()
    let lost = false
    const reading = changed
      .pipe(
        bufferTime(BUFFER_MS),
        filter((ids) => ids.length > 0),
        concatMap((all) => {
          const ids = Array.from(new Set(all)).slice(-MAX_READ)
          return from(fetchRecordsById(client, site, ids).then((read) => ({ids, read}))).pipe(
            catchError(() => EMPTY),
          )
        }),
      )
      .subscribe(({ids, read}) => {
        apply(ids, read)
        counted.next()
      })
    const counting = counted
      .pipe(throttleTime(RECOUNT_MS, undefined, {leading: true, trailing: true}))
      .subscribe(() => recount())
    const stream = changeStream(client, {
      filter: LIVE_RECORDS_FILTER,
      site,
      tag: 'leads.overview.listen',
    }).subscribe((event) => {
      if (event.type === 'change') return changed.next(event.change.id)
      setConnection(event.type)
      if (event.type === 'live' && lost) recount()
      lost = event.type === 'lost'
    })
    return () => {
      stream.unsubscribe()
      reading.unsubscribe()
      counting.unsubscribe()
    }
  }, [client, site])

  const [openedWith, setOpenedWith] = useState<string | null>(null)
  if (openedWith === null && newest) setOpenedWith(newest[0]?.at ?? '')
  const records = mergeRecords(newest ?? [], withinReach(newest ?? [], live), gone)
  const fresh = openedWith === null ? [] : live.filter((record) => record.at > openedWith)
  return {connection, records, arrived: new Set(fresh.map(({_id}) => _id))}
}
