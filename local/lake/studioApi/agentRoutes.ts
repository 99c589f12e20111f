import {Hono} from 'hono'
import {requireCaller} from '../http/authenticate.ts'
import type {EventFeed} from '../listen/eventFeed.ts'
import {EventStream, type StreamLimits} from '../listen/eventStream.ts'
import type {LakeEnv} from '../lakeServices.ts'

/**
 * The hosted agents' streams: the Studio listens for bundles of changes that agents propose. There
 * are no agents here, so the stream says "none" and stays open; ending it would be a retry loop.
 */
export function agentRoutes(feed: EventFeed, limits: StreamLimits): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()
  routes.get('/agent/:organization/bundles/mine/listen', (context) => {
    requireCaller(context)
    const stream = new EventStream(limits)
    stream.send({event: 'bundles', data: JSON.stringify({bundles: []})})
    feed.attach(stream)
    return stream.response()
  })
  return routes
}
