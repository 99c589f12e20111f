import type {FunctionSpec} from './blueprint.ts'
import type {EventSink} from './functionEvent.ts'
import type {DeadInvocation} from './invocationQueue.ts'
import type {NamedResource} from './resources.ts'
import type {CallCounts} from './strict/callReport.ts'

/** What an engine works with. */
export interface EngineSetup {
  functions: readonly FunctionSpec[]
  resources: readonly NamedResource[]
  /** Path of the runner's file. */
  file: string
  /** What the functions' clients talk to. */
  lake: {apiHost: string; projectId: string; dataset: string; token: string}
  env: NodeJS.ProcessEnv
  log: (line: string) => void
}

/** What an engine has to do, and what it gave up. */
export interface EngineStatus {
  /** Calls that have not begun, and in the ordinary mode those that failed and are tried again. */
  pending: number
  running: number
  /** Pending ones that failed at least once; none in strict mode. */
  failing: number
  /** Given up after the last attempt; none in strict mode, which has only one. */
  dead: DeadInvocation[]
  /** What became of the calls; `null` in the ordinary mode. */
  calls: CallCounts | null
}

/** Keeps the events that call functions, and makes the calls. The runner's two modes are two engines. */
export interface Engine {
  sink: EventSink
  /** Says that the sink was given events. */
  wake(): void
  /** Whether a scheduled function was ever called by its schedule. */
  hasRun(name: string): boolean
  /** Calls a scheduled function now. */
  callScheduled(name: string): void
  /** Whether nothing is pending and nothing runs. */
  isQuiet(): boolean
  status(): EngineStatus
  /** Gives all that was given up another round of attempts; answers how many. */
  retryDead(): number
  stop(): Promise<void>
}
