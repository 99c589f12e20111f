import {render} from '@testing-library/react'
import {grantsFor} from '../../../core/tenancy/grants.ts'
import {TEST_SITE} from '../../leads/testLeads.ts'
import {memoryStore, type MemoryDocument, type MemoryStore} from '../../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../../ui/testing/TestStudio.tsx'
import {listsTool} from '../listsTool.ts'
import ListsTool from '../ListsTool.tsx'

/** A list made by hand, unless its fields say otherwise; its title is its key. */
export function testList(key: string, fields: object = {}): MemoryDocument {
  return {
    _id: `alpha.list.${key}`,
    _type: 'leadList',
    _rev: 'rev-0',
    _createdAt: '2026-01-01T00:00:00Z',
    site: 'alpha',
    title: key,
    source: {kind: 'manual'},
    ...fields,
  }
}

/** Renders the Lists tool over a store with some documents. */
export async function openLists(
  documents: readonly MemoryDocument[],
  role: 'viewer' | 'editor' | 'admin' = 'editor',
): Promise<MemoryStore> {
  const store = memoryStore(documents, grantsFor({kind: 'site', site: 'alpha', role}))
  const workspace = await testWorkspace([listsTool()], store)
  render(
    <TestStudio site={TEST_SITE} workspace={workspace}>
      <ListsTool tool={{name: 'lists', title: 'Lists', component: ListsTool, options: {}}} />
    </TestStudio>,
  )
  return store
}

/** The list of a store that has a title. */
export function listTitled(store: MemoryStore, title: string): MemoryDocument | undefined {
  return [...store.documents.values()].find(
    (document) => document['_type'] === 'leadList' && document['title'] === title,
  )
}
