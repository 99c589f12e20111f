import type {SanityClient} from '@sanity/client'
import {catchError, concat, defer, map, of, retry, throwError, timer, type Observable} from 'rxjs'

/** One change of one document, as the store's stream tells it. */
export interface DocumentChange {
  id: string
  /** `appear` for a new document, `disappear` for a deleted one. */
  transition: 'appear' | 'update' | 'disappear'
}

/** What a stream of changes tells: its own state, or a change. */
export type ChangeStreamEvent =
  | {type: 'live'}
  | {type: 'lost'}
  | {type: 'change'; change: DocumentChange}

/** State of a stream of changes, from the moment it is asked for. */
export type Connection = 'connecting' | 'live' | 'lost'

/** What a stream of changes is about. */
export interface ChangeStreamOptions {
  /** A GROQ query over documents; its only parameter is `site`. */
  filter: string
  site: string
  /** Names the request in the store's logs, such as `leads.grid.listen`. */
  tag: string
}

/** Longest wait before the stream is opened again, in milliseconds. */
const MAX_DELAY_MS = 30_000

/**
 * Changes of a site's documents, without their contents. The stream never ends by itself: when it
 * breaks it says `lost`, waits (1 s, 2 s, 4 s … 30 s) and opens again; after `live` following `lost`
 * the caller has to catch up on what happened in between.
 */
export function changeStream(
  client: SanityClient,
  {filter, site, tag}: ChangeStreamOptions,
): Observable<ChangeStreamEvent> {
  let failures = 0
  const events = defer(() =>
    client.listen(
      filter,
      {site},
      {
        events: ['welcome', 'mutation', 'reconnect'],
        includeMutations: false,
        includeResult: false,
        tag,
        visibility: 'query',
      },
    ),
  )
  return events.pipe(
    map((event): ChangeStreamEvent => {
      if (event.type === 'reconnect') return {type: 'lost'}
      if (event.type === 'welcome') {
        failures = 0
        return {type: 'live'}
      }
      return {type: 'change', change: {id: event.documentId, transition: event.transition}}
    }),
    catchError((error: unknown) =>
      concat(
        of<ChangeStreamEvent>({type: 'lost'}),
        throwError(() => error),
      ),
    ),
    retry({delay: () => timer(Math.min(1000 * 2 ** failures++, MAX_DELAY_MS))}),
  )
}
