import {createClient, type ClientConfig, type SanityClient} from '@sanity/client'
import {hostRotation, spreadStreams} from '../client/spreadStreams.ts'
import type {StudioEnvironment} from '../environment.ts'

const API_VERSION = '2025-02-19'

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
    apiVersion: API_VERSION,
    useCdn: false,
    perspective: 'published',
    // The page is empty until this is answered, so a store that is down should be found out soon.
    maxRetries: 2,
    ...(token ? {token, ignoreBrowserTokenWarning: true} : {withCredentials: true}),
  })
}

/**
 * How the Studio makes its clients on an embedded lake: as usual, but with the streams spread over
 * host names. All workspaces share one function, since the Studio tells their auth stores apart by it.
 */
export function lakeClientFactory(start: number): (config: ClientConfig) => SanityClient {
  const nextHost = hostRotation(start)
  return (config) => spreadStreams(createClient(config), nextHost)
}
