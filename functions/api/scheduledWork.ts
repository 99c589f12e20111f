import {problem} from '../../core/problems/problem.ts'
import {randomUUID} from 'node:crypto'
import {base32} from '../../core/crypto/encodings.ts'
import {mac} from '../../core/crypto/mac.ts'
import {refreshLists} from '../refresh-lists/handler.ts'
import {refreshSegments} from '../refresh-segments/handler.ts'
import {keepRefreshes} from '../schedule-refreshes/handler.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {sweep} from '../sweep/handler.ts'
import {answer, refuseBecause} from './answer.ts'
import {bearerToken} from './bearerToken.ts'
import type {ApiContext} from './services.ts'

/** How often lists and segments are counted, in seconds; as in the blueprint. */
const COUNTS_SECONDS = 300

/** How often due refreshes are asked for, in seconds; as in the blueprint. */
const REFRESHES_SECONDS = 3_600

/** Does what scheduled functions would do; never the same work twice at a time. */
export interface ScheduledWork {
  /** What was done; `null` when a sweep is running already. */
  sweep(): Promise<Record<string, number> | null>
  /** Does everything by the clock until it is stopped. */
  start(sweepSeconds: number): void
  /** Ends once running work is done. */
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
    const promise = work()
    running.set(name, promise)
    try {
      return await promise
    } finally {
      running.delete(name)
    }
  }
  const every = (seconds: number, name: string, run: () => Promise<unknown>): void => {
    const tick = () => {
      once(name, run).catch((error: unknown) => {
        log(`${name} failed: ${error instanceof Error ? error.name : 'unknown error'}`)
      })
    }
    timers.push(setInterval(tick, seconds * 1000))
  }
  const elapsed = (): number => performance.now()
  const runSweep = () => sweep(services, randomUUID(), elapsed)

  return {
    sweep: () => once('sweep', runSweep),
    start(sweepSeconds) {
      every(sweepSeconds, 'sweep', runSweep)
      every(COUNTS_SECONDS, 'refresh-lists', () => refreshLists(services, elapsed))
      every(COUNTS_SECONDS, 'refresh-segments', () => refreshSegments(services, elapsed))
      every(REFRESHES_SECONDS, 'schedule-refreshes', () => keepRefreshes(services))
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.allSettled(running.values())
    },
  }
}

const LONGEST_TOKEN = 500

/**
 * `GET` or `POST /api/sweep`, for the cron of a platform (Vercel's sends `GET`): sweeps once for a caller
 * with `LEADS_SWEEP_TOKEN`. Without that variable the address does not exist.
 *
 * @param processSecret - random, made when the process starts
 */
export function sweepRoute(work: ScheduledWork, token: string, processSecret: string) {
  // Digests under a secret, so that the time of a comparison says nothing about the token.
  const digest = (text: string): string => base32(mac(processSecret, text))
  return async (context: ApiContext): Promise<Response> => {
    const given = bearerToken(context, LONGEST_TOKEN)
    if (given === undefined || digest(given) !== digest(token)) {
      context.header('WWW-Authenticate', 'Bearer')
      return refuseBecause(context, 'unauthenticated', problem('request.sweep-token'))
    }
    context.header('Cache-Control', 'no-store')
    const done = await work.sweep()
    return answer(context, done ? 'ok' : 'empty', done ?? {running: true}, done ? 200 : 202)
  }
}
