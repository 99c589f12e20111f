import {Hono} from 'hono'
import {deleteCookie, getCookie} from 'hono/cookie'
import {SESSION_COOKIE} from '../http/authenticate.ts'
import type {SignInTickets} from '../signIn/tickets.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {roleTitle} from './people.ts'
import type {UserStore} from './userStore.ts'
import {sessionNotFound} from '../lakeError.ts'

/**
 * `/auth/*` as the Studio calls it. A token is only ever handed out for a ticket (`sid`) of the
 * sign-in page, once.
 */
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
