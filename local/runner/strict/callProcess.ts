import {fork, type ChildProcess} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {createInterface} from 'node:readline'
import {z} from 'zod'
import {SERVER_FLAGS} from '../../nodeSettings.ts'
import type {CallRequest} from './callScript.ts'

/** How a call ended. `stopped`: the runner was stopped meanwhile. */
export type CallOutcome =
  | {kind: 'succeeded'}
  | {kind: 'failed'; error: string}
  | {kind: 'timedOut'; error: string}
  | {kind: 'stopped'}

export interface CallSetup {
  script: string
  /** URL of the function's module. */
  entry: string
  compileCache: string
  env: Record<string, string>
  /** Most that the process may occupy, in megabytes. */
  memoryMb: number
  /** Longest time that the handler may take, in milliseconds. */
  timeoutMs: number
  /** Receives what the handler prints, line by line. */
  print: (line: string) => void
}

/** A call that runs in a process of its own. */
export interface CallProcess {
  /** Resolves when the process has ended; never rejects. */
  outcome: Promise<CallOutcome>
  /** Ends the process. */
  stop(): void
}

const MESSAGE = z.discriminatedUnion('type', [
  z.object({type: z.literal('loaded')}),
  z.object({type: z.literal('ended'), error: z.string().nullable()}),
])

/** How long a process may take to load its function, in milliseconds; not part of the timeout. */
const LOADING_LIMIT_MS = 60_000
const MEMORY_CHECK_MS = 100
const OUT_OF_MEMORY = /JavaScript heap out of memory/

/** Most calls end before there is anything to collect. */
const SHORT_LIFE_FLAGS = ['--min-semi-space-size=16']

function printLines(child: ChildProcess, print: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({input: stream}).on('line', (line) => line.trim() && print(line))
  }
}

function forkProcess({script, entry, compileCache, env, memoryMb}: CallSetup): ChildProcess {
  return fork(script, [entry, compileCache], {
    env,
    execArgv: [...SERVER_FLAGS, ...SHORT_LIFE_FLAGS, `--max-old-space-size=${memoryMb}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

/** Sends a process its call, enforces its limits and ends it with the call. */
function makeCall(child: ChildProcess, setup: CallSetup, request: CallRequest): CallProcess {
  const {memoryMb, timeoutMs, print} = setup
  const settled = Promise.withResolvers<CallOutcome>()
  let outcome: CallOutcome | null = null
  let heapIsFull = false
  let loaded = false

  const end = (how: CallOutcome): void => {
    outcome ??= how
    child.kill('SIGKILL')
  }
  const outOfMemory = (): CallOutcome => ({
    kind: 'failed',
    error: `needed more than its ${memoryMb} MB of memory`,
  })
  let timer = setTimeout(() => {
    end({kind: 'failed', error: `was not loaded within ${LOADING_LIMIT_MS / 1000} s`})
  }, LOADING_LIMIT_MS)
  const checkMemory = (): void => {
    const used = residentMemoryMb(child.pid ?? 0)
    if (used !== null && used > memoryMb) end(outOfMemory())
  }
  const memoryTimer = setInterval(checkMemory, MEMORY_CHECK_MS)
  const startTimeout = (): void => {
    loaded = true
    clearTimeout(timer)
    timer = setTimeout(() => {
      end({kind: 'timedOut', error: `did not end within ${timeoutMs / 1000} s`})
    }, timeoutMs)
  }
  const settle = (how: string): void => {
    clearTimeout(timer)
    clearInterval(memoryTimer)
    if (heapIsFull) outcome ??= outOfMemory()
    settled.resolve(outcome ?? {kind: 'failed', error: how})
  }

  printLines(child, (line) => {
    heapIsFull ||= OUT_OF_MEMORY.test(line)
    print(line)
  })
  child.on('message', (raw) => {
    // Ignores messages that the function itself sends.
    const {data: message} = MESSAGE.safeParse(raw)
    if (message?.type === 'loaded' && !loaded) startTimeout()
    if (message?.type !== 'ended') return
    const {error} = message
    end(error === null ? {kind: 'succeeded'} : {kind: 'failed', error})
  })
  child.on('error', (error) => {
    end({kind: 'failed', error: `has no process: ${error.message}`})
    // A process that never started does not emit `close`.
    if (child.pid === undefined) settle('has no process')
  })
  child.once('close', (code, signal) => {
    settle(signal ? `was ended by ${signal}` : `ended its process with code ${code}`)
  })
  child.send(request, (error) => {
    if (error) end({kind: 'failed', error: `could not be called: ${error.message}`})
  })
  return {outcome: settled.promise, stop: () => end({kind: 'stopped'})}
}

/**
 * Makes one call in a new process, which ends with the call: work that the function left undone when
 * its handler returned never happens. The process is killed when the handler takes too long or
 * the process occupies too much memory.
 */
export function startCall(setup: CallSetup, request: CallRequest): CallProcess {
  try {
    return makeCall(forkProcess(setup), setup, request)
  } catch (error) {
    // The operating system's errors are thrown or emitted by the process.
    const reason = error instanceof Error ? error.message : String(error)
    const outcome: CallOutcome = {kind: 'failed', error: `has no process: ${reason}`}
    return {outcome: Promise.resolve(outcome), stop: () => {}}
  }
}

const KILOBYTES = /^VmRSS:\s+(\d+) kB$/m

/**
 * The memory that a process occupies.
 *
 * @returns megabytes, or `null` when the process has ended or the operating system is not Linux
 */
function residentMemoryMb(pid: number): number | null {
  const kilobytes = KILOBYTES.exec(processStatus(pid))?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}

/** The kernel answers from memory: reading it at once costs less than asking another thread to. */
function processStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
