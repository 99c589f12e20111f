import {Worker} from 'node:worker_threads'
import type {FunctionSpec} from './blueprint.ts'
import type {FunctionBundle} from './bundleFunctions.ts'
import type {NamedResource} from './functionModule.ts'
import type {WorkerMessage} from './functionThread.ts'
import type {Invocation} from './invocationQueue.ts'

/** The threads of one function. Each function has its own, so that none can delay another. */
export interface FunctionPool {
  /** Whether it can run another invocation now; there is a separate place for one that must run alone. */
  accepts(solo: boolean): boolean
  run(invocation: Invocation): Promise<Outcome>
  stop(): Promise<void>
}

/**
 * @param workers - threads for ordinary invocations; one more runs those that must be alone
 * @param concurrency - invocations at a time within one thread
 */
export function createFunctionPool(
  setup: WorkerSetup,
  {workers, concurrency}: {workers: number; concurrency: number},
): FunctionPool {
  const shared: (FunctionWorker | undefined)[] = Array.from({length: workers})
  const leaving = new Set<FunctionWorker>()
  let alone: FunctionWorker | undefined
  let aloneBusy = false
  let inside = 0

  const slotFor = (): FunctionWorker => {
    for (const [index, worker] of shared.entries()) {
      if (worker && !worker.usable()) {
        leaving.add(worker)
        shared[index] = undefined
      }
    }
    const started = shared.filter((worker) => worker !== undefined)
    const least = started.sort((a, b) => a.inside() - b.inside())[0]
    const empty = shared.indexOf(undefined)
    // A second thread starts only when the first is busy: a thread costs memory and start-up time.
    if (empty === -1 || (least && least.inside() === 0)) {
      if (least) return least
    }
    const worker = startFunctionWorker(setup)
    shared[empty] = worker
    return worker
  }
  const runAlone = async (invocation: Invocation): Promise<Outcome> => {
    aloneBusy = true
    try {
      if (!alone?.usable()) alone = startFunctionWorker(setup)
      return await alone.run(invocation)
    } finally {
      aloneBusy = false
    }
  }

  return {
    accepts: (solo) => (solo ? !aloneBusy : inside < workers * concurrency),
    async run(invocation) {
      if (invocation.solo) return runAlone(invocation)
      inside += 1
      try {
        return await slotFor().run(invocation)
      } finally {
        inside -= 1
      }
    },
    async stop() {
      const all = [...shared, ...leaving, alone].filter((worker) => worker !== undefined)
      await Promise.all(all.map((worker) => worker.stop()))
    },
  }
}

/** How an invocation ended. `inconclusive`: its thread died while it ran several invocations. */
export type Outcome =
  | {kind: 'done'}
  | {kind: 'failed'; error: string}
  | {kind: 'inconclusive'}
  | {kind: 'stopped'}

/** One thread that runs one function, several invocations at a time. */
export interface FunctionWorker {
  /** How many invocations run. */
  inside(): number
  /** Whether it still takes invocations. */
  usable(): boolean
  run(invocation: Invocation): Promise<Outcome>
  stop(): Promise<void>
}

export interface WorkerSetup {
  spec: FunctionSpec
  bundle: FunctionBundle
  resources: readonly NamedResource[]
  /** Becomes the handlers' `context`, less what cannot be posted between threads. */
  context: Record<string, unknown>
  env: NodeJS.ProcessEnv
  /** Receives what the handlers print, line by line. */
  print: (line: string) => void
  /** How long a thread may take to answer before it counts as stuck, in milliseconds. */
  graceMs: number
}

interface Running {
  settle: (outcome: Outcome) => void
  timer: NodeJS.Timeout | undefined
}

/**
 * Starts a thread for a function. If one handler runs out of time, only its invocation fails: the
 * thread takes no more work and ends when the others are done. A thread that is stuck or dies ends at
 * once; if it ran only one invocation, that one has failed.
 */
function startFunctionWorker(setup: WorkerSetup): FunctionWorker {
  const {spec, bundle, resources, context, env, print, graceMs} = setup
  const running = new Map<number, Running>()
  const abandoned = new Set<number>()
  const timedOut: Outcome = {
    kind: 'failed',
    error: `gave no answer within ${spec.timeoutMs / 1000} s`,
  }
  let usable = true
  let ready = false
  let pongTimer: NodeJS.Timeout | undefined

  const worker = new Worker(bundle.threadScript, {
    workerData: {entry: bundle.entryOf(spec), resources},
    env: {...env, ...spec.env, NODE_COMPILE_CACHE: bundle.compileCache},
    execArgv: [],
    stdout: true,
    stderr: true,
    ...(spec.memoryMb === undefined
      ? {}
      : {resourceLimits: {maxOldGenerationSizeMb: spec.memoryMb}}),
  })
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim()) print(line)
    })
  }

  const post = (message: object): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(message)
  }
  const finish = (id: number, outcome: Outcome): void => {
    const one = running.get(id)
    if (!one) return
    clearTimeout(one.timer)
    running.delete(id)
    one.settle(outcome)
    if (!usable && running.size === 0) void worker.terminate()
  }
  const end = (outcomeForOne: Outcome): void => {
    usable = false
    clearTimeout(pongTimer)
    const outcome: Outcome = running.size > 1 ? {kind: 'inconclusive'} : outcomeForOne
    for (const id of running.keys()) finish(id, outcome)
    void worker.terminate()
  }
  const outOfTime = (id: number): void => {
    usable = false
    abandoned.add(id)
    post({type: 'ping'})
    clearTimeout(pongTimer)
    pongTimer = setTimeout(() => end(timedOut), graceMs)
  }
  const startTimer = (id: number, one: Running): void => {
    one.timer = setTimeout(() => outOfTime(id), spec.timeoutMs)
  }

  worker.on('message', (message: WorkerMessage) => {
    switch (message.type) {
      case 'ready':
        ready = true
        for (const [id, one] of running) startTimer(id, one)
        break
      case 'broken':
        usable = false
        for (const id of running.keys()) finish(id, {kind: 'failed', error: message.error})
        break
      case 'pong':
        clearTimeout(pongTimer)
        for (const id of abandoned) finish(id, timedOut)
        abandoned.clear()
        break
      case 'result':
        abandoned.delete(message.id)
        finish(
          message.id,
          message.error === null ? {kind: 'done'} : {kind: 'failed', error: message.error},
        )
        break
    }
  })
  worker.on('error', (error: unknown) => {
    end({kind: 'failed', error: `crashed: ${error instanceof Error ? error.message : 'unknown'}`})
  })
  worker.on('exit', () => end({kind: 'failed', error: 'ended its thread'}))

  return {
    inside: () => running.size,
    usable: () => usable,
    run(invocation) {
      const {promise, resolve} = Promise.withResolvers<Outcome>()
      const one: Running = {settle: resolve, timer: undefined}
      running.set(invocation.id, one)
      if (ready) startTimer(invocation.id, one)
      post({type: 'invoke', id: invocation.id, data: invocation.data, context})
      return promise
    },
    async stop() {
      usable = false
      clearTimeout(pongTimer)
      for (const id of running.keys()) finish(id, {kind: 'stopped'})
      await worker.terminate()
    },
  }
}
