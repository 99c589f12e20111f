import type {SanityClient} from '@sanity/client'
import {catchError, concat, defer, map, of, retry, throwError, timer, type Observable} from 'rxjs'

/** A change of a document. */
export interface DocumentChange {
  id: string
  /** `appear` for a new document, `disappear` for a deleted one. */
  transition: 'appear' | 'update' | 'disappear'
}

/** An event of the stream: its state, or a change. */
export type ChangeStreamEvent =
  | {type: 'live'}
  | {type: 'lost'}
  | {type: 'change'; change: DocumentChange}

/** State of a stream of changes. */
export type Connection = 'connecting' | 'live' | 'lost'

/** What to listen to. */
export interface ChangeStreamOptions {
  /** A GROQ query over documents; its only parameter is `site`. */
  filter: string
  site: string
  /** Names the request in the store's logs, such as `leads.grid.listen`. */
  tag: string
}

/** Longest wait before reconnecting, in milliseconds. */
const MAX_DELAY_MS = 30_000

/**
 * Changes of a site's documents, without their contents. The stream never ends: when it breaks it emits
 * `lost`, waits (1 s, 2 s, 4 s … 30 s) and reconnects. After `lost` and `live` the caller has to read
 * what it missed.
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
