import type {FunctionSpec} from './blueprint.ts'
import type {FunctionBundle} from './bundleFunctions.ts'
import type {EventSink} from './followChanges.ts'
import type {NamedResource} from './functionModule.ts'
import type {DeadInvocation} from './invocationQueue.ts'
import type {CallCounts} from './strict/callReport.ts'

export interface EngineSetup {
  functions: readonly FunctionSpec[]
  bundle: FunctionBundle
  resources: readonly NamedResource[]
  /** Path of the runner's file. */
  file: string
  /** The lake of the functions' clients. */
  lake: {apiHost: string; projectId: string; dataset: string; token: string}
  env: NodeJS.ProcessEnv
  log: (line: string) => void
}

/** The calls that an engine still has to make, and those that it gave up. */
export interface EngineStatus {
  /** Calls that have not begun, and in the ordinary mode those that failed and are tried again. */
  pending: number
  running: number
  /** Pending ones that failed at least once; none in strict mode. */
  failing: number
  /** Given up after the last attempt; none in strict mode, which has only one. */
  dead: DeadInvocation[]
  /** Outcomes of the calls; `null` in the ordinary mode. */
  calls: CallCounts | null
}

/** Stores the events that call functions, and makes the calls. Each mode of the runner is an engine. */
export interface Engine {
  sink: EventSink
  /** Call it when the sink has new events. */
  wake(): void
  /** Whether a scheduled function was ever called by its schedule. */
  hasRun(name: string): boolean
  /** Calls a scheduled function now. */
  callScheduled(name: string): void
  /** Whether nothing is pending and nothing runs. */
  isQuiet(): boolean
  status(): EngineStatus
  /** Retries everything that was given up. @returns how many */
  retryDead(): number
  stop(): Promise<void>
}

/** The `context` of a call for a document, without `resources`. */
export function documentContext(lake: EngineSetup['lake']) {
  return {
    eventResourceType: 'dataset',
    eventResourceId: `${lake.projectId}.${lake.dataset}`,
    functionResourceType: 'project',
    functionResourceId: lake.projectId,
    clientOptions: lake,
  }
}
