import {Hono} from 'hono'
import {ulid} from 'ulid'
import {syncTagOf} from '../groq/syncTag.ts'
import {readerOf} from '../http/dataRequest.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import type {EventFeed} from './eventFeed.ts'
import type {StreamLimits} from './eventStream.ts'
import type {FeedSource} from './feedGroups.ts'
import {listenInterest} from './listenEvents.ts'
import {openStream} from './openStream.ts'
import {createReaderGroups, type ReaderGroup} from './readerGroups.ts'

/**
 * `GET /data/live/events/<dataset>`: the Live Content API. A reader that comes back gets what it
 * missed, or `restart` when that can't be known any more.
 */
export function liveRoutes(
  lake: LakeServices,
  feed: EventFeed,
  limits: StreamLimits,
): Hono<LakeEnv> {
  const readersOf = createReaderGroups(lake.access)
  const services = {store: lake.store, feed, limits}
  return new Hono<LakeEnv>().get('/data/live/events/:dataset', (context) => {
    const dataset = context.req.param('dataset')
    const caller = readerOf(lake, dataset, context.get('caller'))
    const includeDrafts = context.req.query('includeDrafts') === 'true'
    const source = liveEvents(lake, dataset, readersOf(caller), includeDrafts)
    const lastEventId =
      context.req.header('Last-Event-ID') ?? context.req.query('lastEventId') ?? ''
    const opening = {event: 'welcome', data: JSON.stringify({id: ulid()}), withId: true}
    const startOver = [opening, {event: 'restart', data: '{}', withId: true}]
    return openStream(services, dataset, source, lastEventId, {opening, startOver})
  })
}

/** A filter that every document matches. */
const ALL = {key: '*', needs: null, matches: () => true}

/**
 * The `message` events of the Live Content API, which say that answers with a sync tag are out of
 * date: one for each transaction that changed a document that the readers may see.
 *
 * @param includeDrafts - whether drafts and versions count
 */
function liveEvents(
  {projectId}: Pick<LakeServices, 'projectId'>,
  dataset: string,
  readers: ReaderGroup,
  includeDrafts: boolean,
): FeedSource {
  const data = JSON.stringify({tags: [syncTagOf(projectId, dataset)]})
  return {
    interest: listenInterest({
      filter: ALL,
      readers,
      versions: includeDrafts ? 'all' : 'published',
    }),
    format: 'live',
    eventsOf(hits) {
      const last = hits.at(-1)
      return last ? [{seq: last.change.seq, event: 'message', data, replaces: true}] : []
    },
  }
}
