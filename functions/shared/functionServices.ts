import type {SanityClient} from '@sanity/client'
import {createLakeClient, type LakeAddress} from './lakeClient.ts'
import {readServerEnv, type ServerEnv} from './serverEnv.ts'
import {createSiteRegistry, type SiteRegistry} from './siteRegistry.ts'
import {createSiteSecrets, type SiteSecrets} from './siteSecrets.ts'

/** Everything that a function may use. */
export interface FunctionServices {
  env: ServerEnv
  client: SanityClient
  registry: SiteRegistry
  secrets: SiteSecrets
  /** ISO 8601, UTC. */
  now: () => string
}

/** The part of a function's context that says which dataset to talk to, and as whom. */
export interface FunctionContextLike {
  clientOptions?:
    | {
        apiHost?: string | undefined
        projectId?: string | undefined
        dataset?: string | undefined
        token?: string | undefined
      }
    | undefined
}

/** Longest wait for an answer of the store, in milliseconds. */
const TIMEOUT_MS = 8_000

/** The services for work on one dataset. */
export function createServices(env: ServerEnv, address: LakeAddress): FunctionServices {
  const client = createLakeClient(address, TIMEOUT_MS)
  return {
    env,
    client,
    registry: createSiteRegistry(client, Date.now),
    secrets: createSiteSecrets(env),
    now: () => new Date().toISOString(),
  }
}

const known = new Map<string, FunctionServices>()

/**
 * The services of a function. Its client talks to what the context names; what the context leaves out (a
 * scheduled function belongs to an organisation, not to a dataset) comes from the environment. A lake that
 * the environment names takes precedence over the hosted service. Services are kept between invocations,
 * with their connections and caches.
 */
export function functionServices({clientOptions}: FunctionContextLike): FunctionServices {
  const env = readServerEnv(process.env)
  const address: LakeAddress = {
    projectId: clientOptions?.projectId ?? env.projectId,
    dataset: clientOptions?.dataset ?? env.dataset,
    // `sanity functions test` names the hosted service whatever the project is.
    apiHost: env.apiHost ?? clientOptions?.apiHost,
    token: clientOptions?.token ?? env.token,
  }
  const key = JSON.stringify(address)
  const services = known.get(key) ?? createServices(env, address)
  known.set(key, services)
  return services
}
