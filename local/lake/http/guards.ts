import {createMiddleware} from 'hono/factory'
import {LakeError} from '../lakeError.ts'
import type {LakeEnv} from '../lakeServices.ts'
import {isLoopbackHostname} from './loopback.ts'
import {projectNotFound, projectOfHostname} from './project.ts'

/**
 * Refuses a request whose `Host` does not mean this machine, so that a web page cannot reach the
 * lake by pointing a name of its own at it (DNS rebinding).
 *
 * @param allowed - one more host name that is accepted, where the lake listens beyond loopback;
 *   `0.0.0.0` and `::` accept all
 */
export function hostGuard(allowed: string | null) {
  const anywhere = allowed === '0.0.0.0' || allowed === '::'
  return createMiddleware<LakeEnv>(async (context, next) => {
    const {hostname} = new URL(context.req.url)
    if (isLoopbackHostname(hostname) || anywhere || hostname === allowed) return next()
    throw LakeError.http(421, 'Misdirected Request', 'This lake answers to names of this machine')
  })
}

/** Answers 404 when the host or the project header names a project other than the lake's. */
export function projectGuard(projectId: string) {
  return createMiddleware<LakeEnv>(async (context, next) => {
    const named =
      projectOfHostname(new URL(context.req.url).hostname) ??
      context.req.header('X-Sanity-Project-ID') ??
      null
    if (named !== null && named !== projectId) throw projectNotFound(named)
    return next()
  })
}
