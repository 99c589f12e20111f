import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

async function mutate(mutations: unknown[], token = 'local-superadmin', query = '') {
  const response = await lake.request(`/v2025-02-19/data/mutate/production${query}`, {
    method: 'POST',
    token,
    body: JSON.stringify({mutations}),
  })
  return {status: response.status, body: await response.json()}
}

const page = (_id: string, fields: object = {}) => ({create: {_id, _type: 'page', ...fields}})
const to = (_ref: string, more: object = {}) => ({_type: 'reference', _ref, ...more})
const there = (id: string) => lake.client('local-superadmin').getDocument(id)

describe('a strong reference', () => {
  it('to nothing is refused, as hosted refuses it', async () => {
    const refused = await mutate([page('source', {target: to('nowhere')})])
    const description = 'Document "source" references non-existent document "nowhere"'
    expect(refused).toEqual({
      status: 409,
      body: {
        error: {
          type: 'mutationError',
          description: `The mutation(s) failed: ${description}`,
          items: [
            {
              index: 0,
              error: {
                type: 'documentReferenceDoesNotExistError',
                description,
                id: 'source',
                referenceID: 'nowhere',
              },
            },
          ],
        },
      },
    })
    expect(await there('source')).toBeUndefined()
  })

  it.each([
    ['patched in', {patch: {id: 'holder', set: {target: to('nowhere')}}}],
    ['in a list', {patch: {id: 'holder', set: {list: [{deep: {in: [to('nowhere')]}}]}}}],
    ['of another type', {patch: {id: 'holder', set: {target: {_type: 'other', _ref: 'nowhere'}}}}],
    ['not weak', {patch: {id: 'holder', set: {target: to('nowhere', {_weak: false})}}}],
    ['replaced in', {createOrReplace: {_id: 'holder', _type: 'page', target: to('nowhere')}}],
  ])('to nothing is refused when it is %s', async (_name, mutation) => {
    await mutate([{createIfNotExists: {_id: 'holder', _type: 'page'}}])
    for (const query of ['', '?dryRun=true']) {
      const {status, body} = await mutate([mutation], 'local-superadmin', query)
      expect([status, body.error.items[0].error.type]).toEqual([
        409,
        'documentReferenceDoesNotExistError',
      ])
    }
  })

  it.each([
    ['weak', {_weak: true}],
    ['to become strong', {_weak: true, _strengthenOnPublish: {type: 'page'}}],
    ['to become strong, without being weak', {_strengthenOnPublish: {type: 'page'}}],
    ['to another dataset', {_dataset: 'other', _projectId: 'local'}],
  ])('is not one that is %s', async (name, more) => {
    const id = `free-${name.length}`
    expect((await mutate([page(id, {target: to('nowhere', more)})])).status).toBe(200)
  })

  it('is checked at the end of the transaction', async () => {
    const cycle = [page('one', {target: to('two')}), page('two', {target: to('one')})]
    expect((await mutate(cycle)).status).toBe(200)
    expect((await mutate([page('self', {target: to('self')})])).status).toBe(200)
    const passing = [page('passing', {target: to('nowhere')}), {delete: {id: 'passing'}}]
    expect((await mutate(passing)).status).toBe(200)
    const deleted = [page('late'), page('early', {target: to('late')}), {delete: {id: 'late'}}]
    expect((await mutate(deleted)).status).toBe(409)
    expect((await mutate([{delete: {id: 'one'}}, {delete: {id: 'two'}}])).status).toBe(200)
  })

  it('that existed before does not block changes of the document', async () => {
    const documents = [{_id: 'loaded', _type: 'page', target: to('never-loaded')}]
    lake.store.bulkLoad('production', documents)
    expect((await mutate([{patch: {id: 'loaded', set: {title: 'Changed'}}}])).status).toBe(200)
  })

  it('to an unreadable document is treated as one to nothing', async () => {
    await mutate([{create: {_id: 'artameta.list.hidden', _type: 'leadList', site: 'artameta'}}])
    const own = {
      _id: 'bluefern.list.own',
      _type: 'leadList',
      site: 'bluefern',
      createdBy: 'bluefern-editor',
    }
    for (const target of ['artameta.list.hidden', 'artameta.list.absent']) {
      const create = {create: {...own, target: to(target)}}
      const {status, body} = await mutate([create], 'local-bluefern-editor')
      expect([status, body.error.items[0].error.referenceID]).toEqual([409, target])
    }
  })
})

describe('what is strongly referenced', () => {
  it('cannot be deleted, as hosted refuses it', async () => {
    await mutate([page('target'), page('referrer', {target: to('target')})])
    const description =
      'Document "target" cannot be deleted as there are references to it from "referrer"'
    for (const query of ['', '?dryRun=true']) {
      const refused = await mutate([{delete: {id: 'target'}}], 'local-superadmin', query)
      expect(refused).toEqual({
        status: 409,
        body: {
          error: {
            type: 'mutationError',
            description: `The mutation(s) failed: ${description}`,
            items: [
              {
                index: 0,
                error: {
                  type: 'documentHasExistingReferencesError',
                  description,
                  id: 'target',
                  referencingIDs: ['referrer'],
                },
              },
            ],
          },
        },
      })
    }
    expect(await there('target')).toBeDefined()
    const both = [{delete: {id: 'target'}}, {patch: {id: 'referrer', unset: ['target']}}]
    expect((await mutate(both)).status).toBe(200)
  })

  it('can be deleted once references are weak or gone', async () => {
    await mutate([page('popular'), page('fan', {target: to('popular')})])
    const weaken = {patch: {id: 'fan', set: {'target._weak': true}}}
    expect((await mutate([weaken])).status).toBe(200)
    expect((await mutate([{delete: {id: 'popular'}}])).status).toBe(200)
  })

  it('by itself or by documents deleted with it can be deleted', async () => {
    await mutate([page('a1', {target: to('a1')}), page('a2', {target: to('a1')})])
    expect((await mutate([{delete: {id: 'a1'}}])).status).toBe(409)
    const all = [{delete: {query: '*[_id in ["a1", "a2"]]'}}]
    expect((await mutate(all)).status).toBe(200)
  })

  it('by an unreadable document is kept, without naming it', async () => {
    await mutate([
      {create: {_id: 'bluefern.list.kept', _type: 'leadList', site: 'bluefern'}},
      page('network.page', {target: to('bluefern.list.kept')}),
    ])
    const remove = {delete: {id: 'bluefern.list.kept'}}
    const {status, body} = await mutate([remove], 'local-bluefern-admin')
    expect([status, body.error.items[0].error]).toEqual([
      409,
      {
        type: 'documentHasExistingReferencesError',
        description:
          'Document "bluefern.list.kept" cannot be deleted as there are references to it',
        id: 'bluefern.list.kept',
        referencingIDs: [],
      },
    ])
  })

  it('cannot be unpublished, nor deleted by an action', async () => {
    await mutate([page('live'), page('link', {target: to('live')})])
    for (const action of [
      {actionType: 'sanity.action.document.unpublish', draftId: 'drafts.live', publishedId: 'live'},
      {actionType: 'sanity.action.document.delete', publishedId: 'live'},
    ]) {
      const response = await lake.request('/v2025-02-19/data/actions/production', {
        method: 'POST',
        token: 'local-superadmin',
        body: JSON.stringify({actions: [action]}),
      })
      const body = await response.json()
      expect([response.status, body.error.items[0].error.type]).toEqual([
        409,
        'documentHasExistingReferencesError',
      ])
    }
  })
})
