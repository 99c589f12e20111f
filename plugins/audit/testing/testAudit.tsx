import {render} from '@testing-library/react'
import {VirtuosoMockContext} from 'react-virtuoso'
import type {RouterState} from 'sanity/router'
import {toAuditEvents, type AuditDraft} from '../../../core/audit/appendEvents.ts'
import {grantsFor} from '../../../core/tenancy/grants.ts'
import {TEST_SITE} from '../../leads/testLeads.ts'
import {memoryStore, type MemoryDocument, type MemoryStore} from '../../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../../ui/testing/TestStudio.tsx'
import {auditTool} from '../auditTool.ts'
import AuditTool from '../AuditTool.tsx'

/** Key of the person that test events are about. */
export const PERSON = 'abcdefghijklmnopqrstuvwxyz'

/** An event of the site “alpha” before it has its place; a minute after the one with the number before. */
export function testDraft(number: number, parts: Partial<AuditDraft> = {}): AuditDraft {
  return {
    site: 'alpha',
    at: new Date(Date.UTC(2026, 6, 1, 12, number)).toISOString(),
    transaction: `tx${number}`,
    actor: {kind: 'user', id: 'editor-1'},
    action: 'lead.status.changed',
    target: {type: 'lead', id: `alpha.lead.${PERSON}`},
    diff: [{_key: 'change-0', path: 'status', before: 'new', after: 'won'}],
    ...parts,
  }
}

/** A chain of events as a store holds it, with the note of its end. */
export function testTrail(drafts: readonly AuditDraft[]): MemoryDocument[] {
  const events = toAuditEvents(null, drafts)
  const last = events.at(-1)
  const chain = drafts[0]?.site ?? 'network'
  const end = {seq: last?.seq ?? 0, hash: last?.hash ?? ''}
  const head = {_id: `${chain}.head.trail`, _type: 'trailHead', _rev: 'rev-0', ...end}
  return [...events.map((event) => ({...event, _rev: 'rev-0'})), ...(last ? [head] : [])]
}

/** Renders the Audit tool of the site “alpha” over a store with some documents. */
export async function openAudit(
  documents: readonly MemoryDocument[],
  {
    state = {},
    site = 'alpha',
    prepare,
  }: {
    state?: RouterState
    /** Site whose documents the user may read. */
    site?: string
    prepare?: (store: MemoryStore) => void
  } = {},
): Promise<MemoryStore> {
  const store = memoryStore(documents, grantsFor({kind: 'site', site, role: 'viewer'}))
  prepare?.(store)
  const workspace = await testWorkspace([auditTool()], store)
  const tool = workspace.tools.find(({name}) => name === 'audit')
  if (!tool) throw new Error('the plugin installed no tool')
  render(
    <VirtuosoMockContext value={{viewportHeight: 490, itemHeight: 49}}>
      <TestStudio initialState={state} site={TEST_SITE} workspace={workspace}>
        <AuditTool tool={tool} />
      </TestStudio>
    </VirtuosoMockContext>,
  )
  return store
}
