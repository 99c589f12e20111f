import {render} from '@testing-library/react'
import {VirtuosoMockContext} from 'react-virtuoso'

import type {RouterState} from 'sanity/router'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import {memoryStore, type MemoryDocument} from '../../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../../ui/testing/TestStudio.tsx'
import {leadsTool} from '../leadsTool.ts'
import LeadsTool from '../LeadsTool.tsx'
import {TEST_SITE} from '../testLeads.ts'

/** Draws the tool over some documents, in a window of ten rows. Gives the store behind it. */
export async function openTool(
  documents: readonly MemoryDocument[],
  options: {
    state?: RouterState
    prepare?: (store: ReturnType<typeof memoryStore>) => void
    grants?: Parameters<typeof memoryStore>[1]
    site?: Partial<WorkspaceSite>
  } = {},
) {
  const store = memoryStore(documents, options.grants)
  options.prepare?.(store)
  const workspace = await testWorkspace([leadsTool()], store)
  const [tool] = workspace.tools
  if (!tool) throw new Error('the plugin installed no tool')
  render(
    <VirtuosoMockContext value={{viewportHeight: 410, itemHeight: 41}}>
      <TestStudio
        initialState={options.state ?? {}}
        site={{...TEST_SITE, ...options.site}}
        workspace={workspace}
      >
        <LeadsTool tool={tool} />
      </TestStudio>
    </VirtuosoMockContext>,
  )
  return store
}

/** Names in the rows that are drawn, from the top. */
export function leadNames(): (string | null | undefined)[] {
  return [...document.querySelectorAll('tr[data-lead] td[data-column="1"]')].map(
    (cell) => cell.textContent,
  )
}
