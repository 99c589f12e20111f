import {fork, type ChildProcess} from 'node:child_process'
import {createInterface} from 'node:readline'
import {z} from 'zod'
import {SERVER_FLAGS} from '../../serverFlags.ts'
import type {CallRequest} from './callScript.ts'
import {residentMemoryMb} from './residentMemory.ts'

/** How a call ended. `stopped`: the runner was stopped meanwhile. */
export type CallOutcome =
  | {kind: 'succeeded'}
  | {kind: 'failed'; error: string}
  | {kind: 'timedOut'; error: string}
  | {kind: 'stopped'}

/** What the process of a call needs to know. */
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

function printLines(child: ChildProcess, print: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({input: stream}).on('line', (line) => line.trim() && print(line))
  }
}

/**
 * Makes one call in a fresh process and ends the process with it: whatever the function left undone
 * when its handler returned never happens. The process is killed when the handler takes too long or
 * the process occupies too much memory.
 */
export function startCall(setup: CallSetup, request: CallRequest): CallProcess {
  const {script, entry, compileCache, env, memoryMb, timeoutMs, print} = setup
  const settled = Promise.withResolvers<CallOutcome>()
  let outcome: CallOutcome | null = null
  let heapIsFull = false

  const child = fork(script, [entry, compileCache], {
    env,
    execArgv: [...SERVER_FLAGS, `--max-old-space-size=${memoryMb}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
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
  const checkMemory = async (): Promise<void> => {
    const used = await residentMemoryMb(child.pid ?? 0)
    if (used !== null && used > memoryMb) end(outOfMemory())
  }
  const memoryTimer = setInterval(() => void checkMemory(), MEMORY_CHECK_MS)

  printLines(child, (line) => {
    heapIsFull ||= OUT_OF_MEMORY.test(line)
    print(line)
  })
  child.on('message', (raw) => {
    const message = MESSAGE.parse(raw)
    if (message.type === 'ended') {
      const {error} = message
      end(error === null ? {kind: 'succeeded'} : {kind: 'failed', error})
      return
    }
    clearTimeout(timer)
    timer = setTimeout(() => {
      end({kind: 'timedOut', error: `did not end within ${timeoutMs / 1000} s`})
    }, timeoutMs)
  })
  child.on('error', (error) => end({kind: 'failed', error: `has no process: ${error.message}`}))
  child.once('close', (code, signal) => {
    clearTimeout(timer)
    clearInterval(memoryTimer)
    if (heapIsFull) outcome ??= outOfMemory()
    const how = signal ? `was ended by ${signal}` : `ended its process with code ${code}`
    settled.resolve(outcome ?? {kind: 'failed', error: how})
  })
  child.send(request, (error) => {
    if (error) end({kind: 'failed', error: `could not be called: ${error.message}`})
  })
  return {outcome: settled.promise, stop: () => end({kind: 'stopped'})}
}
