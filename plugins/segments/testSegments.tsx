import {render} from '@testing-library/react'
import type {AudienceRule} from '../../core/audience/definition.ts'
import {grantsFor} from '../../core/tenancy/grants.ts'
import {TEST_SITE} from '../leads/testLeads.ts'
import {memoryStore, type MemoryDocument, type MemoryStore} from '../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../ui/testing/TestStudio.tsx'
import {segmentsTool} from './segmentsTool.ts'
import SegmentsTool from './SegmentsTool.tsx'

/** The condition of a segment that has new leads. */
export const IS_NEW = {field: 'status', operator: 'is', value: 'new'}

/** The condition of something that uses the segment “Base”. */
export const IN_BASE = {field: 'segment', operator: 'anyOf', value: ['alpha.segment.Base']}

/** A definition of one condition, as it is stored. */
export function testDefinition(rule: Omit<AudienceRule, 'id'>): string {
  const root = {id: 'root', combinator: 'and', rules: [{id: 'r', ...rule}]}
  return JSON.stringify({version: 1, root})
}

/** A segment of one condition; its title is its key. */
export function testSegment(
  key: string,
  rule: Omit<AudienceRule, 'id'>,
  fields: object = {},
): MemoryDocument {
  return {
    _id: `alpha.segment.${key}`,
    _type: 'segment',
    _rev: 'rev-0',
    site: 'alpha',
    title: key,
    sentence: `Sentence of ${key}`,
    definition: testDefinition(rule),
    definitionVersion: 1,
    ...fields,
  }
}

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
  {role = 'editor', segmentId}: {role?: 'viewer' | 'editor'; segmentId?: string} = {},
): Promise<MemoryStore> {
  const store = memoryStore(documents, grantsFor({kind: 'site', site: 'alpha', role}))
  const workspace = await testWorkspace([segmentsTool()], store)
  render(
    <TestStudio
      initialState={segmentId === undefined ? {} : {segmentId}}
      site={TEST_SITE}
      workspace={workspace}
    >
      <SegmentsTool />
    </TestStudio>,
  )
  return store
}

/** The document of a store that has a title. */
export function documentTitled(store: MemoryStore, title: string): MemoryDocument | undefined {
  return [...store.documents.values()].find((document) => document['title'] === title)
}
