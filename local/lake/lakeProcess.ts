import {spawn} from 'node:child_process'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {z} from 'zod'

const READY = z.object({lake: z.string()})

/** A lake in a process of its own; for tests. */
export interface LakeProcess {
  url: string
  pid: number
  /** Sends a signal and waits for the end. @returns the exit code, `null` after a kill */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/**
 * Runs `main.ts` on a free port.
 *
 * @throws Error when it ends before it is ready
 */
export async function startLakeProcess(directory: string): Promise<LakeProcess> {
  const script = fileURLToPath(new URL('./main.ts', import.meta.url))
  const child = spawn(process.execPath, [script, '--data', directory, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve)
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({input: child.stdout}).on('line', (line) => {
      if (line.startsWith('ready ')) {
        resolve(READY.parse(JSON.parse(line.slice('ready '.length))).lake)
      }
    })
    child.once('exit', (code) => {
      reject(new Error(`the lake ended with ${code} before it was ready`))
    })
  })
  return {
    url,
    pid: child.pid ?? 0,
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
