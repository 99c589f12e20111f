import {join} from 'node:path'
import {publicKeyOf} from '../../core/audit/signedHeads.ts'
import {serveOnLoopback} from '../loopbackServer.ts'
import {startMail} from '../mail/startMail.ts'
import {DATA_SERVER_FLAGS} from '../nodeSettings.ts'
import {LOCAL_DATASET, LOCAL_HEADS_DATASET, LOCAL_PROJECT_ID} from '../ports.ts'
import {createDemoSites} from '../site/createDemoSites.ts'
import type {StartOptions} from './arguments.ts'
import {seedOnce} from './demoData.ts'
import {createStackLog} from './stackLog.ts'
import {assertPortsFree, portsWithOffset} from './stackPorts.ts'
import {stackVariables} from './stackVariables.ts'
import {builtStudio} from './studioBuild.ts'
import {createStudioServer} from './studioServer.ts'
import {superviseScript} from './supervisedProcess.ts'

/** How long queries lag behind writes in strict mode, in milliseconds. */
export const STRICT_QUERY_LAG_MS = 500

export interface Stack {
  /** The URL of each part, for the ready line. */
  urls: Record<string, string>
  stop(): Promise<void>
}

/**
 * Starts lake, endpoints, function runner, mail sink, demo sites and Studio on the loopback address.
 *
 * @param directory - of all data that is kept between starts
 * @param interrupted - resolves when the start is to be aborted
 * @returns `null` when it was aborted
 * @throws Error when a port is taken or a part cannot start; nothing is left running then
 */
export async function startLocal(context: {
  root: string
  directory: string
  options: StartOptions
  log: (line: string) => void
  interrupted: Promise<void>
}): Promise<Stack | null> {
  const {root, directory, options, log, interrupted} = context
  const ports = portsWithOffset(options.offset)
  const {studio: studioPort, ...backPorts} = ports
  await assertPortsFree(options.headless ? backPorts : {...backPorts, studio: studioPort})

  const url = (port: number) => `http://localhost:${port}`
  const lakeUrl = `http://127.0.0.1:${ports.lake}`
  const urls: Record<string, string> = {
    ...(options.headless ? {} : {studio: url(ports.studio)}),
    lake: lakeUrl,
    api: url(ports.api),
    shop: `http://127.0.0.1:${ports.shop}`,
    sites: url(ports.site),
    mail: url(ports.mailPage),
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
  }
  const env = stackVariables(process.env, options.offset)
  const logs = createStackLog(join(directory, 'logs'), log)
  const stops: (() => Promise<void>)[] = [async () => logs.close()]
  const stopAfter = async (earlier: Promise<void>) => {
    await earlier
    for (const stopPart of stops.splice(0).reverse()) await stopPart()
  }
  let stopped = Promise.resolve()
  // An interruption calls it twice; the second call waits for the first.
  const stop = () => (stopped = stopAfter(stopped))
  const script = (
    name: string,
    path: string,
    args: string[],
    {flags, env: extra}: {flags?: readonly string[]; env?: Record<string, string>} = {},
  ) => {
    const part = superviseScript({
      name,
      script: join(root, path),
      args,
      ...(flags ? {flags} : {}),
      env: {...env, ...extra},
      log: logs.part(name),
    })
    stops.push(() => part.stop())
    return part.ready
  }

  const bringUp = async (): Promise<Stack> => {
    const studio = options.headless ? null : builtStudio(root, join(root, '.local', 'studio'), log)
    // Awaited below; an earlier failure must not count as unhandled.
    studio?.catch(() => undefined)
    await seedOnce({
      directory: join(directory, 'lake'),
      leads: options.leads,
      siteUrl: url(ports.site),
      secret: env.LEADS_SECRET,
      log,
    })
    const lakeArgs = ['--data', join(directory, 'lake'), '--port', String(ports.lake)]
    const runnerArgs = ['--data', directory, '--lake', lakeUrl]
    if (options.strict) {
      lakeArgs.push('--query-lag-ms', String(STRICT_QUERY_LAG_MS))
      runnerArgs.push('--strict')
    }
    await script('lake', 'local/lake/main.ts', lakeArgs, {flags: DATA_SERVER_FLAGS})

    const mail = await startMail({
      directory: join(directory, 'mail'),
      smtpPort: ports.smtp,
      pagePort: ports.mailPage,
      log: logs.part('mail'),
    })
    stops.push(() => mail.stop())
    await Promise.all([
      script('shop', 'local/shop/main.ts', ['--port', String(ports.shop)]),
      script('api', 'local/api/main.ts', ['--port', String(ports.api)], {flags: DATA_SERVER_FLAGS}),
      script('functions', 'local/runner/main.ts', runnerArgs, {
        env: {SANITY_API_TOKEN: 'local-functions'},
      }),
    ])
    const demoSites = createDemoSites({
      apiUrl: url(ports.api),
      lakeUrl,
      mailPageUrl: url(ports.mailPage),
      secret: env.LEADS_SECRET,
      studioUrl: options.headless ? null : url(ports.studio),
    })
    const sites = await serveOnLoopback(demoSites, ports.site)
    stops.push(() => sites.stop())

    if (studio) {
      const app = await createStudioServer(await studio, {
        projectId: LOCAL_PROJECT_ID,
        dataset: LOCAL_DATASET,
        apiHost: `http://api.localhost:${ports.lake}`,
        signInUrl: `${url(ports.lake)}/v1/sign-in`,
        apiUrl: url(ports.api),
        mailPageUrl: url(ports.mailPage),
        demoSitesUrl: url(ports.site),
        auditPublicKeys: publicKeyOf(env.LEADS_AUDIT_SIGNING_KEY),
        headsDataset: LOCAL_HEADS_DATASET,
      })
      const server = await serveOnLoopback(app, ports.studio)
      stops.push(() => server.stop())
    }
    return {urls, stop}
  }

  try {
    return await Promise.race([bringUp(), interrupted.then(() => stop().then(() => null))])
  } catch (error) {
    await stop()
    throw error
  }
}
