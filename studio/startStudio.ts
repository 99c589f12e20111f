import type {WorkspaceOptions} from 'sanity'
import {readStudioEnvironment} from './environment.ts'
import {startingToken} from './registry/credentials.ts'
import {loadRegistry} from './registry/loadRegistry.ts'
import {EMPTY_REGISTRY, type Registry} from './registry/registry.ts'
import {createRegistryClient, lakeClientFactory} from './workspaces/createClients.ts'
import {createWorkspace} from './workspaces/createWorkspaces.ts'
import {planWorkspaces} from './workspaces/planWorkspaces.ts'

/**
 * The workspaces of this Studio: in a browser those of the signed-in user's sites, as the registry
 * lists them; elsewhere (build, schema extraction) one workspace that stands for all.
 */
export async function startStudio(): Promise<[WorkspaceOptions, ...WorkspaceOptions[]]> {
  const environment = readStudioEnvironment()
  const page = typeof window === 'undefined' ? null : window
  const token = page ? startingToken(page, environment.projectId) : null
  const client = createRegistryClient(environment, token)
  const [path, host] = [page?.location.pathname ?? '/', page?.location.host ?? '']

  let registry: Registry = EMPTY_REGISTRY
  // An embedded lake knows users by token only; hosted Sanity may know this one by a cookie.
  if (page && (token !== null || !environment.lake)) registry = await loadRegistry(client)

  const context = {
    environment,
    registry,
    client,
    clientFactory: environment.lake ? lakeClientFactory(Math.floor(Math.random() * 12)) : null,
  }
  const [first, ...rest] = planWorkspaces(registry, {path, host})
  return [createWorkspace(first, context), ...rest.map((plan) => createWorkspace(plan, context))]
}
