// @vitest-environment jsdom
import {createMockAuthStore, createWorkspaceFromConfig, type Source} from 'sanity'
import {beforeAll, describe, expect, test} from 'vitest'
import {siteFixture} from '../../core/testing/siteFixture.ts'
import {memoryStore} from '../../plugins/ui/testing/memoryStore.ts'
import {schemaTypes} from '../../schemas/index.ts'
import {createWorkspace, type WorkspaceContext} from './createWorkspaces.ts'
import type {WorkspacePlan} from './planWorkspaces.ts'

const store = memoryStore([])
const context: WorkspaceContext = {
  environment: {projectId: 'local', dataset: 'production', lake: null, apiUrl: null, heads: null},
  address: '/',
  registry: {kind: 'anonymous'},
  clientFactory: null,
  client: store.client,
}
const currentUser = {
  id: 'root',
  name: 'Root',
  email: 'root@example.test',
  role: '',
  roles: [{name: 'administrator', title: 'Administrator'}],
}

async function sourceOf(plan: WorkspacePlan): Promise<Source> {
  const workspace = await createWorkspaceFromConfig({
    ...createWorkspace(plan, context),
    auth: createMockAuthStore({client: store.client, currentUser}),
  })
  const [source] = workspace.unstable_sources
  if (!source) throw new Error('The workspace has no source.')
  return source
}

const RECORDS = schemaTypes().flatMap((type) =>
  'readOnly' in type && type.readOnly === true ? [type.name] : [],
)

describe.each<WorkspacePlan>([
  {kind: 'site', name: 'acme', site: siteFixture('acme')},
  {kind: 'network', name: 'network'},
])('in a workspace of kind $kind', (plan) => {
  let source: Source
  beforeAll(async () => {
    source = await sourceOf(plan)
  })

  function actionsOf(schemaType: string): (string | undefined)[] {
    const documentId = `acme.${schemaType}.x`
    const actions = source.document.actions({
      schemaType,
      documentId,
      versionType: 'published',
      releaseId: undefined,
    })
    return actions.map(({action}) => action)
  }

  test.each(RECORDS)('%s is not written by any action of the Studio itself', (type) => {
    const own =
      type === 'privacyRequest'
        ? ['answerRequest']
        : type === 'lead' && plan.kind === 'site'
          ? ['changeLeadStatus', 'deleteLead']
          : []
    expect(actionsOf(type)).toEqual(['openInLeads', ...own])
  })

  test.each(RECORDS)('%s accepts no pasted values', (documentType) => {
    const schemaType = source.schema.get(documentType)
    if (!schemaType) throw new Error(`The workspace has no type ${documentType}.`)
    expect(schemaType).toMatchObject({readOnly: true, __experimental_actions: []})
    const actions = source.document.unstable_fieldActions({
      documentId: `acme.${documentType}.x`,
      documentType,
      schemaType,
    })
    expect(actions.map(({name}) => name)).toEqual(['copyField'])
  })

  test.each(RECORDS)('%s cannot be created', (schemaType) => {
    const creationContexts = [
      {type: 'global' as const},
      {type: 'structure' as const, schemaType},
      {type: 'document' as const, schemaType, documentId: `acme.${schemaType}.x`},
    ]
    for (const creationContext of creationContexts) {
      expect(source.document.resolveNewDocumentOptions(creationContext)).toEqual([])
    }
  })

  test('types with forms keep their actions', () => {
    expect(actionsOf('segment')).toContain('delete')
    expect(actionsOf('site')).toContain('publish')
  })
})
