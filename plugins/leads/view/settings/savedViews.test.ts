import {describe, expect, test} from 'vitest'
import {EVERYBODY} from '../../../../core/audience/definition.ts'
import {parseAddress} from '../address/gridAddress.ts'
import {parseLayout} from '../../columns/layout.ts'
import {parseSort} from '../../data/sortKeys.ts'
import {
  MAX_PERSONAL_VIEWS,
  readPersonalViews,
  readSharedViews,
  storedViews,
  viewContent,
  type SavedView,
} from './savedViews.ts'

const VIEW: SavedView = {
  id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  title: 'Fair',
  isShared: false,
  stored: null,
  address: {
    ...parseAddress([]),
    quick: 'engaged',
    sort: parseSort('status.asc,name.asc'),
    layout: parseLayout('name!,custom.A%26B'),
    density: 'compact',
  },
  filter: {search: 'anna & co', audience: EVERYBODY},
}

describe('a saved view', () => {
  test('survives being stored by its user', () => {
    expect(readPersonalViews(JSON.parse(JSON.stringify(storedViews([VIEW]))))).toEqual([VIEW])
  })

  test('survives being shared', () => {
    const {title, address, filter} = VIEW
    const document = {_id: 'alpha.view.1', ...viewContent(title, address, filter)}
    expect(readSharedViews([document, {_id: 'alpha.view.2'}])).toEqual([
      {...VIEW, id: 'alpha.view.1', isShared: true, stored: {_id: 'alpha.view.1'}},
    ])
    const lock = {by: 'u1', at: '2026-03-01T10:00:00.000Z', reason: ''}
    expect(readSharedViews([{...document, createdBy: 'u1', lock}])[0]?.stored).toEqual({
      _id: 'alpha.view.1',
      createdBy: 'u1',
      lock,
    })
  })

  test('does not keep the names of filters, which mean nothing to others', () => {
    const address = {...VIEW.address, filterId: 'abcdefgh234567ab', savedId: 'alpha.view.1'}
    expect(viewContent('x', address, VIEW.filter).address).not.toMatch(/abcdefgh|alpha/u)
  })

  test('is ignored when the store holds something else; their number is limited', () => {
    expect(readPersonalViews('x')).toEqual([])
    expect(storedViews(Array.from({length: 99}, () => VIEW))).toHaveLength(MAX_PERSONAL_VIEWS)
  })
})
