import {randomUUID} from 'node:crypto'
import {refreshSegments} from '../refresh-segments/handler.ts'
import {keepRefreshes} from '../schedule-refreshes/handler.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {createLakeClient} from '../shared/lakeClient.ts'
import type {ServerEnv} from '../shared/serverEnv.ts'
import {createSiteRegistry} from '../shared/siteRegistry.ts'
import {createSiteSecrets} from '../shared/siteSecrets.ts'
import {sweep} from '../sweep/handler.ts'

/** Work that the blueprint gives to scheduled functions. */
interface Schedule {
  name: string
  /** How often, in seconds; the sweep's is configured. */
  seconds: number
  run: (services: FunctionServices) => Promise<unknown>
}

/** How often segments are counted, in seconds; as the blueprint has it. */
const SEGMENTS_SECONDS = 300

/** How often refreshes that are due are asked for, in seconds; as the blueprint has it. */
const REFRESHES_SECONDS = 3_600

/** Longest wait for an answer of the store, in milliseconds. */
const STORE_TIMEOUT_MS = 8_000

/** What scheduled work needs of a server: the server's own token and secrets. */
export function workServices(env: ServerEnv): FunctionServices {
  const client = createLakeClient(env, STORE_TIMEOUT_MS)
  return {
    env,
    client,
    registry: createSiteRegistry(client, Date.now),
    secrets: createSiteSecrets(env),
    now: () => new Date().toISOString(),
  }
}

/** Does once what a scheduled function would do, and nothing while it is being done. */
export interface ScheduledWork {
  /** What was done; `null` when it was being done already. */
  sweep(): Promise<Record<string, number> | null>
  /** Does everything by the clock until it is stopped. */
  start(sweepSeconds: number): void
  /** Ends once what is being done is done. */
  stop(): Promise<void>
}

/**
 * The work of scheduled functions beside the endpoints, for plans and stacks without schedules
 * (https://www.sanity.io/docs/functions/functions-introduction): by the clock of a server, or when
 * somebody's cron asks for it. Several servers may do it at once, as several calls of a function may.
 *
 * @param log - one line, without personal data
 */
export function scheduledWork(
  services: FunctionServices,
  log: (line: string) => void,
): ScheduledWork {
  const timers: NodeJS.Timeout[] = []
  const running = new Map<string, Promise<unknown>>()

  const once = async <T>(name: string, work: () => Promise<T>): Promise<T | null> => {
    if (running.has(name)) return null
    const doing = work()
    running.set(name, doing)
    try {
      return await doing
    } finally {
      running.delete(name)
    }
  }
  const sweepOnce = (): Promise<Record<string, number> | null> =>
    once('sweep', () => sweep(services, randomUUID(), () => performance.now()))

  return {
    sweep: sweepOnce,
    start(sweepSeconds) {
      const schedules: Schedule[] = [
        {name: 'sweep', seconds: sweepSeconds, run: sweepOnce},
        {
          name: 'refresh-segments',
          seconds: SEGMENTS_SECONDS,
          run: () => once('segments', () => refreshSegments(services, () => performance.now())),
        },
        {
          name: 'schedule-refreshes',
          seconds: REFRESHES_SECONDS,
          run: () => once('refreshes', () => keepRefreshes(services)),
        },
      ]
      for (const {name, seconds, run} of schedules) {
        const tick = () => {
          run(services).catch((error: unknown) => {
            log(`${name} failed: ${error instanceof Error ? error.name : 'unknown error'}`)
          })
        }
        timers.push(setInterval(tick, seconds * 1000))
      }
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.allSettled(running.values())
    },
  }
}
