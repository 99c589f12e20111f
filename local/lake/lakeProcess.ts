import {fileURLToPath} from 'node:url'
import {z} from 'zod'
import {startReadyProcess, type ReadyProcess} from '../readyProcess.ts'

const READY = z.object({lake: z.string()})

/** A lake in a process of its own; for tests. */
export interface LakeProcess extends Pick<ReadyProcess, 'pid' | 'end'> {
  url: string
}

/**
 * Runs `main.ts`.
 *
 * @param port - standard: a free one
 * @throws Error when it ends before it is ready
 */
export async function startLakeProcess(directory: string, port = 0): Promise<LakeProcess> {
  const script = fileURLToPath(new URL('./main.ts', import.meta.url))
  const args = ['--data', directory, '--port', String(port)]
  const {pid, ready, end} = await startReadyProcess('the lake', script, args)
  return {url: READY.parse(JSON.parse(ready)).lake, pid, end}
}
