import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {loadBlueprint, type FunctionSpec} from './blueprint.ts'
import {createChangeFeed} from './changeFeed.ts'
import {createDispatcher, type RateLimits} from './dispatcher.ts'
import {followChanges, type FollowOptions} from './followChanges.ts'
import {createFunctionPool, type FunctionPool} from './functionPool.ts'
import {openInvocationQueue, type DeadInvocation} from './invocationQueue.ts'
import {startSchedules} from './schedules.ts'

/** What a runner needs to know. */
export interface RunnerOptions {
  /** Path of `sanity.blueprint.ts`. */
  blueprintFile: string
  /** Base URL of the lake. */
  apiHost: string
  projectId: string
  dataset: string
  /** What the functions act as. */
  token: string
  /** Folder of the runner's own file. */
  directory: string
  /** Environment of the functions; that of this process when left out. */
  env?: NodeJS.ProcessEnv
  log?: (line: string) => void
  startAt?: FollowOptions['startAt']
  /**
   * Whether scheduled functions run, also those that never did as soon as the runner starts; on when
   * left out.
   */
  schedules?: boolean
  rateLimits?: RateLimits
  /** Threads a function, and invocations at a time within a thread. */
  workers?: number
  concurrency?: number
  maxAttempts?: number
  firstBackoffMs?: number
  /** How long a thread may be stuck before it is ended, in milliseconds. */
  graceMs?: number
}

/** What a runner has to do, and what it gave up. */
export interface RunnerStatus {
  pending: number
  running: number
  /** Pending ones that failed at least once. */
  failing: number
  /** Laid aside after the last attempt. */
  dead: DeadInvocation[]
  /** Position in the lake's log; `null` before the first. */
  cursor: number | null
}

/** Runs the functions of a blueprint against the embedded lake. */
export interface Runner {
  status(): RunnerStatus
  /** Resolves when every change was read and nothing is pending or running. */
  idle(): Promise<void>
  /** Queues a scheduled function now, as if its time had come. */
  trigger(name: string): void
  /** Gives what was given up another round of attempts; answers how many. */
  retryDead(): number
  /** Ends the threads; what they were at will run again after the next start. */
  stop(): Promise<void>
}

/** The types of documents that any of the functions waits for; `null` for all. */
function typesOfAll(functions: readonly FunctionSpec[]): ReadonlySet<string> | null {
  const types = new Set<string>()
  for (const {on} of functions) {
    if (on.kind !== 'document') continue
    if (!on.trigger.types) return null
    for (const type of on.trigger.types) types.add(type)
  }
  return types
}

const IDLE_CHECK_MS = 25
const HOSTED_RATE_LIMITS: RateLimits = {perDocument: 200, perProject: 4000}

/**
 * Starts a runner. It calls each function at least once for every matching change, in the order of
 * the changes of a document, also across restarts and crashes of runner or lake.
 *
 * @throws Error when the blueprint cannot be read
 */
export async function createRunner(options: RunnerOptions): Promise<Runner> {
  const {apiHost, projectId, dataset, token, env = process.env, log = () => {}} = options
  const {workers = 1, concurrency = 8, graceMs = 1000, schedules = true} = options
  const {functions, resources} = await loadBlueprint(options.blueprintFile, {projectId, dataset})
  const queue = openInvocationQueue(join(options.directory, 'runner.sqlite'))
  const context = {
    local: true,
    eventResourceType: 'dataset',
    eventResourceId: `${projectId}.${dataset}`,
    functionResourceType: 'project',
    functionResourceId: projectId,
    clientOptions: {apiHost, projectId, dataset, token},
  }
  const pools = new Map<FunctionSpec, FunctionPool>()
  const poolOf = (spec: FunctionSpec): FunctionPool => {
    const known = pools.get(spec)
    if (known) return known
    const print = (line: string): void => log(`${spec.name}: ${line}`)
    const pool = createFunctionPool(
      {spec, resources, context, env: {...env, SANITY_STUDIO_API_HOST: apiHost}, print, graceMs},
      {workers, concurrency},
    )
    pools.set(spec, pool)
    return pool
  }
  const {maxAttempts, firstBackoffMs} = options
  const dispatcher = createDispatcher({
    queue,
    functions,
    poolOf,
    rateLimits: options.rateLimits ?? HOSTED_RATE_LIMITS,
    ...(maxAttempts === undefined ? {} : {maxAttempts}),
    ...(firstBackoffMs === undefined ? {} : {firstBackoffMs}),
    now: Date.now,
    log,
  })
  const abort = new AbortController()
  const follow: FollowOptions = {
    feed: createChangeFeed({apiHost, dataset, token, types: typesOfAll(functions)}),
    queue,
    functions,
    dataset,
    startAt: options.startAt ?? 'now',
    onAdded: () => dispatcher.wake(),
    log,
    signal: abort.signal,
  }
  const following = followChanges(follow)
  const runScheduled = (name: string): void => {
    queue.addScheduled(name)
    dispatcher.wake()
  }
  const stopSchedules = schedules
    ? startSchedules(functions, Date.now, runScheduled, (name) => queue.hasRun(name))
    : () => {}
  dispatcher.wake()

  const quiet = (): boolean => queue.counts().pending === 0 && dispatcher.running().size === 0
  return {
    status() {
      const {pending, failing} = queue.counts()
      const running = dispatcher.running().size
      return {pending, running, failing, dead: queue.dead(), cursor: queue.cursor(dataset)}
    },
    async idle() {
      while (!abort.signal.aborted) {
        const cursor = queue.cursor(dataset)
        if (cursor !== null && quiet()) {
          const {changes, through, last} = await follow.feed.after(cursor, 0, abort.signal)
          // Not so when the lake was started over, or when it has more to look through.
          const isRead = changes.length === 0 && cursor <= last && through >= last
          if (isRead && queue.cursor(dataset) === cursor && quiet()) return
        }
        await sleep(IDLE_CHECK_MS)
      }
    },
    trigger: runScheduled,
    retryDead() {
      const count = queue.retryDead()
      dispatcher.wake()
      return count
    },
    async stop() {
      if (abort.signal.aborted) return
      abort.abort()
      stopSchedules()
      dispatcher.stop()
      await following
      await Promise.all([...pools.values()].map((pool) => pool.stop()))
      queue.close()
    },
  }
}
