import type {WorkspaceOptions} from 'sanity'
import {createRegistryClient, lakeClientFactory} from './client/createClients.ts'
import {readStudioEnvironment, type StudioEnvironment} from './environment.ts'
import {adoptHashToken, startingToken} from './registry/credentials.ts'
import {checkStore, loadRegistry, type Registry} from './registry/loadRegistry.ts'
import {recentSites} from './registry/recentSites.ts'
import {createWorkspace} from './workspaces/createWorkspaces.ts'
import {chooseSites, type PlanContext, planWorkspaces} from './workspaces/planWorkspaces.ts'

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
  // Without the fragment, which has what the sign-in page gave.
  const address = page ? `${page.location.pathname}${page.location.search}` : '/'
  const registry = page
    ? await readRegistry(page, environment, asked)
    : ({kind: 'anonymous'} as const)
  const context = {
    environment,
    registry,
    address,
    client: createRegistryClient(environment, null),
    clientFactory: environment.lake ? lakeClientFactory(Math.floor(Math.random() * 12)) : null,
  }
  const [first, ...rest] = planWorkspaces(registry, asked)
  return [createWorkspace(first, context), ...rest.map((plan) => createWorkspace(plan, context))]
}

/** Signs in with a token in the address, now and whenever its fragment changes. */
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

const WAITING_AFTER_MS = 700

/**
 * Shows that the Studio is loading: it can't draw anything before its workspaces are known. Fast
 * answers show nothing.
 *
 * @returns removes the text again
 */
function showWaiting(document: Document): () => void {
  const place = document.getElementById('sanity')
  const text = document.createElement('p')
  text.textContent = 'Loading your sites …'
  text.setAttribute('role', 'status')
  text.style.cssText =
    'margin: 0; padding: 40vh 1rem 0; text-align: center; color: #6e7683; font: 13px system-ui, sans-serif'
  const timer = setTimeout(() => place?.append(text), WAITING_AFTER_MS)
  return () => {
    clearTimeout(timer)
    text.remove()
  }
}
