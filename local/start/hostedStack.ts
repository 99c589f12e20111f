import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {loadEnvFile} from 'node:process'
import {serveOnLoopback} from '../loopbackServer.ts'
import type {StartOptions} from './arguments.ts'
import type {Stack} from './localStack.ts'
import {assertPortsFree, portsWithOffset} from './stackPorts.ts'
import {builtStudio} from './studioBuild.ts'
import {createStudioServer} from './studioServer.ts'
import {superviseScript} from './supervisedProcess.ts'

/**
 * Starts the Studio and the endpoints of this checkout against a hosted Sanity project. The lake,
 * the functions and the mail belong to the hosted side, so none of the stand-ins is started.
 *
 * @throws Error when a port is taken or a part cannot start
 */
export async function startHosted(context: {
  root: string
  options: StartOptions
  project: HostedProject
  log: (line: string) => void
}): Promise<Stack> {
  const {root, options, project, log} = context
  const ports = portsWithOffset(options.offset)
  await assertPortsFree(
    options.headless ? {api: ports.api} : {api: ports.api, studio: ports.studio},
  )
  log(`Using the hosted project ${project.projectId}, dataset ${project.dataset}.`)
  if (options.strict) log('--strict has no effect on a hosted project.')

  const api = superviseScript({
    name: 'api',
    script: join(root, 'local/api/main.ts'),
    args: ['--port', String(ports.api)],
    env: {},
    log: (line) => log(`api: ${line}`),
  })
  await api.ready
  const urls: Record<string, string> = {api: `http://localhost:${ports.api}`}
  if (options.headless) return {urls, stop: () => api.stop()}

  const app = await createStudioServer(
    await builtStudio(root, join(root, '.local', 'studio'), log),
    {
      projectId: project.projectId,
      dataset: project.dataset,
      apiUrl: urls.api ?? '',
      auditPublicKeys: process.env['SANITY_STUDIO_AUDIT_PUBLIC_KEYS'] ?? '',
      headsDataset: process.env['SANITY_STUDIO_AUDIT_HEADS_DATASET'] ?? '',
      headsProjectId: process.env['SANITY_STUDIO_AUDIT_HEADS_PROJECT_ID'] ?? '',
    },
  )
  const studio = await serveOnLoopback(app, ports.studio)
  return {
    urls: {studio: `http://localhost:${ports.studio}`, ...urls},
    async stop() {
      await studio.stop()
      await api.stop()
    },
  }
}

export interface HostedProject {
  projectId: string
  dataset: string
}

/**
 * The hosted project named by the environment or by `.env`, or `null` for the embedded lake.
 *
 * @throws Error when only one of project id and dataset is given
 */
export function readHostedProject(root: string): HostedProject | null {
  const file = join(root, '.env')
  if (existsSync(file)) loadEnvFile(file)
  const {SANITY_STUDIO_PROJECT_ID: projectId, SANITY_STUDIO_DATASET: dataset} = process.env
  if (!projectId && !dataset) return null
  if (projectId && dataset) return {projectId, dataset}
  throw new Error(
    `${projectId ? 'SANITY_STUDIO_DATASET' : 'SANITY_STUDIO_PROJECT_ID'} is not set, although ` +
      `${projectId ? 'SANITY_STUDIO_PROJECT_ID' : 'SANITY_STUDIO_DATASET'} is. Set both for a ` +
      'hosted project, or neither for the embedded lake.',
  )
}
