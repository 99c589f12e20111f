import {
  startFunctionWorker,
  type FunctionWorker,
  type Outcome,
  type WorkerSetup,
} from './functionWorker.ts'
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
