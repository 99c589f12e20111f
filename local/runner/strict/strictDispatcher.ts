import type {FunctionSpec} from '../blueprint.ts'
import {redact} from '../redact.ts'
import {createSlidingWindow} from '../slidingWindow.ts'
import type {CallOutcome} from './callProcess.ts'
import type {CallReport, LossReason} from './callReport.ts'
import type {Delivery, DeliveryQueue} from './deliveryQueue.ts'
import {LONGEST_CHAIN, nextLineage} from './lineage.ts'

/** Calls within 30 s that are made; further ones are dropped. */
export interface StrictRateLimits {
  perFunction: number
  perProject: number
}

export interface StrictDispatcherOptions {
  queue: DeliveryQueue
  functions: readonly FunctionSpec[]
  rateLimits: StrictRateLimits
  /** Calls at the same time, over all functions. */
  processes: number
  /** Makes one call; never rejects. */
  call: (spec: FunctionSpec, delivery: Delivery, lineage: string) => Promise<CallOutcome>
  report: CallReport
  /** Milliseconds since 1970 UTC. */
  now: () => number
  /** A unique name for a chain of calls. */
  newChain: () => string
}

/** Makes the calls of the deliveries that are due, each at most once. */
export interface StrictDispatcher {
  /** Call it whenever there may be new work. */
  wake(): void
  /** How many calls run now. */
  running(): number
  stop(): void
}

const RATE_WINDOW_MS = 30_000
const READ_AHEAD = 500

/**
 * Creates a {@link StrictDispatcher}. Rate limits apply when a delivery is due, not when a process is
 * free: on the hosted service no call waits for this machine.
 */
export function createStrictDispatcher(options: StrictDispatcherOptions): StrictDispatcher {
  const {queue, rateLimits, processes, call, report, now, newChain} = options
  const functions = new Map(options.functions.map((spec) => [spec.name, spec]))
  const perFunction = createSlidingWindow(rateLimits.perFunction, RATE_WINDOW_MS)
  const perProject = createSlidingWindow(rateLimits.perProject, RATE_WINDOW_MS)
  let running = 0
  let stopped = false
  let scheduled = false
  let timer: NodeJS.Timeout | undefined

  const lose = ({function: name, document}: Delivery, reason: LossReason, detail: string): void => {
    report.lost({function: name, document, reason, detail: redact(detail)})
  }

  /** Admits a delivery that is due, or drops it. */
  const admitOrDrop = (delivery: Delivery, moment: number): void => {
    const {id, function: name, lineage} = delivery
    const drop = (reason: LossReason, detail: string): void => {
      queue.remove(id)
      lose(delivery, reason, detail)
    }
    if (!functions.has(name)) {
      drop('unknownFunction', 'the blueprint has no such function any more')
    } else if (nextLineage(lineage, '') === null) {
      drop('chainEnd', `its chain already has ${LONGEST_CHAIN} calls`)
    } else if (perFunction.wait(name, moment) > 0) {
      drop('rateLimit', `more than ${rateLimits.perFunction} calls of the function within 30 s`)
    } else if (perProject.wait('', moment) > 0) {
      drop('rateLimit', `more than ${rateLimits.perProject} calls of the project within 30 s`)
    } else {
      perFunction.take(name, moment)
      perProject.take('', moment)
      queue.admit(id)
    }
  }

  const start = async (delivery: Delivery): Promise<void> => {
    const spec = functions.get(delivery.function)
    const lineage = nextLineage(delivery.lineage, newChain())
    if (!spec || lineage === null) return
    running += 1
    report.began()
    const outcome = await call(spec, delivery, lineage)
    running -= 1
    if (outcome.kind === 'succeeded') report.succeeded()
    else if (outcome.kind !== 'stopped') lose(delivery, outcome.kind, outcome.error)
    wake()
  }

  const dispatch = (): void => {
    scheduled = false
    if (stopped) return
    clearTimeout(timer)
    const moment = now()
    const due = queue.due(moment, READ_AHEAD)
    for (const delivery of due) admitOrDrop(delivery, moment)
    for (let free = processes - running; free > 0; free -= 1) {
      const delivery = queue.nextAdmitted()
      if (!delivery) break
      // Before the call: it is not made again, whatever happens to its process and to this runner.
      queue.remove(delivery.id)
      void start(delivery)
    }
    const next = queue.nextDue()
    if (next !== null) timer = setTimeout(wake, Math.max(1, next - now()))
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
