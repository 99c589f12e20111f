import {Hono, type Context} from 'hono'
import {ulid} from 'ulid'
import {readerOf} from '../http/dataRequest.ts'
import {parseJson} from '../http/requestBody.ts'
import {knowsVersions} from '../http/requestUrl.ts'
import {LakeError} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import type {EventFeed} from './eventFeed.ts'
import {EventStream, type StreamLimits} from './eventStream.ts'
import {listenEvents, type EventFormat, type VersionScope} from './listenEvents.ts'
import {listenFilter} from './listenFilter.ts'
import {openStream} from './openStream.ts'
import {createReaderGroups} from './readerGroups.ts'

/**
 * `GET /data/listen/<dataset>`: server-sent events for documents that match a filter, as the
 * caller may see them. A query that cannot be listened to is answered with a `channelError` event
 * where the client reads events, because an event source does not show the body of a 400.
 */
export function listenRoutes(
  lake: LakeServices,
  feed: EventFeed,
  limits: StreamLimits,
): Hono<LakeEnv> {
  const readersOf = createReaderGroups(lake.access)
  const services = {store: lake.store, feed, limits}
  return new Hono<LakeEnv>().get('/data/listen/:dataset', (context) => {
    const dataset = context.req.param('dataset')
    const caller = readerOf(lake, dataset, context.get('caller'))
    try {
      const query = context.req.query('query') ?? ''
      if (query === '') throw LakeError.data(400, 'httpBadRequest', 'Parameter query is required')
      const source = listenEvents({
        filter: listenFilter(query, queryParams(context), caller.id),
        readers: readersOf(caller),
        versions: versionScope(context),
        format: eventFormat(context),
      })
      // Browsers can't send the header on a request with credentials and use the parameter instead.
      const lastEventId = flag(context, 'enableResume', false)
        ? (context.req.header('Last-Event-ID') ?? context.req.query('lastEventId') ?? '')
        : ''
      const data = JSON.stringify({listenerName: ulid()})
      return openStream(services, dataset, source, lastEventId, {
        opening:
          lastEventId === ''
            ? {event: 'welcome', data, withId: true}
            : {event: 'welcomeback', data, withId: false},
        startOver: [{event: 'reset', data, withId: true}],
      })
    } catch (error) {
      const readsEvents = context.req.header('Accept')?.includes('text/event-stream')
      if (!(error instanceof LakeError) || !readsEvents) throw error
      const stream = new EventStream(limits)
      stream.send({event: 'channelError', data: JSON.stringify(error.body)})
      stream.end()
      return stream.response()
    }
  })
}

function eventFormat(context: Context<LakeEnv>): EventFormat {
  return {
    includeResult: flag(context, 'includeResult', false),
    includePreviousRevision: flag(context, 'includePreviousRevision', false),
    includeMutations: flag(context, 'includeMutations', true),
    includeEffects: context.req.query('effectFormat') === 'mendoza',
  }
}

function queryParams(context: Context<LakeEnv>): Record<string, unknown> {
  const params: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(context.req.query())) {
    if (!name.startsWith('$')) continue
    params[name.slice(1)] = parseJson(value, `value of parameter ${name}:`)
  }
  return params
}

function flag(context: Context<LakeEnv>, name: string, standard: boolean): boolean {
  const value = context.req.query(name)
  return value === undefined ? standard : value === 'true' || value === '1'
}

/** Since API version 2025-02-19, listeners get drafts only on request. */
function versionScope(context: Context<LakeEnv>): VersionScope {
  if (flag(context, 'includeAllVersions', false)) return 'all'
  return knowsVersions(new URL(context.req.url)) ? 'published' : 'published and drafts'
}
