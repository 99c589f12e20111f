import {Hono, type Context} from 'hono'
import {requireCaller} from '../http/authenticate.ts'
import {isLoopbackUrl} from '../http/loopback.ts'
import {forbidden, LakeError} from '../lakeError.ts'
import type {LakeEnv} from '../lakeServices.ts'
import type {EventFeed} from '../listen/eventFeed.ts'
import {EventStream, type StreamLimits} from '../listen/eventStream.ts'

type Handler = (context: Context<LakeEnv>) => Response

function answer(body: unknown): Handler {
  return (context) => {
    requireCaller(context)
    return Response.json(body)
  }
}

/** What other hosted services answer a project without their plans. */
const NOTHING_THERE: readonly [path: string, body: unknown][] = [
  // Without a plan, the Studio offers no features that this lake can't serve.
  ['/features', []],
  ['/subscriptions/project/:projectId', null],
  // A journey without content shows no banner, card or dialog.
  ['/journey/announcements', []],
  ['/journey/*', null],
  ['/help', {resources: {sectionArray: []}, outdated: [], isSupported: true, isUpToDate: true}],
  ['/schedules/:projectId/:dataset', {schedules: []}],
  ['/access/requests/me', []],
  ['/access/project/:projectId/requests', []],
  ['/organizations', []],
  ['/media-libraries', {data: []}],
  ['/media-libraries/*', null],
  ['/canvas/*', null],
  ['/jobs/*', null],
  ['/user-applications', []],
  ['/aliases', []],
  // Cross-dataset references do not exist here; the Studio asks before it deletes a document.
  ['/data/references/:dataset/documents/:id/to', {totalCount: 0, references: []}],
]

/**
 * Endpoints of hosted services other than the Content Lake, which the Studio calls without checking
 * whether they exist. They answer with the expected shape and no content: no 404 in its console, no
 * banner, no retry. Telemetry is denied, and discarded if it comes nevertheless.
 */
export function serviceRoutes(feed: EventFeed, limits: StreamLimits): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()

  routes.get('/ping', (context) => context.json({pong: true}))
  routes.get('/data/ping/:dataset', (context) => context.json({pong: true}))

  routes.get('/check/cors', (context) => {
    const origin = context.req.header('Origin')
    const allowed = origin === undefined || isLoopbackUrl(origin)
    return context.json({result: {allowed, withCredentials: allowed}})
  })

  // The changes that agents propose. There are no agents; ending the stream would cause retries.
  routes.get('/agent/:organization/bundles/mine/listen', (context) => {
    requireCaller(context)
    const stream = new EventStream(limits)
    stream.send({event: 'bundles', data: JSON.stringify({bundles: []})})
    feed.attach(stream)
    return stream.response()
  })

  routes.get('/intake/telemetry-status', (context) => context.json({status: 'denied'}))
  routes.post('/intake/*', (context) => context.body(null, 204))
  routes.post('/journey/*', (context) => context.body(null, 204))

  for (const [path, body] of NOTHING_THERE) routes.get(path, answer(body))

  routes.post('/descriptors/claim', answer({synchronization: {type: 'complete'}}))
  routes.post('/descriptors/synchronize', answer({type: 'complete'}))

  routes.post('/comments/:dataset/setup', () => {
    throw forbidden('The local lake keeps no comments')
  })
  routes.post('/access/project/:projectId/requests', () => {
    throw forbidden('Sign in as another local user to get other access')
  })
  routes.all('/assets/*', () => {
    throw LakeError.http(501, 'Not Implemented', 'The local lake stores no assets')
  })
  return routes
}
