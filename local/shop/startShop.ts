import type {HttpBindings} from '@hono/node-server'
import {Hono} from 'hono'
import {serveOnLoopback} from '../loopbackServer.ts'
import {answerAdmin} from './http/adminRoute.ts'
import {createLocalRoutes} from './http/localRoutes.ts'
import {overviewPage} from './http/overviewPage.ts'
import {OperationLog} from './operationLog.ts'
import {ShopStore, type StoreOptions} from './shopStore.ts'

/** What a shop is started with. */
export interface ShopOptions {
  /** 0 takes any free port. */
  port: number
  stores: readonly StoreOptions[]
  /** Milliseconds since the epoch; the machine's clock unless given. */
  now?: () => number
}

/** A shop that answers. */
export interface RunningShop {
  /** Base URL without a slash at the end: the value of `LEADS_SHOPIFY_API_HOST`. */
  url: string
  /** @throws Error when there is no such store */
  store(domain: string): ShopStore
  /** What was asked of all stores, and what should never have been asked. */
  log: OperationLog
  /**
   * Stops answering.
   *
   * @throws Error that lists what should never have arrived, after the server has stopped
   */
  stop(): Promise<void>
}

/**
 * Starts a shop of several stores on the loopback address. It stands in for Shopify's Admin API.
 *
 * All stores are behind one host, and the first part of the path distinguishes them: what goes to
 * `https://<domain>/<path>` at Shopify arrives here at `<host>/stores/<domain>/<path>`, such as
 * `/stores/demo.myshopify.com/admin/api/2026-10/graphql.json`. A client has to know only the host; see
 * `localShopVariables`. The `Host` header stays that of the machine, which browsers and `fetch` do not
 * let anybody change.
 *
 * @throws RangeError when a store has too many customers
 * @throws Error when the port is taken
 */
export async function startShop(options: ShopOptions): Promise<RunningShop> {
  const now = options.now ?? Date.now
  const stores = new Map(options.stores.map((each) => [each.domain, new ShopStore(each, now)]))
  const log = new OperationLog(now)
  const server = await serveOnLoopback(createApp(stores, log), options.port)
  return {
    url: `http://127.0.0.1:${server.port}`,
    store(domain) {
      const store = stores.get(domain)
      if (!store) throw new Error(`The local shop has no store ${domain}.`)
      return store
    },
    log,
    async stop() {
      await server.stop()
      log.assertNone()
    },
  }
}

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/
/** Where a store's requests arrive, with the path that they would have at Shopify. */
const STORE_PATH = /^\/stores\/([^/]+)(\/.*)$/
const GRAPHQL_PATH = /^\/admin\/api\/([^/]+)\/graphql\.json$/

function createApp(stores: ReadonlyMap<string, ShopStore>, log: OperationLog): Hono {
  const app = new Hono()

  app.use(async (context, next) => {
    const host = context.req.header('host')
    if (host !== undefined && !LOOPBACK_HOST.test(host)) {
      return context.text('Open this page as localhost\n', 403)
    }
    const origin = context.req.header('origin')
    if (origin !== undefined && context.req.method !== 'GET') {
      return context.text('No page may do that\n', 403)
    }
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('Cache-Control', 'no-store')
    return next()
  })

  app.all('/stores/*', async (context) => {
    const path = new URL(context.req.url).pathname
    const [, domain = '', rest = ''] = STORE_PATH.exec(path) ?? []
    const store = stores.get(domain)
    const version = GRAPHQL_PATH.exec(rest)?.[1]
    const {method} = context.req
    if (version === undefined || method !== 'POST') {
      log.noteOther(domain, method, rest)
      return context.json({errors: 'Not Found'}, 404)
    }
    const body = await context.req.text()
    log.noteOperation(domain, body)
    if (!store) return context.json({errors: 'Not Found'}, 404)
    return answerAdmin(store, {
      version,
      token: context.req.header('x-shopify-access-token') ?? null,
      debugSearch: context.req.header('shopify-search-query-debug') !== undefined,
      body,
      outgoing: outgoingOf(context.env),
    })
  })

  app.route('/local/shop', createLocalRoutes({stores, log}))
  app.get('/', (context) => {
    const nonce = crypto.randomUUID()
    context.header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; ` +
        "frame-ancestors 'none'",
    )
    return context.html(overviewPage({stores, log}, nonce))
  })

  return app
}

/** Node's response of a request, where Node serves the app. */
function outgoingOf(env: unknown): HttpBindings['outgoing'] | undefined {
  const isNode = (value: unknown): value is HttpBindings =>
    typeof value === 'object' && value !== null && 'outgoing' in value
  return isNode(env) ? env.outgoing : undefined
}
