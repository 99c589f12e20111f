import type {SanityClient} from '@sanity/client'
import type {Context} from 'hono'
import type {ServerEnv} from '../shared/serverEnv.ts'
import type {ServerSite, SiteRegistry} from '../shared/siteRegistry.ts'
import type {SiteSecrets} from '../shared/siteSecrets.ts'
import type {AddressLimiter, RateState, SiteLimiter} from './limits/rateLimits.ts'
import type {SubmissionWriter} from './submissionWriter.ts'

/** The services of an endpoint. */
export interface ApiServices {
  env: ServerEnv
  client: SanityClient
  registry: SiteRegistry
  secrets: SiteSecrets
  writer: SubmissionWriter
  addressLimiter: AddressLimiter
  /** Limits the requests with links of one person. */
  linkLimiter: AddressLimiter
  siteLimiter: SiteLimiter
  now: () => Date
  /** Cryptographically random bytes. */
  random: (bytes: number) => Uint8Array
  /** One line, without personal data. */
  log: (line: string) => void
}

/** What Hono's context carries on every request. */
export interface ApiEnv {
  Variables: {
    requestId: string
    /** The header `Origin`, where the browser sent one. */
    origin: string | null
    /** Key of the caller's network; `null` where the platform does not name the address. */
    caller: string | null
    rates: RateState[]
    /** The site of the request, once it is known: pages show its title. */
    site: ServerSite | null
  }
}

/** Context of a request to the API. */
export type ApiContext = Context<ApiEnv>

/**
 * The network address of a request's sender; `null` where the platform does not name it. All texts that
 * are not addresses count as one caller.
 */
export type ClientAddress = (context: ApiContext) => string | null
