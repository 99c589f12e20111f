import {fileURLToPath} from 'node:url'
import {z} from 'zod'
import {DATA_SERVER_FLAGS} from '../../nodeSettings.ts'
import {startReadyProcess, type ReadyProcess} from '../../readyProcess.ts'

const READY = z.object({lake: z.string()})

/** A lake in a process of its own; for tests. */
export interface LakeProcess extends Pick<ReadyProcess, 'pid' | 'end'> {
  url: string
}

/**
 * Runs `main.ts`.
 *
 * @param port - by default a free one
 * @param options - more arguments of the command
 * @throws Error when it ends before it is ready
 */
export async function startLakeProcess(
  directory: string,
  port = 0,
  options: readonly string[] = [],
): Promise<LakeProcess> {
  const script = fileURLToPath(new URL('../main.ts', import.meta.url))
  const args = ['--data', directory, '--port', String(port), ...options]
  const child = await startReadyProcess('the lake', script, args, {}, DATA_SERVER_FLAGS)
  const url = READY.parse(JSON.parse(child.ready)).lake
  return {url, pid: child.pid, end: (signal) => child.end(signal)}
}
