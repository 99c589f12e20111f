import type {WorkspaceOptions} from 'sanity'
import {readStudioEnvironment, type StudioEnvironment} from './environment.ts'
import {adoptHashToken, startingToken} from './registry/credentials.ts'
import {checkStore, loadRegistry} from './registry/loadRegistry.ts'
import {recentSites} from './registry/recentSites.ts'
import {EMPTY_REGISTRY, type Registry} from './registry/registry.ts'
import {showWaiting} from './showWaiting.ts'
import {createRegistryClient, lakeClientFactory} from './workspaces/createClients.ts'
import {createWorkspace} from './workspaces/createWorkspaces.ts'
import {chooseSites, type PlanContext} from './workspaces/chooseSites.ts'
import {planWorkspaces} from './workspaces/planWorkspaces.ts'

/** Signs in by the address, at the start and whenever somebody changes the fragment later on. */
function adoptTokens(page: Window, projectId: string): void {
  adoptHashToken(page, projectId, Date.now())
  page.addEventListener('hashchange', () => {
    if (adoptHashToken(page, projectId, Date.now())) page.location.reload()
  })
}

async function readRegistry(
  page: Window,
  environment: StudioEnvironment,
  context: PlanContext,
): Promise<Registry> {
  const {projectId, lake} = environment
  const token = startingToken(page, projectId)
  const client = createRegistryClient(environment, token)
  const done = showWaiting(page.document)
  try {
    // An embedded lake knows users by token only; hosted Sanity may know this one by a cookie.
    return await (token === null && lake
      ? checkStore(client)
      : loadRegistry(client, (entries) => chooseSites(entries, context)))
  } finally {
    done()
  }
}

/**
 * The workspaces of this Studio: in a browser those of the signed-in user's sites, as the registry
 * lists them; elsewhere (build, schema extraction) one workspace that stands for all.
 */
export async function startStudio(): Promise<[WorkspaceOptions, ...WorkspaceOptions[]]> {
  const environment = readStudioEnvironment()
  const page = typeof window === 'undefined' ? null : window
  if (page && environment.lake) adoptTokens(page, environment.projectId)
  const asked = {
    path: page?.location.pathname ?? '/',
    host: page?.location.host ?? '',
    recent: page ? recentSites(page) : [],
  }
  const registry = page ? await readRegistry(page, environment, asked) : EMPTY_REGISTRY
  const context = {
    environment,
    registry,
    client: createRegistryClient(environment, null),
    clientFactory: environment.lake ? lakeClientFactory(Math.floor(Math.random() * 12)) : null,
  }
  const [first, ...rest] = planWorkspaces(registry, asked)
  return [createWorkspace(first, context), ...rest.map((plan) => createWorkspace(plan, context))]
}
