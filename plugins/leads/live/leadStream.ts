import type {SanityClient} from '@sanity/client'
import {catchError, concat, defer, map, of, retry, throwError, timer, type Observable} from 'rxjs'
import type {LeadChange} from './liveBatch.ts'

/** What the stream of changes tells: its own state, or a change. */
export type LeadStreamEvent = {type: 'live'} | {type: 'lost'} | {type: 'change'; change: LeadChange}

/** Longest wait before the stream is opened again. */
const MAX_DELAY_MS = 30_000

/**
 * Changes of a site's leads, without their contents. The stream never ends by itself: when it breaks
 * it says `lost`, waits (1 s, 2 s, 4 s … 30 s) and opens again; after `live` following `lost` the
 * caller has to catch up on what happened in between.
 */
export function leadStream(client: SanityClient, site: string): Observable<LeadStreamEvent> {
  let failures = 0
  const events = defer(() =>
    client.listen(
      '*[_type == "lead" && site == $site]',
      {site},
      {
        events: ['welcome', 'mutation', 'reconnect'],
        includeMutations: false,
        includeResult: false,
        tag: 'leads.grid.listen',
        visibility: 'query',
      },
    ),
  )
  return events.pipe(
    map((event): LeadStreamEvent => {
      if (event.type === 'reconnect') return {type: 'lost'}
      if (event.type === 'welcome') {
        failures = 0
        return {type: 'live'}
      }
      return {type: 'change', change: {id: event.documentId, transition: event.transition}}
    }),
    catchError((error: unknown) =>
      concat(
        of<LeadStreamEvent>({type: 'lost'}),
        throwError(() => error),
      ),
    ),
    retry({delay: () => timer(Math.min(1000 * 2 ** failures++, MAX_DELAY_MS))}),
  )
}
