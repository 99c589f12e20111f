import {Hono, type Context} from 'hono'
import {signRenderToken} from '../../core/intake/renderToken.ts'
import {createLakeClient} from '../../functions/shared/lakeClient.ts'
import {createSiteRegistry, type SiteRegistry} from '../../functions/shared/siteRegistry.ts'
import {createSiteSecrets} from '../../functions/shared/siteSecrets.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../ports.ts'
import {LOCAL_SECRET} from '../secret.ts'
import {pageLayout, type DemoLinks, type DemoPage} from './pageLayout.ts'
import {indexPage, messagePage, tenantPage} from './sitePages.ts'

/** URLs of the other parts of the stack, without a slash at the end. */
export interface DemoSitesOptions {
  apiUrl: string
  lakeUrl: string
  mailPageUrl: string
  /** `null` when no Studio runs. */
  studioUrl: string | null
  /** Token that may read the site registry; the endpoints' robot unless given. */
  token?: string
  /** Master secret of render tokens; the one the endpoints have. */
  secret?: string
  now?: () => Date
}

const SITE_HOST = /^([a-z][a-z0-9-]+)\.localhost$/

/**
 * The demo sites: a page per site of the registry under `/<key>`, also under
 * `http://<key>.localhost`, and a list of them under `/`. Each page holds the site's forms as the
 * registry defines them at that moment and sends them to the endpoints.
 */
export function createDemoSites(options: DemoSitesOptions): Hono {
  const {apiUrl, lakeUrl, mailPageUrl, studioUrl, token = 'local-api'} = options
  const now = options.now ?? (() => new Date())
  const client = createLakeClient({
    projectId: LOCAL_PROJECT_ID,
    dataset: LOCAL_DATASET,
    apiHost: lakeUrl,
    token,
  })
  const registry = createSiteRegistry(client, () => now().getTime(), {freshMs: 500, staleMs: 0})
  const secrets = createSiteSecrets({
    secret: options.secret ?? process.env['LEADS_SECRET'] ?? LOCAL_SECRET,
    named: (name) => process.env[name],
  })
  const links: DemoLinks = {studio: studioUrl, mailPage: mailPageUrl}

  const send = (context: Context, page: DemoPage, status: 200 | 404 | 503 = 200) => {
    const nonce = crypto.randomUUID()
    context.header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:; ` +
        `connect-src ${apiUrl}; form-action ${apiUrl}; base-uri 'none'; frame-ancestors 'none'`,
    )
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('Referrer-Policy', 'strict-origin-when-cross-origin')
    context.header('Cache-Control', 'no-store')
    return context.html(pageLayout(page, nonce), status)
  }

  const showSite = async (context: Context, key: string) => {
    const site = await registry.site(key)
    if (!site) {
      const text = `The registry holds no site with the key “${key}”.`
      return send(context, messagePage('There is no such site', text, links), 404)
    }
    const renderedAt = now().toISOString()
    const page = tenantPage({
      site,
      apiUrl,
      links: {...links, studio: studioUrl === null ? null : `${studioUrl}/${key}`},
      pageUrl: context.req.url,
      now: renderedAt,
      signToken: (form) =>
        signRenderToken(secrets(site, 'render-token'), {
          site: key,
          form: form.id,
          version: form.version,
          issuedAt: renderedAt,
        }),
    })
    return send(context, page)
  }

  return routes({registry, links, send, showSite})
}

function routes(parts: {
  registry: SiteRegistry
  links: DemoLinks
  send: (context: Context, page: DemoPage, status?: 200 | 404 | 503) => Response | Promise<Response>
  showSite: (context: Context, key: string) => Promise<Response>
}): Hono {
  const {registry, links, send, showSite} = parts
  const app = new Hono()
  app.get('/', async (context) => {
    const named = SITE_HOST.exec(new URL(context.req.url).hostname)?.[1]
    if (named) return showSite(context, named)
    return send(context, indexPage(await registry.sites(), links))
  })
  app.get('/:site', (context) => showSite(context, context.req.param('site')))
  app.notFound((context) =>
    send(
      context,
      messagePage('There is no such page', 'Choose a site from the list of all sites.', links),
      404,
    ),
  )
  app.onError((error, context) => {
    const text = `The page could not be made, since the store did not answer: ${error.message}. Check that the local stack is running, then load the page again.`
    return send(context, messagePage('The site registry cannot be read', text, links), 503)
  })
  return app
}
