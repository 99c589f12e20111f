import {spawn, type ChildProcess} from 'node:child_process'
import {createInterface} from 'node:readline'
import {SERVER_FLAGS, withCompileCache} from '../nodeSettings.ts'

/** A child process that is restarted when it dies. */
export interface SupervisedProcess {
  /** Resolves with the text of the first `ready` line; rejects when the process ends before it. */
  ready: Promise<string>
  stop(): Promise<void>
}

const FIRST_RESTART_MS = 250
const LONGEST_RESTART_MS = 10_000
/** After a run this long, the next restart is quick again. */
const HEALTHY_RUN_MS = 30_000
/** How long a process may take to close down before it is killed. */
const STOP_GRACE_MS = 10_000

/**
 * Starts a script of this project with this Node and keeps it running.
 *
 * @param options.name - for error messages
 * @param options.flags - of Node
 * @param options.log - receives one line without a line break
 */
export function superviseScript(options: {
  name: string
  script: string
  args: string[]
  flags?: readonly string[]
  env: Record<string, string | undefined>
  log: (line: string) => void
}): SupervisedProcess {
  const {name, script, args, flags = SERVER_FLAGS, env, log} = options
  const firstReady = Promise.withResolvers<string>()
  let child: ChildProcess
  let stopping = false
  let restartDelay = FIRST_RESTART_MS
  let restartTimer: NodeJS.Timeout | undefined
  let everReady = false

  function start(): void {
    const startedAt = performance.now()
    child = spawn(process.execPath, [...flags, script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: withCompileCache({...process.env, ...env, LEADS_SUPERVISED: '1'}),
    })
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({input: stream}).on('line', (line) => {
        if (line.startsWith('ready ')) {
          everReady = true
          firstReady.resolve(line.slice('ready '.length))
        } else {
          log(line)
        }
      })
    }
    child.on('exit', (code, signal) => {
      if (stopping) return
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
      if (!everReady) {
        firstReady.reject(new Error(`${name} ${how} before it was ready; its log is above.`))
        return
      }
      if (performance.now() - startedAt > HEALTHY_RUN_MS) restartDelay = FIRST_RESTART_MS
      log(`${how}; starting it again in ${restartDelay} ms`)
      restartTimer = setTimeout(start, restartDelay)
      restartDelay = Math.min(restartDelay * 2, LONGEST_RESTART_MS)
    })
  }

  start()
  return {
    ready: firstReady.promise,
    async stop() {
      stopping = true
      clearTimeout(restartTimer)
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
      })
      child.kill('SIGTERM')
      const killTimer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS)
      await ended
      clearTimeout(killTimer)
    },
  }
}
