import {Hono} from 'hono'
import {ulid} from 'ulid'
import {readerOf} from '../http/reader.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import type {EventFeed} from './eventFeed.ts'
import {EventStream, type StreamLimits, streamResponse} from './eventStream.ts'
import type {FeedMember} from './feedGroups.ts'
import {replay} from './replay.ts'
import {createAudiences, type Audience} from './readerGroups.ts'
import {syncTagOf} from '../groq/syncTag.ts'
import type {FeedEvent, FeedSource, Hit} from './feedSource.ts'
import {listenInterest} from './listenEvents.ts'

/**
 * `GET /data/live/events/<dataset>`: the Live Content API. A reader that comes back is told what it
 * missed, or to start over (`restart`) when that cannot be known any more.
 */
export function liveRoutes(
  lake: LakeServices,
  feed: EventFeed,
  limits: StreamLimits,
): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()
  const audienceOf = createAudiences(lake.access)
  routes.get('/data/live/events/:dataset', (context) => {
    const dataset = context.req.param('dataset')
    const caller = readerOf(lake, dataset, context.get('caller'))
    const includeDrafts = context.req.query('includeDrafts') === 'true'
    const code = lake.store.positionCode(dataset)
    const after = lake.store.lastSeq(dataset)
    const source = liveEvents(lake, dataset, audienceOf(caller), includeDrafts)
    const member = (): FeedMember => ({source, stream: new EventStream(limits), after, code})
    const idOf = () => code.encode('stream', after)
    const welcome = {event: 'welcome', data: JSON.stringify({id: ulid()}), id: idOf()}
    const lastEventId =
      context.req.header('Last-Event-ID') ?? context.req.query('lastEventId') ?? ''

    let joined = member()
    joined.stream.send(welcome)
    if (lastEventId !== '') {
      const from = code.decode('stream', lastEventId)
      if (!replay(lake.store, dataset, from, joined)) {
        joined = member()
        joined.stream.send(welcome)
        joined.stream.send({event: 'restart', data: '{}', id: idOf()})
      }
    }
    feed.join(dataset, joined)
    return streamResponse(joined.stream)
  })
  return routes
}

/** Every document there is. */
const ALL = {key: '*', needs: null, matches: () => true}

/**
 * The `message` events of the Live Content API: that answers with a sync tag are out of date. One a
 * transaction, and only where the audience may read a document that it changed.
 *
 * @param includeDrafts - whether drafts and versions count
 */
export function liveEvents(
  {projectId}: Pick<LakeServices, 'projectId'>,
  dataset: string,
  audience: Audience,
  includeDrafts: boolean,
): FeedSource {
  const data = JSON.stringify({tags: [syncTagOf(projectId, dataset)]})
  return {
    interest: listenInterest({
      filter: ALL,
      audience,
      versions: includeDrafts ? 'all' : 'published',
    }),
    format: 'live',
    eventsOf(hits: readonly Hit[]): FeedEvent[] {
      const last = hits.at(-1)
      return last ? [{seq: last.change.seq, event: 'message', data, replaces: true}] : []
    },
  }
}
