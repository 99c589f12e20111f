import {randomUUID} from 'node:crypto'
import {Hono, type Context} from 'hono'
import {cors} from 'hono/cors'
import {createMiddleware} from 'hono/factory'
import {HTTPException} from 'hono/http-exception'
import {LakeError, projectNotFound} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {authenticate, type SessionLookup} from './authenticate.ts'
import {isLoopbackHostname, isLoopbackUrl} from './loopback.ts'
import {projectOfHostname, splitApiVersion} from './requestUrl.ts'

export interface AppParts {
  lake: LakeServices
  sessions: SessionLookup
  /** In order: the first that matches a path answers it. */
  routes: readonly Hono<LakeEnv>[]
  /** See {@link hostGuard}. */
  allowedHost: string | null
}

/**
 * The lake as one application of fetch handlers. Paths may carry an API version in front, which
 * routes do not see.
 */
export function createApp({lake, sessions, routes, allowedHost}: AppParts): Hono<LakeEnv> {
  const app = new Hono<LakeEnv>({
    getPath: (request) => splitApiVersion(new URL(request.url).pathname).path,
  })
  app.onError(errorResponder(lake.log))
  app.notFound(notFound)
  app.use(requestLog(lake.log))
  app.use(hostGuard(allowedHost))
  app.use(corsPolicy())
  app.use(projectGuard(lake.projectId))
  app.use(authenticate(lake.access, sessions))
  for (const part of routes) app.route('/', part)
  return app
}

/**
 * Gives each request an id, also in the response header `X-Sanity-Request-Id`, and logs one line when
 * its response starts: method, path, status, milliseconds. Never the query string, a header or a
 * body: those contain filters, tokens and personal data.
 */
function requestLog(log: LakeServices['log']) {
  return createMiddleware<LakeEnv>(async (context, next) => {
    const started = performance.now()
    const requestId = randomUUID()
    context.set('requestId', requestId)
    await next()
    context.header('X-Sanity-Request-Id', requestId)
    const ms = Math.round(performance.now() - started)
    const {pathname} = new URL(context.req.url)
    log(`${context.req.method} ${pathname} ${context.res.status} ${ms}ms`)
  })
}

/**
 * Refuses a request whose `Host` is not this machine, so that a web page can't reach the lake through
 * its own host name (DNS rebinding).
 *
 * @param allowed - one more accepted host name, where the lake listens beyond loopback; `0.0.0.0`
 *   and `::` accept all
 */
function hostGuard(allowed: string | null) {
  const anywhere = allowed === '0.0.0.0' || allowed === '::'
  return createMiddleware<LakeEnv>(async (context, next) => {
    const {hostname} = new URL(context.req.url)
    if (isLoopbackHostname(hostname) || anywhere || hostname === allowed) return next()
    throw LakeError.http(421, 'Misdirected Request', 'This lake answers to names of this machine')
  })
}

/** Answers 404 when the host or the project header names a project other than the lake's. */
function projectGuard(projectId: string) {
  return createMiddleware<LakeEnv>(async (context, next) => {
    const named =
      projectOfHostname(new URL(context.req.url).hostname) ??
      context.req.header('X-Sanity-Project-ID') ??
      null
    if (named !== null && named !== projectId) throw projectNotFound(named)
    return next()
  })
}

/**
 * Cross-origin access for Studios on this machine, credentials included; any other origin gets no
 * permission, so its browser keeps the response from it. `Timing-Allow-Origin` is left out on
 * purpose: with it, the Studio would warn about HTTP/1.1 on every start.
 */
function corsPolicy() {
  return cors({
    origin: (origin) => (isLoopbackUrl(origin) ? origin : null),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    credentials: true,
    maxAge: 600,
    exposeHeaders: [
      'Content-Disposition',
      'Content-Length',
      'ETag',
      'Retry-After',
      'X-Sanity-Request-Id',
      'X-Sanity-Shard',
    ],
  })
}

function notFound(): Response {
  return respond(LakeError.http(404, 'Not Found', 'Not Found'))
}

/**
 * Turns an error of an endpoint into a response in the hosted API's shapes. An unexpected error is
 * logged with its stack under the request's id; the response contains the id only.
 */
function errorResponder(log: LakeServices['log']) {
  return (error: unknown, context: Context<LakeEnv>): Response => {
    if (error instanceof LakeError) {
      // A body that was refused unread still arrives: no further request may follow it.
      const headers: Record<string, string> = error.statusCode === 413 ? {connection: 'close'} : {}
      if (error.statusCode === 429) headers['Retry-After'] = '1'
      return respond(error, headers)
    }
    if (error instanceof HTTPException) {
      const message = error.message || 'Request refused'
      return respond(LakeError.http(error.status, message, message))
    }
    const requestId = context.get('requestId')
    const description = error instanceof Error ? (error.stack ?? error.message) : String(error)
    log(`unexpected error in request ${requestId}: ${description}`)
    const message = `An internal server error occurred (request ${requestId})`
    return respond(LakeError.http(500, 'Internal Server Error', message))
  }
}

function respond({body, statusCode}: LakeError, headers: Record<string, string> = {}): Response {
  return Response.json(body, {status: statusCode, headers})
}
