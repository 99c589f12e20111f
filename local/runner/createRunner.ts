import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {loadBlueprint, type FunctionSpec} from './blueprint.ts'
import {createChangeFeed} from './changeFeed.ts'
import type {Engine, EngineSetup, EngineStatus} from './engine.ts'
import {followChanges, type FollowOptions} from './followChanges.ts'
import {createOrdinaryEngine, type OrdinaryOptions} from './ordinaryEngine.ts'
import {startSchedules} from './schedules.ts'
import {createStrictEngine, STRICT_DEFAULTS, type StrictOptions} from './strict/strictEngine.ts'

/** What a runner needs to know. */
export interface RunnerOptions extends OrdinaryOptions {
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
  /**
   * Makes the runner as unkind as the hosted service may be; what is left out of it is as in
   * `STRICT_DEFAULTS`. The options of the ordinary mode then have no effect.
   */
  strict?: Partial<StrictOptions> | undefined
}

/** What a runner has to do, and what it gave up. */
export interface RunnerStatus extends EngineStatus {
  /** Position in the lake's log; `null` before the first read. */
  cursor: number | null
}

/** Runs the functions of a blueprint against the embedded lake. */
export interface Runner {
  status(): RunnerStatus
  /** Resolves when every change was read and nothing is pending, delayed or running. */
  idle(): Promise<void>
  /** Calls a scheduled function now, as if its time had come. */
  trigger(name: string): void
  /** Gives what was given up another round of attempts; answers how many. */
  retryDead(): number
  /**
   * Ends the calls that run. In the ordinary mode they will run again after the next start; in strict
   * mode they are lost.
   */
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

/**
 * Starts a runner, which calls the functions for every matching change: in the ordinary mode at least
 * once and in order, in strict mode as its options say.
 *
 * @throws Error when the blueprint cannot be read
 * @throws BundleError when strict mode cannot bundle a function
 */
export async function createRunner(options: RunnerOptions): Promise<Runner> {
  const {apiHost, projectId, dataset, token, env = process.env, log = () => {}} = options
  const {functions, resources} = await loadBlueprint(options.blueprintFile, {projectId, dataset})
  const setup: EngineSetup = {
    functions,
    resources,
    file: join(options.directory, 'runner.sqlite'),
    lake: {apiHost, projectId, dataset, token},
    env: {...env, SANITY_STUDIO_API_HOST: apiHost},
    log,
  }
  const engine: Engine = options.strict
    ? await createStrictEngine(setup, {...STRICT_DEFAULTS, ...options.strict})
    : createOrdinaryEngine(setup, options)
  const abort = new AbortController()
  const follow: FollowOptions = {
    feed: createChangeFeed({apiHost, dataset, token, types: typesOfAll(functions)}),
    sink: engine.sink,
    functions,
    dataset,
    startAt: options.startAt ?? 'now',
    onAdded: () => engine.wake(),
    log,
    signal: abort.signal,
  }
  const following = followChanges(follow)
  const callScheduled = (name: string): void => engine.callScheduled(name)
  const stopSchedules =
    (options.schedules ?? true)
      ? startSchedules(functions, Date.now, callScheduled, (name) => engine.hasRun(name))
      : () => {}
  engine.wake()

  return {
    status: () => ({...engine.status(), cursor: engine.sink.cursor(dataset)}),
    async idle() {
      while (!abort.signal.aborted) {
        const cursor = engine.sink.cursor(dataset)
        if (cursor !== null && engine.isQuiet()) {
          const {changes, through, last} = await follow.feed.after(cursor, 0, abort.signal)
          // Not so when the lake was started over, or when it has more to look through.
          const isRead = changes.length === 0 && cursor <= last && through >= last
          if (isRead && engine.sink.cursor(dataset) === cursor && engine.isQuiet()) return
        }
        await sleep(IDLE_CHECK_MS)
      }
    },
    trigger: callScheduled,
    retryDead: () => engine.retryDead(),
    async stop() {
      if (abort.signal.aborted) return
      abort.abort()
      stopSchedules()
      await following
      await engine.stop()
    },
  }
}
