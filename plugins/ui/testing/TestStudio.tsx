import {ThemeProvider} from '@sanity/ui'
import {buildTheme} from '@sanity/ui/theme'
import {ToastProvider} from '@sanity/ui/toast'
import {useState, type ReactNode} from 'react'
import {StyleSheetManager} from 'styled-components'
import {
  LocaleProvider,
  ResourceCacheProvider,
  SourceProvider,
  WorkspaceProvider,
  createMockAuthStore,
  createWorkspaceFromConfig,
  type PluginOptions,
  type Workspace,
} from 'sanity'
import {WorkspacesContext} from 'sanity/_singletons'
import {RouterProvider, route, type RouterState} from 'sanity/router'
import {SiteProvider, type WorkspaceSite} from '../siteContext.tsx'
import type {MemoryStore} from './memoryStore.ts'

const theme = buildTheme()

/** Resolves a workspace with the plugins, signed in as an editor, over a store in memory. */
export async function testWorkspace(
  plugins: PluginOptions[],
  store: MemoryStore,
): Promise<Workspace> {
  const currentUser = {
    id: 'editor-1',
    name: 'Editor One',
    email: 'editor@example.test',
    role: '',
    roles: [],
  }
  return createWorkspaceFromConfig({
    name: 'alpha',
    title: 'Alpha',
    basePath: '/',
    projectId: 'local',
    dataset: 'production',
    auth: createMockAuthStore({client: store.client, currentUser}),
    plugins,
    schema: {types: []},
  })
}

/** What a {@link TestStudio} is made of. */
export interface TestStudioProps {
  workspace: Workspace
  site: WorkspaceSite
  /** State of the tool's router to begin with. */
  initialState?: RouterState
  children: ReactNode
}

const router = route.create('/', [
  route.intents('/intent'),
  route.create('/lead/:leadId'),
  route.create('/recent/:changeId'),
  route.create('/page/:page'),
  route.create('/segment/:segmentId'),
  route.create('/event/:eventId'),
  route.create('/site/:siteKey'),
  route.create('/view/:viewName'),
])

/**
 * Takes up the styles outside of the page: jsdom lays nothing out, and would read all of them again
 * for each rule that is added and each name of an element that is asked for.
 */
const styles = document.createElement('div')

/** The surroundings that the Studio gives a tool, without the Studio itself. */
export function TestStudio(props: TestStudioProps) {
  const {workspace, site, children} = props
  const [source] = workspace.unstable_sources
  if (!source) throw new Error('The workspace has no source; build it with testWorkspace.')
  const [state, setState] = useState<RouterState>(props.initialState ?? {})
  return (
    <StyleSheetManager target={styles}>
      <ThemeProvider theme={theme}>
        <ToastProvider>
          <ResourceCacheProvider>
            <WorkspacesContext value={[]}>
              <WorkspaceProvider workspace={workspace}>
                <SourceProvider source={source}>
                  <LocaleProvider>
                    <RouterProvider
                      onNavigate={({path}) => setState(router.decode(path) ?? {})}
                      router={router}
                      state={state}
                    >
                      <SiteProvider document={site} site={site.key}>
                        {children}
                      </SiteProvider>
                    </RouterProvider>
                  </LocaleProvider>
                </SourceProvider>
              </WorkspaceProvider>
            </WorkspacesContext>
          </ResourceCacheProvider>
        </ToastProvider>
      </ThemeProvider>
    </StyleSheetManager>
  )
}
