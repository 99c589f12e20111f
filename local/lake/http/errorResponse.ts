import type {Context} from 'hono'
import {HTTPException} from 'hono/http-exception'
import {LakeError} from '../lakeError.ts'
import type {LakeEnv} from '../lakeServices.ts'

/** The answer for a route that the lake does not have. */
export function notFound(): Response {
  const body = {statusCode: 404, error: 'Not Found', message: 'Not Found'}
  return Response.json(body, {status: 404})
}

/**
 * Turns whatever an endpoint threw into a response in the hosted API's shapes. An unexpected error
 * is logged with its stack under the request's id; the caller sees the id only.
 *
 * @param log - receives one line for each unexpected error
 */
export function errorResponder(
  log: (message: string) => void,
): (error: unknown, context: Context<LakeEnv>) => Response {
  return (error, context) => {
    if (error instanceof LakeError) {
      // A body that was refused unread still arrives: no further request may follow it.
      const headers: Record<string, string> = error.statusCode === 413 ? {connection: 'close'} : {}
      if (error.statusCode === 429) headers['Retry-After'] = '1'
      return Response.json(error.body, {status: error.statusCode, headers})
    }
    if (error instanceof HTTPException) {
      const message = error.message || 'Request refused'
      const body = {statusCode: error.status, error: message, message}
      return Response.json(body, {status: error.status})
    }
    const requestId = context.get('requestId')
    log(`unexpected error in request ${requestId}: ${describe(error)}`)
    const message = `An internal server error occurred (request ${requestId})`
    const body = {statusCode: 500, error: 'Internal Server Error', message}
    return Response.json(body, {status: 500})
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
