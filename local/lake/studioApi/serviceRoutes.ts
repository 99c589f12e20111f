import {Hono, type Context} from 'hono'
import {requireCaller} from '../http/authenticate.ts'
import {isLoopbackUrl} from '../http/loopback.ts'
import {forbidden, LakeError} from '../lakeError.ts'
import type {LakeEnv} from '../lakeServices.ts'

type Handler = (context: Context<LakeEnv>) => Response

function answer(body: unknown): Handler {
  return (context) => {
    requireCaller(context)
    return Response.json(body)
  }
}

/** What hosted services beside the Content Lake answer a project that has none of their plans. */
const NOTHING_THERE: readonly [path: string, body: unknown][] = [
  // No plan, so no feature of one: the Studio then offers none that this lake could not serve.
  ['/features', []],
  ['/subscriptions/project/:projectId', null],
  // A journey without content draws no banner, card or dialog.
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
 * Endpoints of hosted services other than the Content Lake, which the Studio calls without asking
 * whether they exist. They answer the shape it expects with nothing in it: no 404 in its console,
 * no banner, no retry. Telemetry is denied, and discarded if it comes all the same.
 */
export function serviceRoutes(): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()

  routes.get('/ping', (context) => context.json({pong: true}))
  routes.get('/data/ping/:dataset', (context) => context.json({pong: true}))

  routes.get('/check/cors', (context) => {
    const origin = context.req.header('Origin')
    const allowed = origin === undefined || isLoopbackUrl(origin)
    return context.json({result: {allowed, withCredentials: allowed}})
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
