import type {FunctionSpec} from './blueprint.ts'
import type {FunctionPool} from './functionPool.ts'
import type {Invocation, InvocationQueue} from './invocationQueue.ts'
import {redact} from './redact.ts'
import {createSlidingWindow} from './slidingWindow.ts'

/** Invocations per 30 s, as the hosted service limits them. */
export interface RateLimits {
  perDocument: number
  perProject: number
}

const RATE_WINDOW_MS = 30_000

/** How many attempts an invocation gets before it is given up. */
const DEFAULT_MAX_ATTEMPTS = 10

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

/** Passes due invocations from the queue to the pools. */
export interface Dispatcher {
  /** Call it whenever there may be new work. */
  wake(): void
  /** Ids of the invocations that run now. */
  running(): ReadonlySet<number>
  stop(): void
}

/** Creates a {@link Dispatcher}. Invocations over a rate limit wait in the queue. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const {queue, functions, poolOf, rateLimits, now, log} = options
  const {maxAttempts = DEFAULT_MAX_ATTEMPTS, firstBackoffMs} = options
  const perDocument = createSlidingWindow(rateLimits.perDocument, RATE_WINDOW_MS)
  const perProject = createSlidingWindow(rateLimits.perProject, RATE_WINDOW_MS)
  const running = new Set<number>()
  /** Invocations that already count towards the document limit. */
  const admitted = new Set<number>()
  const offers = new Map(
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

  /** Postpones an invocation when its document had too many; each counts only once. */
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
    // One time for the whole pass: an invocation that falls due in between would otherwise be neither
    // due nor waited for.
    const moment = now()
    for (const spec of functions) {
      const pool = poolOf(spec)
      offers.get(spec)?.(moment, (invocation) => {
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

/** Due invocations to read from the queue at a time. */
const READ_AHEAD = 200

type Take = (invocation: Invocation) => 'taken' | 'later' | 'stop'

/**
 * Creates the buffer of one function's due invocations, which are read from the queue many at a time.
 *
 * @param isRunning - whether an invocation runs now, though the queue still contains it
 * @returns offers invocations, oldest first, until `take` stops it
 */
function createReadyBuffer(
  queue: Pick<InvocationQueue, 'due'>,
  name: string,
  isRunning: (id: number) => boolean,
): (now: number, take: Take) => void {
  let ready: Invocation[] = []

  /** @returns whether all were offered */
  const offerReady = (take: Take): boolean => {
    const left: Invocation[] = []
    for (const [index, invocation] of ready.entries()) {
      const answer = take(invocation)
      if (answer === 'stop') {
        ready = [...left, ...ready.slice(index)]
        return false
      }
      if (answer === 'later') left.push(invocation)
    }
    ready = left
    return true
  }

  return (now, take) => {
    if (!offerReady(take)) return
    const known = new Set(ready.map(({id}) => id))
    const due = queue.due(name, now, READ_AHEAD + known.size)
    ready.push(...due.filter(({id}) => !known.has(id) && !isRunning(id)))
    offerReady(take)
  }
}

const LONGEST_WAIT_MS = 5 * 60_000

/**
 * The wait after a failure: `firstMs`, doubled after each failure, at most five minutes.
 *
 * @param failures - how often it has failed, from 1
 * @returns milliseconds
 */
function backoffMs(failures: number, firstMs = 1000): number {
  return Math.min(firstMs * 2 ** (failures - 1), LONGEST_WAIT_MS)
}
