import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {isTransient} from '../../../functions/shared/storeErrors.ts'
import {startMail, type RunningMail} from '../../mail/startMail.ts'
import {startReadyProcess, type ReadyProcess} from '../../readyProcess.ts'

/** How long queries lag behind writes in strict mode, in milliseconds. */
const QUERY_LAG_MS = 300

/** A part of the stack that can be killed. */
export type StackPart = 'lake' | 'api' | 'runner'

/** The stack in processes of its own, each of which can be killed at any time; for tests. */
export interface ProcessStack {
  lake: {url: string}
  apiUrl: string
  mail: RunningMail
  /** Lets queries see everything that was written by now. */
  settled(): Promise<void>
  /** Kills a part without warning, and starts it again with its data. */
  kill(part: StackPart): Promise<void>
  /** Ends a part in good order. */
  end(part: StackPart): Promise<void>
  /** Kills all parts, and removes their data. */
  stop(): Promise<void>
}

function script(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

/**
 * Starts lake, API and runner as `npm start` does, on free ports, with data in a temporary directory.
 *
 * @param options.strict - lets queries lag behind writes, and starts the runner in strict mode
 */
export async function startProcessStack({strict}: {strict: boolean}): Promise<ProcessStack> {
  const directory = await mkdtemp(join(tmpdir(), 'killed-'))
  const mail = await startMail({directory: join(directory, 'mail'), smtpPort: 0, pagePort: 0})
  const lag = strict ? ['--query-lag-ms', String(QUERY_LAG_MS)] : []
  const data = join(directory, 'lake')
  const lakeAt = (port: number) => () =>
    startReadyProcess('the lake', script('../../lake/main.ts'), [
      '--data',
      data,
      '--port',
      String(port),
      ...lag,
    ])
  const lake = await lakeAt(0)()
  const url: string = JSON.parse(lake.ready).lake
  const env = {SANITY_STUDIO_API_HOST: url, LEADS_SMTP_URL: mail.smtpUrl}
  const apiAt = (port: number) => () =>
    startReadyProcess('the API', script('../main.ts'), ['--port', String(port)], env)
  const api = await apiAt(0)()
  const apiUrl: string = JSON.parse(api.ready).api
  const runnerArgs = ['--data', directory, '--lake', url, ...(strict ? ['--strict'] : [])]
  const start: Record<StackPart, () => Promise<ReadyProcess>> = {
    lake: lakeAt(Number(new URL(url).port)),
    api: apiAt(Number(new URL(apiUrl).port)),
    runner: () => startReadyProcess('the runner', script('../../runner/main.ts'), runnerArgs, env),
  }
  const processes = {lake, api, runner: await start.runner()}
  return {
    lake: {url},
    apiUrl,
    mail,
    settled: () => sleep(strict ? QUERY_LAG_MS + 200 : 200),
    async kill(part) {
      await processes[part].end('SIGKILL')
      processes[part] = await start[part]()
    },
    async end(part) {
      await processes[part].end('SIGTERM')
    },
    async stop() {
      for (const each of Object.values(processes)) await each.end('SIGKILL')
      await mail.stop()
      await rm(directory, {recursive: true, force: true})
    },
  }
}

/**
 * Does something until the store, or the API, is there again, however long a busy machine takes.
 *
 * @param signal - of the test, which ends the attempts with it
 */
export async function persistently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (signal.aborted || !(isTransient(error) || error instanceof TypeError)) throw error
      await sleep(50)
    }
  }
}
