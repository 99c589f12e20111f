import {expect, test} from 'vitest'
import {restoreAuthor} from './restoreAuthor.ts'

const VIEW = {_id: 'artameta.view.x', _rev: 'r1'}

test('does not change a document that names its author', () => {
  expect(restoreAuthor({...VIEW, createdBy: 'ada'}, 'ada')).toEqual([])
  const own = {...VIEW, createdBy: 'ada', lock: {by: 'ada'}}
  expect(restoreAuthor(own, 'ada')).toEqual([])
})

test('restores the name, for the revision that was read', () => {
  for (const createdBy of ['eve', null, undefined, 7]) {
    expect(restoreAuthor({...VIEW, createdBy}, 'ada')).toEqual([
      {patch: {id: VIEW._id, ifRevisionID: 'r1', set: {createdBy: 'ada'}}},
    ])
  }
})

test('also removes the lock, whoever set it', () => {
  const locks = [{by: 'eve'}, {by: 'ada'}, {by: 'admin'}, {by: 7}, {}, [], 'locked', null]
  for (const lock of locks) {
    const taken = {...VIEW, createdBy: 'eve', lock}
    expect(restoreAuthor(taken, 'ada')).toMatchObject([{patch: {unset: ['lock']}}])
  }
})
