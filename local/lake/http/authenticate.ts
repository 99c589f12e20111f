import {getCookie} from 'hono/cookie'
import {createMiddleware} from 'hono/factory'
import {LakeError} from '../lakeError.ts'
import type {AccessControl, Caller} from '../access/lakeCaller.ts'
import type {LakeEnv} from '../lakeServices.ts'

/** Name of the cookie that the sign-in page sets. */
export const SESSION_COOKIE = 'sanitySession'

/** Who a session of the sign-in page belongs to. */
export interface SessionLookup {
  /** @returns the token of the session's user, or `null` for one that does not exist (any more) */
  tokenOfSession(sessionId: string): string | null
}

/** The hosted API's answer to a token that names nobody. */
export function sessionNotFound(): LakeError {
  return new LakeError(401, {
    statusCode: 401,
    error: 'Unauthorized',
    message: 'Session not found',
    errorCode: 'SIO-401-ANF',
  })
}

/**
 * Puts the caller into the context: from the `Authorization` header, else from the cookie of the
 * sign-in page, else `null`. A token that names nobody is a 401; a stale cookie is no token.
 */
export function authenticate(access: AccessControl, sessions: SessionLookup) {
  return createMiddleware<LakeEnv>(async (context, next) => {
    const header = context.req.header('Authorization')
    if (header !== undefined) {
      const caller = access.authenticate(/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '')
      if (!caller) throw sessionNotFound()
      context.set('caller', caller)
      return next()
    }
    const session = getCookie(context, SESSION_COOKIE)
    const token = session === undefined ? null : sessions.tokenOfSession(session)
    context.set('caller', token === null ? null : access.authenticate(token))
    return next()
  })
}

/** The caller of an endpoint that needs one. @throws LakeError 401 when there is none */
export function requireCaller(caller: Caller | null): Caller {
  if (!caller) throw sessionNotFound()
  return caller
}
