import {randomBytes} from 'node:crypto'
import {Hono} from 'hono'
import {deleteCookie, getCookie} from 'hono/cookie'
import {SESSION_COOKIE} from '../http/authenticate.ts'
import {sessionNotFound} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {roleTitle} from '../studioApi/userResources.ts'
import type {UserStore} from '../studioApi/userStore.ts'

/** `/auth/*` as the Studio calls it. Only a ticket (`sid`) of the sign-in page gets a token, once. */
export function authRoutes(
  lake: LakeServices,
  users: UserStore,
  tickets: SignInTickets,
): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()

  routes.get('/auth/id', (context) => {
    const caller = context.get('caller')
    return context.json(caller ? {id: caller.id} : {})
  })

  routes.get('/auth/providers', (context) => {
    const url = new URL('/sign-in', context.req.url).href
    return context.json({
      providers: [{name: 'local', title: 'Local users', url}],
      thirdPartyLogin: false,
      sso: {saml: false},
    })
  })

  routes.get('/auth/fetch', (context) => {
    const callerId = tickets.redeem(context.req.query('sid') ?? '')
    const caller = lake.access.listCallers().find(({id}) => id === callerId)
    const token = callerId === null ? null : lake.access.tokenOf(callerId)
    if (!caller || token === null) throw sessionNotFound()
    context.header('Cache-Control', 'no-store')
    return context.json({token, label: `${caller.name} (${roleTitle(caller.role)})`})
  })

  routes.post('/auth/logout', (context) => {
    const session = getCookie(context, SESSION_COOKIE)
    if (session !== undefined) users.removeSession(session)
    deleteCookie(context, SESSION_COOKIE, {path: '/'})
    return context.body(null, 204)
  })

  return routes
}

const LIFETIME_MS = 60_000

/** Short-lived proofs that somebody chose a user on the sign-in page. */
export interface SignInTickets {
  /** A new ticket of at least 32 URL-safe characters. The Studio ignores shorter ones. */
  issue(callerId: string): string
  /** The user of a ticket, once and within a minute of its issue; afterwards `null`. */
  redeem(ticket: string): string | null
}

/** @param nowMs - milliseconds since 1970 */
export function createTickets(nowMs: () => number): SignInTickets {
  const open = new Map<string, {callerId: string; expires: number}>()
  return {
    issue(callerId) {
      const now = nowMs()
      for (const [ticket, {expires}] of open) if (expires <= now) open.delete(ticket)
      const ticket = randomBytes(24).toString('base64url')
      open.set(ticket, {callerId, expires: now + LIFETIME_MS})
      return ticket
    },
    redeem(ticket) {
      const found = open.get(ticket)
      open.delete(ticket)
      return found && found.expires > nowMs() ? found.callerId : null
    },
  }
}
