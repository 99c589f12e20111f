import {createAdminApiClient} from '@shopify/admin-api-client'
import {allowedRootFields, type ReadingPurpose} from '../../core/shopify/allowedFields.ts'
import {API_VERSION} from '../../core/shopify/operations.ts'
import {
  unknownBudget,
  waitFor,
  whenAnswered,
  whenSent,
  type Budget,
} from '../../core/shopify/pacing.ts'
import {readAnswer, type RawAnswer, type ShopAnswer} from '../../core/shopify/readAnswer.ts'
import {isPassing, SHOP_FAULTS, type ShopFault} from '../../core/shopify/shopFaults.ts'
import {isStoreDomain} from '../../core/shopify/shopifyNames.ts'
import {LOOPBACK_HOSTS} from '../shared/lakeClient.ts'
import {guardedFetch, RefusedRequestError} from './guardedFetch.ts'

/** Longer than any answer that Shopify gives, in milliseconds. */
const TIMEOUT_MS = 30_000
const MAX_ATTEMPTS = 6
const FIRST_PAUSE_MS = 500
/** Requested cost of an operation before its first answer; about that of a page of customers. */
const FIRST_COST = 20

/** A store did not answer as requested. */
export class ShopFaultError extends Error {
  override readonly name = 'ShopFaultError'
  readonly fault: ShopFault

  constructor(fault: ShopFault) {
    super(SHOP_FAULTS[fault])
    this.fault = fault
  }

  /** Whether a retry may help soon. */
  get isPassing(): boolean {
    return isPassing(this.fault)
  }
}

/** How a client of a store is created. */
export interface ShopClientOptions {
  storeDomain: string
  accessToken: string
  purpose: ReadingPurpose
  /** Base address of a stand-in on this machine, such as `http://127.0.0.1:3902`. */
  localHost?: string | undefined
  fetch: typeof fetch
  /** Milliseconds of a monotonic clock. */
  elapsed: () => number
  /** Between 0 and 1. */
  random: () => number
  sleep: (ms: number) => Promise<void>
  /** Called before each request; what it throws ends the reading, such as a pause of all syncs. */
  beforeRequest?: () => Promise<void>
}

/** Queries one store, within its budget. */
export interface ShopReader {
  /**
   * Sends an operation of `operations.ts`, with retries where they help.
   *
   * @throws ShopFaultError when the store does not answer as requested
   */
  query(operation: string, variables?: Record<string, string | number | null>): Promise<unknown>
}

/** A {@link ShopReader} that can measure what work costs. */
export interface ShopClient extends ShopReader {
  /**
   * Measures the points and requests of some work, while other work may run at the same time.
   *
   * @param work - gets a reader that shares the budget of this client
   */
  metered<T>(
    work: (reader: ShopReader) => Promise<T>,
  ): Promise<{result: T; cost: number; requests: number}>
}

function localUrl(localHost: string, storeDomain: string): string {
  const {origin, hostname} = new URL(localHost)
  if (!LOOPBACK_HOSTS.has(hostname)) {
    throw new RangeError('A stand-in for Shopify must be on this machine: tokens go nowhere else.')
  }
  return `${origin}/stores/${storeDomain}/admin/api/${API_VERSION}/graphql.json`
}

/**
 * Creates a client of one store. Requests that run at the same time share its budget.
 *
 * @throws ShopFaultError when the domain is not that of a store
 * @throws RangeError when the stand-in is on another machine
 */
export function createShopClient(options: ShopClientOptions): ShopClient {
  const {storeDomain, accessToken, localHost, elapsed, random, sleep} = options
  // Shopify's own client would send the token to any domain.
  if (!isStoreDomain(storeDomain)) throw new ShopFaultError('store-missing')
  if (accessToken === '') throw new ShopFaultError('token-missing')
  const expectedUrl = `https://${storeDomain}/admin/api/${API_VERSION}/graphql.json`
  const url = localHost ? localUrl(localHost, storeDomain) : expectedUrl
  const allowed = allowedRootFields(options.purpose)
  const requestedCosts = new Map<string, number>()
  let budget: Budget = unknownBudget(elapsed())

  /** Sends one request. Shopify's client only builds it: `readAnswer` reads the answer. */
  const ask = async (
    operation: string,
    variables: Record<string, string | number | null>,
  ): Promise<ShopAnswer> => {
    const arrived: {raw: RawAnswer | null; isRefused: boolean} = {raw: null, isRefused: false}
    const client = createAdminApiClient({
      storeDomain,
      apiVersion: API_VERSION,
      accessToken,
      retries: 0,
      logger: () => {},
      customFetchApi: async (asked, init) => {
        const signal = AbortSignal.timeout(TIMEOUT_MS)
        const endpoint = {expectedUrl, url, accessToken, allowed, fetch: options.fetch, signal}
        try {
          arrived.raw = await guardedFetch(endpoint, asked, init)
        } catch (error) {
          arrived.isRefused = error instanceof RefusedRequestError
          throw error
        }
        return new Response('{"data":null}', {headers: {'content-type': 'application/json'}})
      },
    })
    await client.request(operation, {variables})
    if (arrived.isRefused) return {kind: 'fault', fault: 'refused', cost: null}
    return arrived.raw
      ? readAnswer(arrived.raw, API_VERSION)
      : {kind: 'fault', fault: 'unreachable', cost: null}
  }

  /** Waits for the budget. @returns the requested cost that was taken from it */
  const takeBudget = async (operation: string): Promise<number> => {
    for (;;) {
      const cost = requestedCosts.get(operation) ?? FIRST_COST
      const wait = waitFor(budget, cost, elapsed())
      if (wait === 0) {
        budget = whenSent(budget, cost)
        return cost
      }
      await sleep(wait)
    }
  }

  const queryMetered = async (
    meter: {cost: number; requests: number},
    operation: string,
    variables: Record<string, string | number | null> = {},
  ): Promise<unknown> => {
    let fault: ShopFault = 'unreachable'
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      await options.beforeRequest?.()
      const requested = await takeBudget(operation)
      meter.requests += 1
      const answer = await ask(operation, variables)
      budget = whenAnswered(budget, requested, answer.cost?.status ?? null, elapsed())
      if (answer.cost) {
        requestedCosts.set(operation, answer.cost.requested)
        meter.cost += answer.cost.actual ?? 0
      }
      if (answer.kind === 'data') return answer.data
      fault = answer.kind === 'throttled' ? 'throttled' : answer.fault
      if (!isPassing(fault)) break
      // With a status the budget shows how long to wait.
      if (answer.cost?.status) continue
      await sleep(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random()))
    }
    throw new ShopFaultError(fault)
  }

  return {
    query: (operation, variables) => queryMetered({cost: 0, requests: 0}, operation, variables),
    async metered(work) {
      const meter = {cost: 0, requests: 0}
      const result = await work({
        query: (operation, variables) => queryMetered(meter, operation, variables),
      })
      return {result, ...meter}
    },
  }
}
