import {bytesToHex} from '@noble/hashes/utils.js'
import type {SanityClient} from '@sanity/client'
import {Hono} from 'hono'
import {fieldProblem, problem} from '../../core/problems/problem.ts'
import {createServices} from '../shared/functionServices.ts'
import {createLakeClient} from '../shared/lakeClient.ts'
import type {ServerEnv} from '../shared/serverEnv.ts'
import {createSiteRegistry} from '../shared/siteRegistry.ts'
import {createSiteSecrets} from '../shared/siteSecrets.ts'
import {
  asStoreError,
  isRefusal,
  NotConfiguredError,
  statusOf,
  StoreUnavailableError,
} from '../shared/storeErrors.ts'
import {refuseBecause, refuseFields} from './answer.ts'
import {actionRoute} from './customerSync/actionRoute.ts'
import {statusRoute} from './customerSync/statusRoute.ts'
import {confirmRoute, LinkLimitError, unsubscribeRoute} from './newsletterLinks.ts'
import {limitByAddress, originHeaders, requestBasics} from './middleware.ts'
import {scheduledWork, sweepRoute} from './scheduledWork.ts'
import {healthRoute} from './healthRoute.ts'
import {intakeRoute} from './intakeRoute.ts'
import {openApiDocument} from './openapi.ts'
import {createAddressLimiter, createSiteLimiter} from './limits/rateLimits.ts'
import {createRandomPool} from './randomPool.ts'
import {BodyError} from './readBody.ts'
import type {ApiContext, ApiEnv, ApiServices, ClientAddress} from './services.ts'
import {createSubmissionWriter} from './submissionWriter.ts'
import {exportFileRoute} from './tenant/exportFileRoute.ts'
import {EXPORT_PATH, exportStateRoute, requestExportRoute} from './tenant/exportRoutes.ts'
import {
  cancelImportRoute,
  importErrorsRoute,
  importStateRoute,
  resumeImportRoute,
} from './tenant/import/importRoutes.ts'
import {IMPORT_PATH} from './tenant/import/importCase.ts'
import {requestImportRoute} from './tenant/import/requestImport.ts'
import {webhookRoute} from './shopifyWebhooks/webhookRoute.ts'
import {tokenRoute} from './tokenRoute.ts'

/** Longest wait for an answer of the store, in milliseconds. */
const STORE_TIMEOUT_MS = 5_000
const RETRY_AFTER_S = '5'
/** A person looks at a page and presses a button; a mail provider may come first. */
const LINK_LIMIT = {requests: 30, seconds: 60}

/** What the API needs from the platform that it runs on. */
export interface ApiOptions {
  env: ServerEnv
  /** Made from the environment when left out. */
  client?: SanityClient
  now?: () => Date
  /** Cryptographically random bytes. */
  random?: (bytes: number) => Uint8Array
  /** Without it, requests are limited per site only. */
  clientAddress?: ClientAddress
  log?: (line: string) => void
}

function answerError(error: Error, context: ApiContext, log: (line: string) => void) {
  if (error instanceof BodyError) {
    const {httpStatus, problem: why, field} = error
    if (field) return refuseFields(context, [fieldProblem(field, why)])
    // The rest of a body that is too large is not read.
    if (httpStatus === 413) context.header('Connection', 'close')
    return refuseBecause(context, 'invalid', why, {httpStatus})
  }
  if (error instanceof LinkLimitError) {
    context.header('Retry-After', String(error.retryAfterS))
    return refuseBecause(context, 'limited', error.problem)
  }
  if (error instanceof NotConfiguredError) {
    log(error.message)
    return refuseBecause(context, 'not_configured', problem('request.not-configured'))
  }
  if (isRefusal(error)) {
    log(
      `The store refuses SANITY_API_TOKEN with ${statusOf(error)}: it must read and write the dataset`,
    )
    return refuseBecause(context, 'not_configured', problem('request.not-configured'))
  }
  const known = asStoreError(error)
  context.header('Retry-After', RETRY_AFTER_S)
  if (known instanceof StoreUnavailableError) {
    return refuseBecause(context, 'degraded', problem('request.store-away'))
  }
  log(`request ${context.get('requestId')} failed: ${error.name}`)
  return refuseBecause(context, 'degraded', problem('request.failed'), {
    httpStatus: 500,
    title: 'Something went wrong',
  })
}

/**
 * The public HTTP endpoints as one handler from `Request` to `Response`, for Node, Vercel,
 * Cloudflare and the like.
 */
export function createApi(options: ApiOptions): Hono<ApiEnv> {
  const {env, now = () => new Date(), log = () => {}, clientAddress = () => null} = options
  const nowMs = (): number => now().getTime()
  const random = options.random ?? createRandomPool()
  const client = options.client ?? createLakeClient(env, STORE_TIMEOUT_MS)
  const services: ApiServices = {
    env,
    client,
    registry: createSiteRegistry(client, nowMs),
    secrets: createSiteSecrets(env),
    writer: createSubmissionWriter(client, STORE_TIMEOUT_MS),
    addressLimiter: createAddressLimiter(env.rateLimitIp, nowMs),
    linkLimiter: createAddressLimiter(LINK_LIMIT, nowMs),
    siteLimiter: createSiteLimiter(env.rateLimitSite, nowMs),
    now,
    random,
    log,
  }
  const processSecret = bytesToHex(random(32))
  const limited = limitByAddress(services.addressLimiter, clientAddress, processSecret)
  const app = new Hono<ApiEnv>()
  const wrongMethod = (allow: string) => (context: ApiContext) => {
    context.header('Allow', allow)
    return refuseBecause(context, 'invalid', problem('request.method', {methods: allow}), {
      httpStatus: 405,
      title: 'Another method is needed',
    })
  }

  app.use(requestBasics(services))
  for (const [path, kind] of [
    ['/api/newsletter', 'newsletter'],
    ['/api/leads', 'lead'],
  ] as const) {
    app.use(path, originHeaders(services.registry, 'POST'), limited)
    app.post(path, intakeRoute(services, kind))
    app.all(path, wrongMethod('POST, OPTIONS'))
  }
  app.use('/api/forms/token', originHeaders(services.registry, 'GET'), limited)
  app.get('/api/forms/token', tokenRoute(services))
  app.all('/api/forms/token', wrongMethod('GET, OPTIONS'))

  app.on(['GET', 'POST'], '/api/newsletter/confirm', limited, confirmRoute(services))
  app.all('/api/newsletter/confirm', wrongMethod('GET, POST'))
  // Not limited by address: one-click requests of many people come from few mail providers, and
  // nothing must keep a person from unsubscribing. Links that are not genuine cost the store nothing,
  // and each genuine one has a limit of its own.
  app.on(['GET', 'POST'], '/api/newsletter/unsubscribe', unsubscribeRoute(services))
  app.all('/api/newsletter/unsubscribe', wrongMethod('GET, POST'))

  if (env.sweepToken) {
    const work = scheduledWork(createServices(env, env), log)
    app.on(['GET', 'POST'], '/api/sweep', limited, sweepRoute(work, env.sweepToken, processSecret))
    app.all('/api/sweep', wrongMethod('GET, POST'))
  }

  const sync = '/api/admin/shopify/customer-sync'
  app.get(sync, limited, statusRoute(services))
  app.post(sync, limited, actionRoute(services))
  app.all(sync, wrongMethod('GET, POST'))

  app.post(EXPORT_PATH, limited, requestExportRoute(services))
  app.all(EXPORT_PATH, wrongMethod('POST'))
  app.get(`${EXPORT_PATH}/:id`, limited, exportStateRoute(services))
  app.all(`${EXPORT_PATH}/:id`, wrongMethod('GET'))
  app.get(`${EXPORT_PATH}/:id/file`, limited, exportFileRoute(services))
  app.all(`${EXPORT_PATH}/:id/file`, wrongMethod('GET'))

  app.post(IMPORT_PATH, limited, requestImportRoute(services))
  app.all(IMPORT_PATH, wrongMethod('POST'))
  app.get(`${IMPORT_PATH}/:id`, limited, importStateRoute(services))
  app.all(`${IMPORT_PATH}/:id`, wrongMethod('GET'))
  app.get(`${IMPORT_PATH}/:id/errors`, limited, importErrorsRoute(services))
  app.all(`${IMPORT_PATH}/:id/errors`, wrongMethod('GET'))
  app.post(`${IMPORT_PATH}/:id/cancel`, limited, cancelImportRoute(services))
  app.all(`${IMPORT_PATH}/:id/cancel`, wrongMethod('POST'))
  app.post(`${IMPORT_PATH}/:id/resume`, limited, resumeImportRoute(services))
  app.all(`${IMPORT_PATH}/:id/resume`, wrongMethod('POST'))

  app.post('/api/shopify/webhooks', limited, webhookRoute(services))
  app.all('/api/shopify/webhooks', wrongMethod('POST'))

  app.get('/api/health', limited, healthRoute(services))
  app.all('/api/health', wrongMethod('GET'))
  app.get('/api/openapi.json', (context) => {
    context.header('Access-Control-Allow-Origin', '*')
    return context.json(openApiDocument(env.publicApiUrl))
  })
  app.all('/api/openapi.json', wrongMethod('GET'))

  app.notFound((context) =>
    refuseBecause(context, 'invalid', problem('request.nothing-here'), {
      httpStatus: 404,
      title: 'There is nothing here',
    }),
  )
  app.onError((error, context) => answerError(error, context, log))
  return app
}
