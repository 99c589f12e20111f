import type {FunctionSpec} from './blueprint.ts'
import {createDispatcher, type RateLimits} from './dispatcher.ts'
import {documentContext, type Engine, type EngineSetup} from './engine.ts'
import {createFunctionPool, type FunctionPool} from './functionPool.ts'
import {openInvocationQueue} from './invocationQueue.ts'
import {redact} from './redact.ts'

export interface OrdinaryOptions {
  rateLimits?: RateLimits
  /** Threads a function, and invocations at a time within a thread. */
  workers?: number
  concurrency?: number
  maxAttempts?: number
  firstBackoffMs?: number
  /** How long a thread may be stuck before it is ended, in milliseconds. */
  graceMs?: number
}

const RATE_LIMITS: RateLimits = {perDocument: 200, perProject: 4000}

/**
 * Calls each function at least once for every event, in the order of the events of a document, also
 * across restarts and crashes of runner or lake. A call that fails is tried again.
 */
export function createOrdinaryEngine(setup: EngineSetup, options: OrdinaryOptions): Engine {
  const {functions, bundle, resources, lake, env, log} = setup
  const {workers = 1, concurrency = 8, graceMs = 1000, maxAttempts, firstBackoffMs} = options
  const queue = openInvocationQueue(setup.file)
  const context = {local: true, ...documentContext(lake)}
  const pools = new Map<FunctionSpec, FunctionPool>()
  const poolOf = (spec: FunctionSpec): FunctionPool => {
    const known = pools.get(spec)
    if (known) return known
    const print = (line: string): void => log(`${spec.name}: ${redact(line)}`)
    const pool = createFunctionPool(
      {spec, bundle, resources, context, env, print, graceMs},
      {workers, concurrency},
    )
    pools.set(spec, pool)
    return pool
  }
  const dispatcher = createDispatcher({
    queue,
    functions,
    poolOf,
    rateLimits: options.rateLimits ?? RATE_LIMITS,
    ...(maxAttempts === undefined ? {} : {maxAttempts}),
    ...(firstBackoffMs === undefined ? {} : {firstBackoffMs}),
    now: Date.now,
    log,
  })
  return {
    sink: queue,
    wake: () => dispatcher.wake(),
    hasRun: (name) => queue.hasRun(name),
    callScheduled(name) {
      queue.addScheduled(name)
      dispatcher.wake()
    },
    isQuiet: () => queue.counts().pending === 0 && dispatcher.running().size === 0,
    status() {
      const {pending, failing} = queue.counts()
      const running = dispatcher.running().size
      return {pending, running, failing, dead: queue.dead(), calls: null}
    },
    retryDead() {
      const count = queue.retryDead()
      dispatcher.wake()
      return count
    },
    async stop() {
      dispatcher.stop()
      await Promise.all([...pools.values()].map((pool) => pool.stop()))
      queue.close()
    },
  }
}
