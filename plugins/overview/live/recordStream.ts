import type {SanityClient} from '@sanity/client'
import {catchError, concat, defer, map, of, retry, throwError, timer, type Observable} from 'rxjs'
import {LIVE_RECORDS_FILTER} from '../data/overviewQueries.ts'

/** What the stream tells: its own state, or that a record changed. */
export type RecordStreamEvent = {type: 'live'} | {type: 'lost'} | {type: 'change'; id: string}

/** Longest wait before the stream is opened again, in milliseconds. */
const MAX_DELAY_MS = 30_000

/**
 * Changes of a site's submissions, leads and activities, without their contents. It never ends by
 * itself: when it breaks it says `lost`, waits (1 s, 2 s, 4 s … 30 s) and opens again; after that
 * `live` the caller has to catch up.
 */
export function recordStream(client: SanityClient, site: string): Observable<RecordStreamEvent> {
  let failures = 0
  const events = defer(() =>
    client.listen(
      LIVE_RECORDS_FILTER,
      {site},
      {
        events: ['welcome', 'mutation', 'reconnect'],
        includeMutations: false,
        includeResult: false,
        tag: 'leads.overview.listen',
        visibility: 'query',
      },
    ),
  )
  return events.pipe(
    map((event): RecordStreamEvent => {
      if (event.type === 'reconnect') return {type: 'lost'}
      if (event.type !== 'welcome') return {type: 'change', id: event.documentId}
      failures = 0
      return {type: 'live'}
    }),
    catchError((error: unknown) =>
      concat(
        of<RecordStreamEvent>({type: 'lost'}),
        throwError(() => error),
      ),
    ),
    retry({delay: () => timer(Math.min(1000 * 2 ** failures++, MAX_DELAY_MS))}),
  )
}
