import {randomUUID} from 'node:crypto'
import type {FunctionSpec} from '../blueprint.ts'
import {documentContext, type Engine, type EngineSetup} from '../engine.ts'
import {redact} from '../redact.ts'
import {startCall, type CallOutcome, type CallProcess} from './callProcess.ts'
import {createCallReport} from './callReport.ts'
import {openDeliveryQueue, type Delivery, type DeliveryRules} from './deliveryQueue.ts'
import {functionVariables} from './functionVariables.ts'
import {createStrictDispatcher, type StrictRateLimits} from './strictDispatcher.ts'

export interface StrictOptions extends DeliveryRules {
  /** Calls at the same time, over all functions. */
  processes: number
  rateLimits: StrictRateLimits
  /** Most memory of a call in megabytes; what the blueprint says when left out. */
  memoryMb?: number
}

/** The hosted service's default, in megabytes. */
const DEFAULT_MEMORY_MB = 1024

/** The defaults of the strict mode; the rate limits are those of the hosted service. */
export const STRICT_DEFAULTS: StrictOptions = {
  seed: 1,
  maxDelayMs: 1000,
  duplicateShare: 0.1,
  processes: 6,
  rateLimits: {perFunction: 200, perProject: 4000},
}

/** A scheduled function belongs to an organisation, so its context has no project and no dataset. */
function contextOf(spec: FunctionSpec, lake: EngineSetup['lake']) {
  const {apiHost, token} = lake
  return spec.on.kind === 'schedule' ? {clientOptions: {apiHost, token}} : documentContext(lake)
}

/** Runs functions under the worst conditions of the hosted service: see the README of the parent folder. */
export function createStrictEngine(setup: EngineSetup, strict: StrictOptions): Engine {
  const {functions, bundle, resources, file, lake, env, log} = setup
  const queue = openDeliveryQueue(file, strict, Date.now)
  const report = createCallReport(log)
  const calls = new Set<CallProcess>()

  const call = async (
    spec: FunctionSpec,
    {data}: Delivery,
    lineage: string,
  ): Promise<CallOutcome> => {
    const process = startCall(
      {
        script: bundle.callScript,
        entry: bundle.entryOf(spec),
        compileCache: bundle.compileCache,
        env: functionVariables(env, spec.env),
        memoryMb: strict.memoryMb ?? spec.memoryMb ?? DEFAULT_MEMORY_MB,
        timeoutMs: spec.timeoutMs,
        print: (line) => log(`${spec.name}: ${redact(line)}`),
      },
      {context: contextOf(spec, lake), resources: [...resources], data, lineage},
    )
    calls.add(process)
    const outcome = await process.outcome
    calls.delete(process)
    return outcome
  }
  const dispatcher = createStrictDispatcher({
    queue,
    functions,
    rateLimits: strict.rateLimits,
    processes: strict.processes,
    call,
    report,
    now: Date.now,
    newChain: () => randomUUID().replaceAll('-', ''),
  })
  return {
    sink: queue,
    wake: () => dispatcher.wake(),
    hasRun: (name) => queue.hasRun(name),
    callScheduled(name) {
      queue.addScheduled(name)
      dispatcher.wake()
    },
    isQuiet: () => queue.pending() === 0 && dispatcher.running() === 0,
    status: () => ({
      pending: queue.pending(),
      running: dispatcher.running(),
      failing: 0,
      dead: [],
      calls: report.counts(),
    }),
    retryDead: () => 0,
    async stop() {
      dispatcher.stop()
      for (const process of calls) process.stop()
      await Promise.all([...calls].map(({outcome}) => outcome))
      queue.close()
    },
  }
}
