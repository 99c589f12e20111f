import {Hono} from 'hono'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {splitApiVersion} from './apiVersion.ts'
import {authenticate, type SessionLookup} from './authenticate.ts'
import {corsPolicy} from './corsPolicy.ts'
import {errorResponder, notFound} from './errorResponse.ts'
import {hostGuard, projectGuard} from './guards.ts'
import {requestLog} from './requestLog.ts'

/** What the lake's application is made of. */
export interface AppParts {
  lake: LakeServices
  sessions: SessionLookup
  /** Asked in order; the first that has a path answers it. */
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
