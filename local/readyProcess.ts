import {spawn} from 'node:child_process'
import {createInterface} from 'node:readline'
import {SERVER_FLAGS, withCompileCache} from './nodeSettings.ts'

/** A server of this project in a process of its own; for tests and measurements. */
export interface ReadyProcess {
  pid: number
  /** The JSON text of its `ready` line. */
  ready: string
  /** Sends a signal and waits for the end. @returns the exit code, `null` after a kill */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/**
 * Runs a script with this Node until it says that it is ready.
 *
 * @param name - for error messages
 * @param env - added to this process's own
 * @param flags - of Node
 * @throws Error when it ends before it is ready
 */
export async function startReadyProcess(
  name: string,
  script: string,
  args: readonly string[],
  env: Record<string, string> = {},
  flags: readonly string[] = SERVER_FLAGS,
): Promise<ReadyProcess> {
  const child = spawn(process.execPath, [...flags, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // So that it ends when the parent process is killed.
    env: withCompileCache({...process.env, LEADS_SUPERVISED: '1', ...env}),
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve)
  })
  const ready = await new Promise<string>((resolve, reject) => {
    createInterface({input: child.stdout}).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length))
    })
    child.once('exit', (code) => {
      reject(new Error(`${name} ended with ${code} before it was ready`))
    })
  })
  return {
    pid: child.pid ?? 0,
    ready,
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
