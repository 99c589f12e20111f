import {randomUUID} from 'node:crypto'
import {createMiddleware} from 'hono/factory'
import type {LakeEnv} from '../lakeServices.ts'

/**
 * Gives each request an id, which also goes back in `X-Sanity-Request-Id`, and logs one line when
 * its response starts: method, path, status, milliseconds. Never the query string, a header or a
 * body: those carry filters, tokens and personal data.
 *
 * @param log - receives the line
 */
export function requestLog(log: (message: string) => void) {
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
