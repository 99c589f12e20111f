import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createClient, type SanityClient} from '@sanity/client'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../../ports.ts'
import {createLakeServer, type LakeServerOptions} from '../server.ts'
import type {LakeStore} from '../store/lakeStore.ts'

export interface TestLake {
  url: string
  directory: string
  store: LakeStore
  /** The lines of its log so far. */
  log: readonly string[]
  /** An unmodified client; without a token if none is given. */
  client(token?: string, dataset?: string): SanityClient
  /** Sends one request; the path starts after the host. */
  request(path: string, init?: RequestInit & {token?: string}): Promise<Response>
  /** Stops the lake, and removes its directory if it is a temporary one. */
  stop(): Promise<void>
}

/** Lakes of tests start often and are asked little at a time. */
const QUERY_THREADS = 1

/**
 * Starts a lake on a free port of 127.0.0.1.
 *
 * @param options.directory - existing data; without it, a temporary directory
 */
export async function startTestLake(
  options: Partial<Omit<LakeServerOptions, 'log' | 'port'>> = {},
): Promise<TestLake> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'lake-')))
  const log: string[] = []
  const server = await createLakeServer({
    queryThreads: QUERY_THREADS,
    reuseThreads: true,
    ...options,
    directory,
    port: 0,
    log: (line) => log.push(line),
  })
  return {
    url: server.url,
    directory,
    store: server.store,
    log,
    client: (token, dataset = LOCAL_DATASET) =>
      createClient({
        projectId: LOCAL_PROJECT_ID,
        dataset,
        apiHost: server.url,
        useProjectHostname: false,
        apiVersion: '2025-02-19',
        useCdn: false,
        maxRetries: 0,
        ...(token === undefined ? {} : {token}),
      }),
    request(path, {token, headers, ...init} = {}) {
      const all = new Headers(headers)
      if (token !== undefined) all.set('Authorization', `Bearer ${token}`)
      return fetch(new URL(path, server.url), {redirect: 'manual', ...init, headers: all})
    },
    async stop() {
      await server.close()
      if (options.directory === undefined) await rm(directory, {recursive: true, force: true})
    },
  }
}
