import {Hono, type Context} from 'hono'
import {ulid} from 'ulid'
import {readerOf} from '../http/reader.ts'
import {knowsVersions} from '../http/apiVersion.ts'
import {parseJson} from '../http/jsonText.ts'
import {LakeError} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import type {EventFeed} from './eventFeed.ts'
import {EventStream, type StreamLimits, streamResponse} from './eventStream.ts'
import type {FeedMember} from './feedGroups.ts'
import {listenEvents, type VersionScope} from './listenEvents.ts'
import {listenFilter, type ListenFilter} from './listenFilter.ts'
import {replay} from './replay.ts'
import {createAudiences} from './readerGroups.ts'

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

/** From the version of 2025-02-19 on, drafts are among what has to be asked for. */
function versionScope(context: Context<LakeEnv>): VersionScope {
  if (flag(context, 'includeAllVersions', false)) return 'all'
  return knowsVersions(new URL(context.req.url)) ? 'published' : 'published and drafts'
}

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
  const routes = new Hono<LakeEnv>()
  const audienceOf = createAudiences(lake.access)

  function refused(context: Context<LakeEnv>, error: LakeError): Response {
    if (!context.req.header('Accept')?.includes('text/event-stream')) throw error
    const stream = new EventStream(limits)
    stream.send({event: 'channelError', data: JSON.stringify(error.body)})
    stream.end()
    return streamResponse(stream)
  }

  routes.get('/data/listen/:dataset', (context) => {
    const dataset = context.req.param('dataset')
    const caller = readerOf(lake, dataset, context.get('caller'))
    let filter: ListenFilter
    try {
      const query = context.req.query('query') ?? ''
      if (query === '') throw LakeError.data(400, 'httpBadRequest', 'Parameter query is required')
      filter = listenFilter(query, queryParams(context), caller.id)
    } catch (error) {
      if (error instanceof LakeError) return refused(context, error)
      throw error
    }
    const format = {
      includeResult: flag(context, 'includeResult', false),
      includePreviousRevision: flag(context, 'includePreviousRevision', false),
      includeMutations: flag(context, 'includeMutations', true),
      includeEffects: context.req.query('effectFormat') === 'mendoza',
    }
    const code = lake.store.positionCode(dataset)
    const lastSeq = lake.store.lastSeq(dataset)
    const audience = audienceOf(caller)
    const source = listenEvents({filter, audience, versions: versionScope(context), format})
    const member = (stream: EventStream): FeedMember => ({source, stream, after: lastSeq, code})
    const data = JSON.stringify({listenerName: ulid()})
    const greeting = {data, id: code.encode('stream', lastSeq)}
    // Browsers cannot send the header on a request with credentials and use the parameter instead.
    const resumeFrom = flag(context, 'enableResume', false)
      ? (context.req.header('Last-Event-ID') ?? context.req.query('lastEventId') ?? '')
      : ''

    let joined = member(new EventStream(limits))
    if (resumeFrom === '') {
      joined.stream.send({event: 'welcome', ...greeting})
    } else {
      const from = code.decode('stream', resumeFrom)
      joined.stream.send({event: 'welcomeback', data: greeting.data})
      try {
        if (!replay(lake.store, dataset, from, joined)) {
          joined = member(new EventStream(limits))
          joined.stream.send({event: 'reset', ...greeting})
        }
      } catch (error) {
        if (error instanceof LakeError) return refused(context, error)
        throw error
      }
    }
    feed.join(dataset, joined)
    return streamResponse(joined.stream)
  })

  return routes
}
