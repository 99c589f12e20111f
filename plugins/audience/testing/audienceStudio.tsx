import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {render} from '@testing-library/react'
import type {ReactNode} from 'react'
import {definePlugin} from 'sanity'
import type {AudienceRule} from '../../../core/audience/definition.ts'
import {TEST_SITE} from '../../leads/testLeads.ts'
import type {MemoryDocument, MemoryStore} from '../../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../../ui/testing/TestStudio.tsx'
import {uiLocaleBundle} from '../../ui/uiLocale.ts'
import {audienceLocaleBundle} from '../audienceLocale.ts'

/** The condition for leads with the status “new”. */
export const IS_NEW = {field: 'status', operator: 'is', value: 'new'}

/** The condition for leads in the segment “Base”. */
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

const strings = definePlugin({
  name: 'audience-strings',
  i18n: {bundles: [uiLocaleBundle, audienceLocaleBundle]},
})

/** Renders a part of the builder in a workspace of the test site, over a store. */
export async function renderInStudio(store: MemoryStore, part: ReactNode): Promise<void> {
  const workspace = await testWorkspace([strings()], store)
  render(
    <TestStudio site={TEST_SITE} workspace={workspace}>
      <QueryClientProvider client={new QueryClient()}>{part}</QueryClientProvider>
    </TestStudio>,
  )
}
