import type {Action} from '@sanity/client'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

const admin = () => lake.client('local-superadmin')
const act = (actions: Action | Action[], token = 'local-superadmin') =>
  lake.client(token).action(actions)
const both = (id: string) => admin().getDocuments([id, `drafts.${id}`])
const attributes = (id: string, title: string) => ({_id: `drafts.${id}`, _type: 'page', title})
const create = (id: string, title = 'First'): Action => ({
  actionType: 'sanity.action.document.create',
  publishedId: id,
  attributes: attributes(id, title),
  ifExists: 'fail',
})
const edit = (id: string, set: Record<string, unknown>): Action => ({
  actionType: 'sanity.action.document.edit',
  publishedId: id,
  draftId: `drafts.${id}`,
  patch: {set},
})
const publish = (id: string, more = {}): Action => ({
  actionType: 'sanity.action.document.publish',
  publishedId: id,
  draftId: `drafts.${id}`,
  ...more,
})

/** Status and types of the items of the error that an action request ends with. */
async function refusal(actions: Action | Action[], token?: string) {
  const error: unknown = await act(actions, token).catch((reason: unknown) => reason)
  expect(error).toMatchObject({details: {type: 'actionError'}})
  const {statusCode, details} = Object(error)
  return [statusCode, ...details.items.map((item: {error: {type: string}}) => item.error.type)]
}

describe('actions', () => {
  it('cover the life of a document', async () => {
    await act(create('life'))
    const {transactionId} = await act(edit('life', {title: 'Second'}))
    expect(await both('life')).toMatchObject([null, {title: 'Second', _rev: transactionId}])

    await act(publish('life'))
    const [published, gone] = await both('life')
    expect([published?.['title'], gone]).toEqual(['Second', null])

    await act(edit('life', {title: 'Third'}))
    expect(await both('life')).toMatchObject([{title: 'Second'}, {title: 'Third'}])
    await act({actionType: 'sanity.action.document.discard', draftId: 'drafts.life'})
    expect((await both('life'))[1]).toBeNull()

    await act(edit('life', {title: 'Fourth'}))
    await act(publish('life', {ifPublishedRevisionId: published?._rev}))
    expect((await both('life'))[0]).toMatchObject({
      title: 'Fourth',
      _createdAt: published?._createdAt,
    })

    await act({
      actionType: 'sanity.action.document.unpublish',
      publishedId: 'life',
      draftId: 'drafts.life',
    })
    expect(await both('life')).toMatchObject([null, {title: 'Fourth'}])
    await act([publish('life'), edit('life', {title: 'Fifth'})])
    const remove: Action = {
      actionType: 'sanity.action.document.delete',
      publishedId: 'life',
      includeDrafts: [],
    }
    expect(await refusal(remove)).toEqual([400, 'draftNotIncludedError'])
    await act({...remove, includeDrafts: ['drafts.life']})
    expect(await both('life')).toEqual([null, null])
  })

  it('create a draft of the published document for an empty edit', async () => {
    await admin().create({_id: 'quiet', _type: 'page', title: 'Here'})
    await act({
      actionType: 'sanity.action.document.edit',
      publishedId: 'quiet',
      draftId: 'drafts.quiet',
      patch: {unset: ['_empty_action_guard_pseudo_field_']},
    })
    expect((await both('quiet'))[1]).toMatchObject({title: 'Here'})
  })

  it('restore the intended strength of references when they are published', async () => {
    await act([
      create('refs'),
      edit('refs', {to: {_ref: 'quiet', _weak: true, _strengthenOnPublish: {type: 'page'}}}),
    ])
    await act(publish('refs'))
    expect((await both('refs'))[0]?.['to']).toEqual({_ref: 'quiet'})
  })

  it('restore, replace and version documents', async () => {
    await act(create('restored', 'Old'))
    await act({
      actionType: 'sanity.action.document.replaceDraft',
      publishedId: 'restored',
      attributes: attributes('restored', 'Restored'),
    })
    expect((await both('restored'))[1]).toMatchObject({title: 'Restored'})
    const versionId = 'versions.spring.restored'
    await act({
      actionType: 'sanity.action.document.version.create',
      publishedId: 'restored',
      baseId: 'drafts.restored',
      versionId,
    })
    await act({
      actionType: 'sanity.action.document.version.replace',
      document: {_id: versionId, _type: 'page', title: 'In spring'},
    })
    expect(await admin().getDocument('restored', {includeAllVersions: true})).toMatchObject([
      {_id: 'drafts.restored'},
      {_id: versionId, title: 'In spring'},
    ])
    await act({actionType: 'sanity.action.document.version.discard', versionId})
    expect(await admin().getDocument(versionId)).toBeUndefined()
  })

  it('are refused as a whole where their conditions are not met', async () => {
    await admin().create({_id: 'there', _type: 'page', title: 'There'})
    expect(await refusal(create('there'))).toEqual([409, 'documentAlreadyExistsError'])
    expect(await refusal(publish('there'))).toEqual([409, 'documentNotFoundError'])
    expect(await refusal(edit('nowhere', {}))).toEqual([409, 'documentNotFoundError'])
    await act(edit('there', {title: 'Draft'}))
    expect(await refusal(publish('there', {ifPublishedRevisionId: 'old'}))).toEqual([
      409,
      'documentRevisionIDDoesNotMatchError',
    ])
    expect(await refusal([edit('there', {title: 'Half'}), publish('nowhere')])).toEqual([
      409,
      'documentNotFoundError',
    ])
    expect(await both('there')).toMatchObject([{title: 'There'}, {title: 'Draft'}])
    const stranger = {...publish('there'), draftId: 'drafts.other'}
    expect(await refusal(stranger)).toEqual([400, 'invalidVersionIDError'])
    expect(await refusal({actionType: 'sanity.action.release.create', releaseId: 'r'})).toEqual([
      400,
      'validationError',
    ])
  })

  it('respect grants, and reveal nothing about other documents', async () => {
    await admin().create({_id: 'bluefern.lead.x', _type: 'lead', name: 'Theirs'})
    const token = 'local-artameta-editor'
    expect(await refusal(create('bluefern.lead.x'), token)).toEqual([
      403,
      'insufficientPermissionsError',
    ])
    const there = await refusal(edit('bluefern.lead.x', {name: 'Mine'}), token)
    expect(await refusal(edit('bluefern.lead.absent', {name: 'Mine'}), token)).toEqual(there)
    expect(await both('bluefern.lead.x')).toMatchObject([{name: 'Theirs'}, null])
  })

  it('answer to dry runs and repeated transaction ids', async () => {
    const {transactionId} = await lake
      .client('local-superadmin')
      .action(create('dry'), {dryRun: true, transactionId: 'dry-1'})
    expect(transactionId).toBe('dry-1')
    expect(await both('dry')).toEqual([null, null])
    await lake.client('local-superadmin').action(create('wet'), {transactionId: 'wet-1'})
    await expect(
      lake.client('local-superadmin').action(create('wet2'), {transactionId: 'wet-1'}),
    ).rejects.toMatchObject({statusCode: 409})
  })
})
