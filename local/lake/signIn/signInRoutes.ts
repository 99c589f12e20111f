import {randomBytes} from 'node:crypto'
import {Hono, type Context} from 'hono'
import {setCookie} from 'hono/cookie'
import {siteDocumentId} from '../../../core/tenancy/documentId.ts'
import {SITE_ROLES, parseRoleName} from '../../../core/tenancy/roles.ts'
import type {Caller} from '../access/lakeCaller.ts'
import {SESSION_COOKIE} from '../http/authenticate.ts'
import {isLoopbackUrl} from '../http/loopback.ts'
import {limitedBody} from '../http/requestBody.ts'
import {badRequest, forbidden} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {roleTitle} from '../studioApi/userResources.ts'
import type {UserStore} from '../studioApi/userStore.ts'
import type {SignInTickets} from './authRoutes.ts'
import {signInPage, type UserGroup} from './signInPage.ts'

const THIRTY_DAYS_S = 30 * 24 * 60 * 60

/**
 * The local sign-in page. The Studio links to it with `origin`, the page to return to. Choosing a
 * user sends the browser back with a ticket in the fragment (`#sid=…`), which the Studio exchanges
 * for a token at `/auth/fetch`.
 *
 * @param dataset - of the site registry
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

/** @throws LakeError 400 for a URL that is not on this machine: this page redirects nowhere else */
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
  // A redirect counts as form action, so the Studio's origin must be allowed as well.
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
 * The people of the lake: those of the network first, then site by site, those with the most rights
 * first. Robots are left out.
 *
 * @param dataset - of the site registry
 */
function userGroups(lake: LakeServices, dataset: string): UserGroup[] {
  const network: Caller[] = []
  const sites = new Map<string, Caller[]>()
  for (const caller of lake.access.listCallers()) {
    if (caller.robot) continue
    const role = parseRoleName(caller.role)
    if (role?.kind !== 'site') network.push(caller)
    else sites.set(role.site, [...(sites.get(role.site) ?? []), caller])
  }
  const group = (title: string, note: string, callers: Caller[]): UserGroup => ({
    title,
    note,
    users: callers
      .sort((one, other) => rank(other) - rank(one))
      .map(({id, name, role}) => ({id, name, role: roleTitle(role)})),
  })
  const bySite = [...sites]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([site, callers]) =>
      group(siteTitle(lake, dataset, site), `Sees the site ${site} and nothing else.`, callers),
    )
  return network.length > 0
    ? [group('Network', 'Sees every site, and governs the network.', network), ...bySite]
    : bySite
}

function rank(caller: Caller): number {
  const role = parseRoleName(caller.role)
  return role?.kind === 'site' ? SITE_ROLES.indexOf(role.role) : SITE_ROLES.length
}

function siteTitle(lake: LakeServices, dataset: string, site: string): string {
  if (!lake.store.hasDataset(dataset)) return site
  const title = lake.store.getDocument(dataset, siteDocumentId(site))?.['title']
  return typeof title === 'string' && title !== '' ? title : site
}
