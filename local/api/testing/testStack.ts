import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {SanityClient} from '@sanity/client'
import {startApi, type RunningApi} from '../../../functions/api/node.ts'
import {createLakeClient} from '../../../functions/shared/lakeClient.ts'
import {readServerEnv} from '../../../functions/shared/serverEnv.ts'
import {createLakeServer, type LakeServer} from '../../lake/server.ts'
import {startMail, type RunningMail} from '../../mail/startMail.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../../ports.ts'
import {createRunner, type Runner, type RunnerOptions} from '../../runner/createRunner.ts'
import {localServerVariables} from '../localServerVariables.ts'
import {testSite} from './testSites.ts'

/** The two ways in which lake and runner run; tests of functions pass in both. */
export const MODES = [
  {mode: 'ordinary', strict: false},
  {mode: 'strict', strict: true},
] as const

/** Options of the lake in strict mode. */
const STRICT_LAKE = {queryLagMs: 300}

/** Unkind enough to show what depends on luck, and quick enough for tests. */
const STRICT_RUNNER = {seed: 1, maxDelayMs: 150, duplicateShare: 0.2, processes: 4}

const BLUEPRINT = fileURLToPath(new URL('../../../sanity.blueprint.ts', import.meta.url))

/** Lake, mail sink and API of one test; the runner starts when asked. */
export interface TestStack {
  /** Whether lake and runners are in strict mode. */
  strict: boolean
  /** Where all of them keep their files; removed at the end. */
  directory: string
  lake: LakeServer
  api: RunningApi
  mail: RunningMail
  client: SanityClient
  /** What was logged by any of them. */
  log: string[]
  startRunner(options?: Partial<RunnerOptions>): Promise<Runner>
  /** A second API with other settings, such as rate limits. */
  startApi(variables: Record<string, string>, now?: () => Date): Promise<RunningApi>
  stopLake(): Promise<void>
  restartLake(): Promise<void>
  /** Resolves when the runners are idle and queries see everything that was written by then. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts everything on free ports of 127.0.0.1, with the sites artameta and bluefern.
 *
 * @param options.strict - lets queries lag behind writes, and starts runners in strict mode
 */
export async function startTestStack({
  strict = false,
}: {strict?: boolean} = {}): Promise<TestStack> {
  const directory = await mkdtemp(join(tmpdir(), 'stack-'))
  const log: string[] = []
  const note = (line: string): number => log.push(line)
  const startLake = (port: number): Promise<LakeServer> =>
    createLakeServer({
      directory: join(directory, 'lake'),
      port,
      log: note,
      queryThreads: 1,
      reuseThreads: true,
      ...(strict ? STRICT_LAKE : {}),
    })
  let lake = await startLake(0)
  let lakeRuns = true
  const mail = await startMail({directory: join(directory, 'mail'), smtpPort: 0, pagePort: 0})
  const variables = {
    ...localServerVariables(),
    SANITY_STUDIO_API_HOST: lake.url,
    LEADS_SMTP_URL: mail.smtpUrl,
    LEADS_PUBLIC_API_URL: 'http://api.test',
  }
  const apis: RunningApi[] = []
  const runners: Runner[] = []
  const addApi = async (more: Record<string, string>, now?: () => Date): Promise<RunningApi> => {
    const env = readServerEnv({...variables, ...more})
    const api = await startApi({env, port: 0, log: note, ...(now ? {now} : {})})
    apis.push(api)
    return api
  }
  const client = createLakeClient({
    projectId: LOCAL_PROJECT_ID,
    dataset: LOCAL_DATASET,
    apiHost: lake.url,
    token: 'local-superadmin',
  })
  await client.mutate(
    [
      {create: testSite('artameta', 'artameta.example')},
      {create: testSite('bluefern', 'bluefern.example')},
    ],
    {tag: 'leads.test.sites'},
  )
  const stopLake = async (): Promise<void> => {
    if (lakeRuns) await lake.close()
    lakeRuns = false
  }
  return {
    strict,
    directory,
    get lake() {
      return lake
    },
    api: await addApi({}),
    mail,
    client,
    log,
    async startRunner(options = {}) {
      const runner = await createRunner({
        blueprintFile: BLUEPRINT,
        apiHost: lake.url,
        projectId: LOCAL_PROJECT_ID,
        dataset: LOCAL_DATASET,
        token: 'local-functions',
        directory: join(directory, 'runner'),
        env: {...process.env, ...variables},
        log: note,
        startAt: 'beginning',
        schedules: false,
        firstBackoffMs: 20,
        ...options,
        strict: strict ? {...STRICT_RUNNER, ...options.strict} : options.strict,
      })
      runners.push(runner)
      // From now on: it has read by then where the log ends, so that it misses nothing that follows.
      if (options.startAt === 'now') await runner.idle()
      return runner
    },
    startApi: addApi,
    stopLake,
    async restartLake() {
      lake = await startLake(lake.port)
      lakeRuns = true
    },
    async settled() {
      await Promise.all(runners.map((runner) => runner.idle()))
      // Queries see a synchronous write once it is answered, and with it all that came before.
      const mark = {_id: 'test.settled', _type: 'testMark'}
      await client.createOrReplace(mark, {visibility: 'sync', tag: 'leads.test.settled'})
    },
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()))
      await Promise.all(apis.map((api) => api.stop()))
      await mail.stop()
      await stopLake()
      await rm(directory, {recursive: true, force: true})
    },
  }
}
