import {expect, test} from 'vitest'
import {mutationsByDocument} from './storeTransaction.ts'

test('describes what mutations do to each document', () => {
  const changes = mutationsByDocument([
    {create: {_id: 'a', _type: 'lead', name: 'x'}},
    {patch: {id: 'a', set: {name: 'y', 'source.page': 'z'}, unset: ['tags[0]']}},
    {patch: {id: 'b', inc: {'totals.failed': 1}, insert: {after: 'failures[-1]', items: [1]}}},
    {patch: {id: 'b', set: {state: 'failed'}, ifRevisionID: 'r'}},
    {delete: {id: 'c', purge: true}},
  ])
  expect(changes.get('a')).toEqual({
    id: 'a',
    created: {_id: 'a', _type: 'lead', name: 'x'},
    isReplaced: false,
    patched: new Set(['name', 'source', 'tags']),
    set: {name: 'y', 'source.page': 'z'},
    isDeleted: false,
    isPurged: false,
  })
  expect(changes.get('b')).toMatchObject({
    created: null,
    patched: new Set(['totals', 'failures', 'state']),
    set: {state: 'failed'},
  })
  expect(changes.get('c')).toMatchObject({isDeleted: true, isPurged: true})
})

test('a document that is created again after its deletion is not deleted', () => {
  const create = {create: {_id: 'a', _type: 'lead'}}
  const remove = {delete: {id: 'a'}}
  expect(mutationsByDocument([remove, create]).get('a')?.isDeleted).toBe(false)
  expect(mutationsByDocument([create, remove]).get('a')?.isDeleted).toBe(true)
  expect(
    mutationsByDocument([create, remove, {patch: {id: 'a', set: {b: 1}}}]).get('a'),
  ).toMatchObject({isDeleted: true})
})

test('ignores what is not a mutation', () => {
  const odd = [{}, {create: null}, {create: {_type: 'x'}}, {patch: {set: {a: 1}}}, {delete: []}]
  expect(mutationsByDocument(odd).size).toBe(0)
})
