import {render} from '@testing-library/react'
import {grantsFor} from '../../../core/tenancy/grants.ts'
import {TEST_SITE} from '../../leads/testLeads.ts'
import {memoryStore, type MemoryDocument, type MemoryStore} from '../../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../../ui/testing/TestStudio.tsx'
import {segmentsTool} from '../segmentsTool.ts'
import SegmentsTool from '../SegmentsTool.tsx'

/** A campaign that is being written, unless its fields say otherwise; its title is its key. */
export function testCampaign(key: string, fields: object = {}): MemoryDocument {
  return {
    _id: `alpha.campaign.${key}`,
    _type: 'campaign',
    _rev: 'rev-0',
    _createdAt: '2026-01-01T00:00:00Z',
    site: 'alpha',
    title: key,
    status: 'draft',
    ...fields,
  }
}

/** Renders the Segments tool over a store with some documents. */
export async function openSegments(
  documents: readonly MemoryDocument[],
  {role = 'editor', segmentId}: {role?: 'viewer' | 'editor' | 'admin'; segmentId?: string} = {},
): Promise<MemoryStore> {
  const store = memoryStore(documents, grantsFor({kind: 'site', site: 'alpha', role}))
  const workspace = await testWorkspace([segmentsTool()], store)
  render(
    <TestStudio
      initialState={segmentId === undefined ? {} : {segmentId}}
      site={TEST_SITE}
      workspace={workspace}
    >
      <SegmentsTool
        tool={{name: 'segments', title: 'Segments', component: SegmentsTool, options: {}}}
      />
    </TestStudio>,
  )
  return store
}

/** The document of a store that has a title. */
export function documentTitled(store: MemoryStore, title: string): MemoryDocument | undefined {
  return [...store.documents.values()].find((document) => document['title'] === title)
}
