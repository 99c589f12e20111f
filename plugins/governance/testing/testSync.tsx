import {render} from '@testing-library/react'
import {VirtuosoMockContext} from 'react-virtuoso'
import type {RouterState} from 'sanity/router'
import type {Grant} from '../../../core/tenancy/grants.ts'
import {TEST_SITE} from '../../leads/testLeads.ts'
import {memoryStore, type MemoryDocument, type MemoryStore} from '../../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../../ui/testing/TestStudio.tsx'
import {networkSyncTool, siteSyncTool} from '../customerSyncTools.ts'
import NetworkSyncTool from '../NetworkSyncTool.tsx'
import SiteSyncTool from '../SiteSyncTool.tsx'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString()

/** A site with a store. */
export function testSite(key: string, fields: object = {}): MemoryDocument {
  return {
    _id: `site.${key}`,
    _type: 'site',
    _rev: 'rev-0',
    key,
    title: `Shop ${key}`,
    status: 'active',
    shopify: {storeDomain: `${key}.myshopify.com`, accessTokenEnv: 'SHOPIFY_TOKEN'},
    ...fields,
  }
}

/** A rule that counts everybody. */
export function testRule(site: string, fields: object = {}): MemoryDocument {
  return {
    _id: `${site}.rule.customers`,
    _type: 'customerSyncRule',
    _rev: 'rev-0',
    site,
    mode: 'all',
    redactionLevel: 'buckets',
    cellThreshold: 10,
    approvalReference: 'DPIA-7',
    schedule: 'daily',
    tenantMayEdit: false,
    revision: 2,
    ...fields,
  }
}

/** A snapshot of some hours ago. */
export function testSnapshot(site: string, hours: number, fields: object = {}): MemoryDocument {
  return {
    _id: `${site}.snapshot.${String(1000 - hours).padStart(26, '0')}`,
    _type: 'shopifyCustomerSnapshot',
    _rev: 'rev-0',
    site,
    takenAt: ago(hours),
    totals: {customers: 1200, matched: 300},
    states: [{_key: 'a', label: 'ENABLED', count: 200}],
    tags: [{_key: 'b', label: 'vip', count: 100}],
    suppressed: ['tag'],
    threshold: 10,
    level: 'buckets',
    rule: 'enabled · all · totals and ranges',
    ruleRevision: 2,
    apiVersion: '2026-10',
    queryHash: 'aa',
    ...fields,
  }
}

/** A refresh that ended. */
export function testRefresh(site: string, fields: object = {}): MemoryDocument {
  return {
    _id: `${site}.refresh.01ARZ3NDEKTSV4RRFFQ69G5FAV`,
    _type: 'snapshotRefresh',
    _rev: 'rev-0',
    _createdAt: ago(1),
    site,
    title: 'Customer snapshot',
    state: 'succeeded',
    intent: '{"ruleRev":"rev-0","version":1}',
    finishedAt: ago(1),
    ...fields,
  }
}

interface OpenOptions {
  state?: RouterState
  grants?: readonly Grant[]
  prepare?: (store: MemoryStore) => void
}

/** Draws the network's tool over some documents, in a window of ten rows. */
export async function openNetwork(
  documents: readonly MemoryDocument[],
  {state = {}, grants, prepare}: OpenOptions = {},
): Promise<MemoryStore> {
  const store = memoryStore(documents, grants)
  prepare?.(store)
  const workspace = await testWorkspace([networkSyncTool()], store)
  const [tool] = workspace.tools
  if (!tool) throw new Error('the plugin installed no tool')
  render(
    <VirtuosoMockContext value={{viewportHeight: 560, itemHeight: 56}}>
      <TestStudio initialState={state} site={TEST_SITE} workspace={workspace}>
        <NetworkSyncTool tool={tool} />
      </TestStudio>
    </VirtuosoMockContext>,
  )
  return store
}

/** Draws the tool of the site “alpha” over some documents. */
export async function openSite(
  documents: readonly MemoryDocument[],
  {state = {}, grants, prepare}: OpenOptions = {},
): Promise<MemoryStore> {
  const store = memoryStore(documents, grants)
  prepare?.(store)
  const workspace = await testWorkspace([siteSyncTool()], store)
  const [tool] = workspace.tools
  if (!tool) throw new Error('the plugin installed no tool')
  render(
    <TestStudio initialState={state} site={TEST_SITE} workspace={workspace}>
      <SiteSyncTool tool={tool} />
    </TestStudio>,
  )
  return store
}
