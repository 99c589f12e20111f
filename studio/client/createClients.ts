import {type ClientConfig, createClient, type SanityClient} from '@sanity/client'
import {STUDIO_API_VERSION} from '../../plugins/ui/studioApiVersion.ts'
import type {StudioEnvironment} from '../environment.ts'

/**
 * The client the registry is read with before the Studio starts.
 *
 * @param token - `null` where hosted Sanity may know the user by a cookie
 */
export function createRegistryClient(
  environment: StudioEnvironment,
  token: string | null,
): SanityClient {
  const {projectId, dataset, lake} = environment
  return createClient({
    projectId,
    dataset,
    ...(lake ? {apiHost: lake.apiHost} : {}),
    apiVersion: STUDIO_API_VERSION,
    useCdn: false,
    perspective: 'published',
    // The page is empty until this is answered, so a store that is down should be found out soon.
    maxRetries: 2,
    ...(token ? {token, ignoreBrowserTokenWarning: true} : {withCredentials: true}),
  })
}

/**
 * How the Studio makes its clients on an embedded lake: as usual, but with the streams spread over
 * host names. All workspaces share one function, since the Studio distinguishes their auth stores by it.
 */
export function lakeClientFactory(start: number): (config: ClientConfig) => SanityClient {
  const nextHost = hostRotation(start)
  return (config) => spreadStreams(createClient(config), nextHost)
}

/** Host names the streams are spread over; all of them are this machine (RFC 6761). */
const STREAM_HOSTS = 12

/** The part of a client, or of its observable twin, that this module changes. */
interface StreamingClient<Client> {
  listen: unknown
  live: unknown
  config(): ClientConfig
  withConfig(config?: Partial<ClientConfig>): Client
  clone(): Client
}

/** Takes the next host name in turn, across all clients of the page. */
export function hostRotation(start: number): () => number {
  let next = start % STREAM_HOSTS
  return () => {
    const host = next
    next = (next + 1) % STREAM_HOSTS
    return host
  }
}

function streamHost(apiHost: string, index: number): string {
  const url = new URL(apiHost)
  url.hostname = `l${index}.localhost`
  return url.origin
}

/**
 * The same client with its streams, and those of all clients made from it, spread over host names
 * under `localhost`. Only for an embedded lake on this machine.
 */
export function spreadStreams<Client extends StreamingClient<Client>>(
  client: Client,
  nextHost: () => number,
): Client {
  spread(client, nextHost)
  if ('observable' in client && isStreaming(client.observable)) spread(client.observable, nextHost)
  return client
}

/**
 * Sends a client's streams to another host name each. Over HTTP/1.1 a browser opens six connections
 * to one host, and the Studio keeps more streams open than that: the seventh and everything after it
 * would wait forever. Hosted Sanity speaks HTTP/2 and needs none of this.
 *
 * The client is changed in place, since a copy would lose its private state.
 */
function spread<Client extends StreamingClient<Client>>(client: Client, nextHost: () => number) {
  const withConfig = client.withConfig.bind(client)
  const clone = client.clone.bind(client)
  const streaming = () => {
    const {apiHost = 'http://localhost'} = client.config()
    return withConfig({apiHost: streamHost(apiHost, nextHost()), useProjectHostname: false})
  }
  Object.defineProperties(client, {
    listen: {
      configurable: true,
      get: () => {
        const target = streaming()
        return typeof target.listen === 'function' ? target.listen.bind(target) : target.listen
      },
    },
    live: {configurable: true, get: () => streaming().live},
    withConfig: {
      configurable: true,
      value: (config?: Partial<ClientConfig>) => spreadStreams(withConfig(config), nextHost),
    },
    clone: {configurable: true, value: () => spreadStreams(clone(), nextHost)},
  })
}

function isStreaming(value: unknown): value is StreamingClient<never> {
  return typeof value === 'object' && value !== null && 'listen' in value && 'withConfig' in value
}
