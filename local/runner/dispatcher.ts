import {backoffMs, DEFAULT_MAX_ATTEMPTS} from './backoff.ts'
import type {FunctionSpec} from './blueprint.ts'
import type {FunctionPool} from './functionPool.ts'
import type {Invocation, InvocationQueue} from './invocationQueue.ts'
import {redact} from './redact.ts'
import {createReadyBuffer} from './readyBuffer.ts'
import {createSlidingWindow} from './slidingWindow.ts'

/** Invocations per 30 s, as the hosted service limits them. */
export interface RateLimits {
  perDocument: number
  perProject: number
}

const RATE_WINDOW_MS = 30_000

/** What the dispatcher works with. */
export interface DispatcherOptions {
  queue: InvocationQueue
  functions: readonly FunctionSpec[]
  poolOf: (spec: FunctionSpec) => FunctionPool
  rateLimits: RateLimits
  maxAttempts?: number
  firstBackoffMs?: number
  now: () => number
  log: (line: string) => void
}

/** Takes due invocations from the queue and gives them to the pools. */
export interface Dispatcher {
  /** Looks for work; call it whenever there may be some. */
  wake(): void
  /** Ids of the invocations that run now. */
  running(): ReadonlySet<number>
  stop(): void
}

/** See {@link Dispatcher}. Whatever a rate limit holds back waits in the queue. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const {queue, functions, poolOf, rateLimits, now, log} = options
  const {maxAttempts = DEFAULT_MAX_ATTEMPTS, firstBackoffMs} = options
  const perDocument = createSlidingWindow(rateLimits.perDocument, RATE_WINDOW_MS)
  const perProject = createSlidingWindow(rateLimits.perProject, RATE_WINDOW_MS)
  const running = new Set<number>()
  /** Those that already have their place under the project's limit. */
  const admitted = new Set<number>()
  const buffers = new Map(
    functions.map((spec) => [spec, createReadyBuffer(queue, spec.name, (id) => running.has(id))]),
  )
  let stopped = false
  let scheduled = false
  let timer: NodeJS.Timeout | undefined

  const failed = (invocation: Invocation, error: string): void => {
    const failures = invocation.failures + 1
    const message = redact(error)
    const wait = failures < maxAttempts ? backoffMs(failures, firstBackoffMs) : null
    queue.fail(invocation.id, message, wait === null ? null : now() + wait)
    const subject = invocation.document ? ` for ${invocation.document}` : ''
    const fate = wait === null ? 'given up' : `again in ${wait / 1000} s`
    log(`${invocation.function} failed${subject} (attempt ${failures}, ${fate}): ${message}`)
  }

  const start = async (pool: FunctionPool, invocation: Invocation): Promise<void> => {
    running.add(invocation.id)
    const outcome = await pool.run(invocation)
    running.delete(invocation.id)
    if (stopped || outcome.kind === 'stopped') return
    admitted.delete(invocation.id)
    if (outcome.kind === 'done') queue.done(invocation.id)
    else if (outcome.kind === 'failed') failed(invocation, outcome.error)
    else queue.isolate([invocation.id])
    wake()
  }

  /** Puts an invocation off when its document had too many; its place is taken only once. */
  const fitsDocumentLimit = (invocation: Invocation): boolean => {
    if (admitted.has(invocation.id) || !invocation.document) return true
    const wait = perDocument.take(`${invocation.function} ${invocation.document}`, now())
    if (wait > 0) queue.postpone(invocation.id, now() + wait)
    else admitted.add(invocation.id)
    return wait === 0
  }

  const dispatch = (): void => {
    scheduled = false
    if (stopped) return
    clearTimeout(timer)
    let projectWait = 0
    // One moment for the whole: what falls due between two looks at the clock would be neither due
    // nor waited for.
    const moment = now()
    for (const spec of functions) {
      const pool = poolOf(spec)
      buffers.get(spec)?.offer(moment, (invocation) => {
        if (projectWait > 0) return 'stop'
        if (!pool.accepts(invocation.solo)) return invocation.solo ? 'later' : 'stop'
        if (!fitsDocumentLimit(invocation)) return 'taken'
        projectWait = perProject.take('', now())
        if (projectWait > 0) return 'stop'
        void start(pool, invocation)
        return 'taken'
      })
    }
    const nextDue = queue.nextDue(moment)
    const wait = Math.min(nextDue === null ? Infinity : nextDue - now(), projectWait || Infinity)
    if (wait < Infinity) timer = setTimeout(wake, Math.max(1, wait))
  }

  const wake = (): void => {
    if (scheduled || stopped) return
    scheduled = true
    for (const buffer of buffers.values()) buffer.stale()
    setImmediate(dispatch)
  }

  return {
    wake,
    running: () => running,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
