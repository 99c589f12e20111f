import type {Context} from 'hono'
import {getCookie} from 'hono/cookie'
import {createMiddleware} from 'hono/factory'
import type {AccessControl, Caller} from '../access/lakeCaller.ts'
import {sessionNotFound} from '../lakeError.ts'
import type {LakeEnv} from '../lakeServices.ts'

export const SESSION_COOKIE = 'sanitySession'

/** Finds the user of a session of the sign-in page. */
export interface SessionLookup {
  /** @returns the token of the session's user, or `null` for one that does not exist (any more) */
  tokenOfSession(sessionId: string): string | null
}

/**
 * Sets the caller of the context: from the `Authorization` header, else from the cookie of the
 * sign-in page, else `null`. An unknown token is a 401; an old cookie counts as none.
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

/** The caller of a request. @throws LakeError 401 when there is none */
export function requireCaller(context: Context<LakeEnv>): Caller {
  const caller = context.get('caller')
  if (!caller) throw sessionNotFound()
  return caller
}
