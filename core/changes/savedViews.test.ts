import {describe, expect, test} from 'vitest'
import {ForeignDocumentError} from '../tenancy/assertSameSite.ts'
import {deleteView, shareView} from './savedViews.ts'

const SHARING = {
  site: 'alpha',
  userId: 'u1',
  ulid: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  view: {title: '  Fair\n2026 ', address: 'sort=name.asc', search: '', definition: null},
}

describe('a shared view', () => {
  test('belongs to its site, and is written once however often it is sent', () => {
    expect(shareView(SHARING)).toEqual({
      ok: true,
      id: 'alpha.view.01ARZ3NDEKTSV4RRFFQ69G5FAV',
      mutations: [
        {
          createIfNotExists: {
            _id: 'alpha.view.01ARZ3NDEKTSV4RRFFQ69G5FAV',
            _type: 'savedView',
            site: 'alpha',
            title: 'Fair 2026',
            address: 'sort=name.asc',
            createdBy: 'u1',
          },
        },
      ],
    })
  })

  test('needs a name', () => {
    const view = {...SHARING.view, title: ' \n '}
    expect(shareView({...SHARING, view})).toMatchObject({ok: false})
  })

  test('is taken away by its own site alone', () => {
    expect(deleteView({site: 'alpha', id: 'alpha.view.x'})).toEqual([
      {delete: {id: 'alpha.view.x'}},
    ])
    expect(() => deleteView({site: 'beta', id: 'alpha.view.x'})).toThrow(ForeignDocumentError)
  })
})
