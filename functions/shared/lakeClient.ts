import {createClient, type SanityClient} from '@sanity/client'

const API_VERSION = '2025-02-19'
/** Between processes of one machine compression takes longer than sending. */
const UNCOMPRESSED = {headers: {'accept-encoding': 'identity'}}
const HOSTED = /(^|\.)sanity\.(io|work)$/

/** Which project and dataset to talk to, and as whom. */
export interface LakeAddress {
  projectId: string
  dataset: string
  /** Absent for Sanity's hosted service. */
  apiHost?: string | undefined
  token?: string | undefined
}

/**
 * A client for servers and functions: uncached, with drafts, with a token. The hosted service has a host
 * name for each project, an embedded lake has not.
 *
 * @param timeoutMs - longest wait for an answer
 */
export function createLakeClient(address: LakeAddress, timeoutMs = 10_000): SanityClient {
  const {projectId, dataset, apiHost, token} = address
  const host = apiHost === undefined ? null : new URL(apiHost).hostname
  const hosted = host === null || HOSTED.test(host)
  return createClient({
    projectId,
    dataset,
    ...(apiHost === undefined ? {} : {apiHost}),
    useProjectHostname: hosted,
    ...(token === undefined ? {} : {token}),
    ...(host !== null && LOOPBACK_HOSTS.has(host) ? UNCOMPRESSED : {}),
    apiVersion: API_VERSION,
    useCdn: false,
    perspective: 'raw',
    timeout: timeoutMs,
    maxRetries: 1,
    ignoreBrowserTokenWarning: true,
  })
}

/** Names under which a process reaches others on its own machine, as `URL` writes them. */
export const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])
