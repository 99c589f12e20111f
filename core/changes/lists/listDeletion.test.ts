import {evaluateSync, parse} from 'groq-js'
import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {isCreatedByImport, isOnlyFromList, listDeletion, ONLY_FROM_LIST} from './listDeletion.ts'
import {listUsers} from './listUsers.ts'

const LIST = 'artameta.list.fair'
const IDS = [LIST, 'artameta.list.other']
const IMPORTS = ['artameta.import.a', 'artameta.import.b']

test('the leads that a list alone brought are those that the store counts', () => {
  const tree = parse(`count(*[${ONLY_FROM_LIST}])`)
  const lead = fc.record({
    lists: fc.subarray(IDS),
    source: fc.record({
      kind: fc.constantFrom('import', 'form', 'manual'),
      importId: fc.constantFrom(...IMPORTS, undefined),
    }),
  })
  fc.assert(
    fc.property(lead, fc.subarray(IMPORTS), ({lists, source}, imports) => {
      const stored = JSON.parse(JSON.stringify({lists, source}))
      const counted = evaluateSync(tree, {dataset: [stored], params: {list: LIST, imports}})
      const isCounted = isOnlyFromList({lists, source}, {listId: LIST, imports})
      expect(counted.data).toBe(isCounted ? 1 : 0)
    }),
  )
})

test('an import created a lead if the store wrote the lead with a chunk of it', () => {
  const key = '01KA0000000000000000000000'
  const importId = `artameta.import.${key}`
  const withChunk = (by: string, ulid: string) => new Set([`artameta.chunk.${by}.${ulid}.000000`])
  expect(isCreatedByImport(importId, withChunk('job', key))).toBe(true)
  expect(isCreatedByImport(importId, withChunk('page', key))).toBe(false)
  expect(isCreatedByImport(importId, withChunk('job', '01KA0000000000000000000001'))).toBe(false)
  expect(isCreatedByImport('artameta.import.odd', withChunk('job', 'odd'))).toBe(false)
  expect(isCreatedByImport(importId, new Set(['artameta.lead.x']))).toBe(false)
  expect(isCreatedByImport(importId, undefined)).toBe(true)
})

test('a list is deleted for its leads, and names the imports whose leads go', () => {
  const intent = listDeletion({list: {id: LIST, title: 'Fair'}, imports: ['i'], members: 7})
  expect(intent).toMatchObject({
    action: {kind: 'deleteList', listId: LIST, title: 'Fair', imports: ['i']},
    targets: {kind: 'matching', excluded: []},
    expected: 7,
  })
})

test('what uses a list is found in segments, campaigns and views', () => {
  const rule = {id: 'r', field: 'lists', operator: 'anyOf', value: [LIST]}
  const definition = JSON.stringify({
    version: 1,
    root: {id: 'root', combinator: 'and', rules: [rule]},
  })
  const users = listUsers(LIST, {
    segments: [
      {_id: 's', title: 'Visitors', definition},
      {_id: 'other', definition: null},
    ],
    campaigns: [{_id: 'c', title: ' ', definition}],
    views: [{_id: 'v', title: 'Mine', definition}],
  })
  expect(users).toEqual([
    {kind: 'segment', id: 's', title: 'Visitors'},
    {kind: 'campaign', id: 'c', title: 'c'},
    {kind: 'view', id: 'v', title: 'Mine'},
  ])
  expect(listUsers('artameta.list.other', {segments: [], campaigns: [], views: []})).toEqual([])
})
