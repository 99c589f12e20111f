import {randomBytes} from 'node:crypto'
import {Hono, type Context} from 'hono'
import {setCookie} from 'hono/cookie'
import {limitedBody} from '../http/requestBody.ts'
import {SESSION_COOKIE} from '../http/authenticate.ts'
import {isLoopbackUrl} from '../http/loopback.ts'
import {badRequest, forbidden} from '../lakeError.ts'
import type {UserStore} from '../studioApi/userStore.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {signInPage} from './signInPage.ts'
import type {SignInTickets} from './tickets.ts'
import {userGroups} from './userGroups.ts'

const THIRTY_DAYS_S = 30 * 24 * 60 * 60

/** @throws LakeError 400 for a place that is not on this machine: this page redirects nowhere else */
function backTo(value: string | undefined): string | null {
  if (value === undefined || value === '') return null
  if (!isLoopbackUrl(value)) {
    throw badRequest('The page to return to must be on this machine')
  }
  const url = new URL(value)
  url.hash = ''
  return url.href
}

function protect(context: Context, nonce: string, origin: string | null): void {
  // A form's redirect counts as its action, so the Studio's origin has to be named as well.
  const targets = origin === null ? "'self'" : `'self' ${new URL(origin).origin}`
  context.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action ${targets}; ` +
      "base-uri 'none'; frame-ancestors 'none'",
  )
  context.header('Referrer-Policy', 'same-origin')
  context.header('X-Content-Type-Options', 'nosniff')
  context.header('Cache-Control', 'no-store')
}

/**
 * The local sign-in page. The Studio links to it with `origin`, the page to come back to; choosing
 * a user there sends the browser back with a ticket in the fragment (`#sid=…`), which the Studio
 * exchanges for a token at `/auth/fetch`.
 *
 * @param dataset - where the site registry lies
 */
export function signInRoutes(
  lake: LakeServices,
  users: UserStore,
  tickets: SignInTickets,
  dataset: string,
): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()

  routes.get('/sign-in', (context) => {
    const origin = backTo(context.req.query('origin'))
    const nonce = randomBytes(16).toString('base64')
    protect(context, nonce, origin)
    const current = context.get('caller')?.name ?? null
    return context.html(signInPage({groups: userGroups(lake, dataset), origin, current, nonce}))
  })

  routes.post('/sign-in', limitedBody, async (context) => {
    const sender = context.req.header('Origin')
    if (sender !== undefined && !isLoopbackUrl(sender)) {
      throw forbidden('Only a page of this machine may sign somebody in')
    }
    const {user, origin} = await context.req.parseBody()
    const caller = lake.access.listCallers().find(({id, robot}) => id === user && !robot)
    if (!caller) throw badRequest('There is no such local user')
    const back = backTo(typeof origin === 'string' ? origin : undefined)
    const session = randomBytes(24).toString('base64url')
    users.addSession(session, caller.id, lake.now())
    setCookie(context, SESSION_COOKIE, session, {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      maxAge: THIRTY_DAYS_S,
    })
    if (back === null) return context.redirect('/sign-in', 303)
    return context.redirect(`${back}#sid=${tickets.issue(caller.id)}`, 303)
  })

  return routes
}
