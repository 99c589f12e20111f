import {fileURLToPath} from 'node:url'
import {z} from 'zod'
import {DATA_SERVER_FLAGS} from '../../nodeSettings.ts'
import {startReadyProcess, type ReadyProcess} from '../../readyProcess.ts'

const READY = z.object({api: z.string()})

/** The API in a process of its own; for tests and measurements. */
export interface ApiProcess extends Pick<ReadyProcess, 'pid' | 'end'> {
  url: string
}

/**
 * Runs `main.ts` on a free port, with the settings of the local stack.
 *
 * @throws Error when it ends before it is ready
 */
export async function startApiProcess(lakeUrl: string): Promise<ApiProcess> {
  const script = fileURLToPath(new URL('../main.ts', import.meta.url))
  const env = {SANITY_STUDIO_API_HOST: lakeUrl}
  const child = await startReadyProcess('the API', script, ['--port', '0'], env, DATA_SERVER_FLAGS)
  const url = READY.parse(JSON.parse(child.ready)).api
  return {url, pid: child.pid, end: (signal) => child.end(signal)}
}
