import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {loadBlueprint, type FunctionSpec} from './blueprint.ts'
import {bundleFunctions} from './bundleFunctions.ts'
import type {Engine, EngineSetup, EngineStatus} from './engine.ts'
import {createLogReader, followChanges, type FollowOptions} from './followChanges.ts'
import {createOrdinaryEngine, type OrdinaryOptions} from './ordinaryEngine.ts'
import {createStrictEngine, STRICT_DEFAULTS, type StrictOptions} from './strict/strictEngine.ts'

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
   * Whether scheduled functions run, those that never did as soon as the runner starts; `true` by
   * default.
   */
  schedules?: boolean
  /**
   * Turns strict mode on; missing options are those of `STRICT_DEFAULTS`. The options of the ordinary
   * mode then have no effect.
   */
  strict?: Partial<StrictOptions> | undefined
}

/** The calls that a runner still has to make, and those that it gave up. */
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
  /** Retries everything that was given up. @returns how many */
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

/**
 * Calls scheduled functions when they are due, and one that has never run at once: on the hosted
 * service it would have run, since the project existed before anybody looks at it.
 *
 * @returns functions that stop the schedules
 */
function startSchedules(functions: readonly FunctionSpec[], engine: Engine): (() => void)[] {
  return functions.flatMap(({name, on}) => {
    if (on.kind !== 'schedule') return []
    const stop = on.schedule.start(() => engine.callScheduled(name))
    if (!engine.hasRun(name)) engine.callScheduled(name)
    return [stop]
  })
}

const IDLE_CHECK_MS = 25
/** Between two marks that the bundle is used. */
const TOUCH_MS = 60 * 60_000

/**
 * Starts a runner, which calls the functions for every matching change: in the ordinary mode at least
 * once and in order, in strict mode as its options say.
 *
 * @throws Error when the blueprint cannot be read
 * @throws BundleError when a function cannot be bundled
 */
export async function createRunner(options: RunnerOptions): Promise<Runner> {
  const {apiHost, projectId, dataset, token, env = process.env, log = () => {}} = options
  const {functions, resources} = await loadBlueprint(options.blueprintFile, {projectId, dataset})
  const bundle = await bundleFunctions(functions)
  const touching = setInterval(() => void bundle.touch(), TOUCH_MS)
  touching.unref()
  const setup: EngineSetup = {
    functions,
    bundle,
    resources,
    file: join(options.directory, 'runner.sqlite'),
    lake: {apiHost, projectId, dataset, token},
    env: {...env, SANITY_STUDIO_API_HOST: apiHost},
    log,
  }
  const engine: Engine = options.strict
    ? createStrictEngine(setup, {...STRICT_DEFAULTS, ...options.strict})
    : createOrdinaryEngine(setup, options)
  const abort = new AbortController()
  const follow: FollowOptions = {
    readLog: createLogReader({apiHost, dataset, token, types: typesOfAll(functions)}),
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
  const schedules = (options.schedules ?? true) ? startSchedules(functions, engine) : []
  engine.wake()

  return {
    status: () => ({...engine.status(), cursor: engine.sink.cursor(dataset)}),
    async idle() {
      while (!abort.signal.aborted) {
        const cursor = engine.sink.cursor(dataset)
        if (cursor !== null && engine.isQuiet()) {
          const {changes, through, last} = await follow.readLog(cursor, 0, abort.signal)
          // False when the lake was reset, or when its log has more to read.
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
      clearInterval(touching)
      for (const stopSchedule of schedules) stopSchedule()
      await following
      await engine.stop()
    },
  }
}
