import {describe, expect, test} from 'vitest'
import {fieldErrors} from '../../problems/problem.ts'
import {ForeignDocumentError} from '../../tenancy/documentId.ts'
import {
  createList,
  editList,
  importsOfList,
  MAX_LIST_TITLE,
  recordListImport,
  restoredList,
  type ListContext,
} from './listDecisions.ts'

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const ID = `artameta.list.${ULID}`
const IMPORT = `artameta.import.${ULID}`
const FAIR = {_id: 'artameta.list.fair', title: 'Spring fair'}
const CONTEXT: ListContext = {site: 'artameta', named: [FAIR]}
const BY_HAND = {source: {kind: 'manual'} as const, createdBy: 'ada'}

describe('a new list', () => {
  test('has a clean name, its source and its author', () => {
    const list = {title: '  Autumn \t fair ', description: ' For calls. ', ...BY_HAND}
    expect(createList(list, CONTEXT, ULID)).toEqual({
      ok: true,
      id: ID,
      title: 'Autumn fair',
      mutations: [
        {
          createIfNotExists: {
            _id: ID,
            _type: 'leadList',
            site: 'artameta',
            title: 'Autumn fair',
            description: 'For calls.',
            source: {kind: 'manual'},
            createdBy: 'ada',
          },
        },
      ],
    })
  })

  test('names the import that brings its leads', () => {
    const source = {kind: 'import', label: 'fair.csv', importId: IMPORT} as const
    const decision = createList({title: 'Fair', createdBy: 'ada', source}, CONTEXT, ULID)
    expect(decision).toMatchObject({
      mutations: [{createIfNotExists: {source, imports: [IMPORT]}}],
    })
  })

  test.each([
    ['', 'Give the list a name.'],
    ['\u200b', 'Give the list a name.'],
    ['x'.repeat(MAX_LIST_TITLE + 1), 'A name can have at most 120 characters.'],
    ['spring  FAIR', 'There is already a list “Spring fair”. Choose another name.'],
    ['Ｓpring fair', 'There is already a list “Spring fair”. Choose another name.'],
  ])('is refused as “%s”', (title, reason) => {
    const decision = createList({title, ...BY_HAND}, CONTEXT, ULID)
    expect(decision.ok ? [] : fieldErrors(decision.problems)).toMatchObject([
      {field: 'title', reason},
    ])
  })
})

describe('renaming a list', () => {
  const stored = {_id: ID, _rev: 'r1', title: 'Fair', description: 'Old'}

  test('sets name and description, guarded by the revision', () => {
    expect(editList(stored, stored, {title: 'Fairs', description: 'New'}, CONTEXT)).toEqual({
      kind: 'changed',
      written: 'Fairs',
      mutations: [{patch: {id: ID, ifRevisionID: 'r1', set: {title: 'Fairs', description: 'New'}}}],
    })
    expect(editList(stored, stored, {title: 'Fairs'}, CONTEXT).mutations).toEqual([
      {patch: {id: ID, ifRevisionID: 'r1', set: {title: 'Fairs'}, unset: ['description']}},
    ])
  })

  test('may keep its own name, but not take another list’s', () => {
    const context = {...CONTEXT, named: [FAIR, stored]}
    expect(editList(stored, stored, stored, context).kind).toBe('unchanged')
    expect(editList(stored, stored, {...stored, title: 'FAIR'}, context).kind).toBe('changed')
    expect(editList(stored, stored, {title: 'spring fair'}, context).kind).toBe('refused')
  })

  test('does not overwrite what another user wrote meanwhile; a new count does not matter', () => {
    const counted = {...stored, _rev: 'r2'}
    expect(editList(counted, stored, {title: 'Fairs'}, CONTEXT).kind).toBe('changed')
    const renamed = {...stored, title: 'Their name'}
    expect(editList(renamed, stored, {title: 'Fairs'}, CONTEXT).kind).toBe('overtaken')
    expect(editList(null, stored, {title: 'Fairs'}, CONTEXT).kind).toBe('gone')
  })

  test('is refused for another site', () => {
    const foreign = {...stored, _id: `bluefern.list.${ULID}`}
    expect(() => editList(foreign, foreign, {title: 'Fairs'}, CONTEXT)).toThrow(
      ForeignDocumentError,
    )
  })
})

test('a list knows its imports, each once', () => {
  const source = {kind: 'import' as const, importId: 'a'}
  expect(importsOfList({source, imports: ['a', 'b', '']})).toEqual(['a', 'b'])
  expect(recordListImport({_id: ID, _rev: 'r1', source, imports: null}, 'a')).toEqual([])
  expect(recordListImport({_id: ID, _rev: 'r1', source}, 'b')).toEqual([
    {patch: {id: ID, ifRevisionID: 'r1', set: {imports: ['b']}}},
  ])
})

test('a deleted list is restored as it was, under its own id only', () => {
  const content = {_id: ID, _type: 'leadList', site: 'artameta', title: 'Fair', _rev: 'r1'}
  const counted = {...content, memberCount: {value: 3, at: 'now'}}
  expect(restoredList(counted, ID)).toEqual([
    {createIfNotExists: {_id: ID, _type: 'leadList', site: 'artameta', title: 'Fair'}},
  ])
  expect(restoredList({...content, site: 'bluefern'}, ID)).toEqual([])
  expect(restoredList({...content, _type: 'lead'}, ID)).toEqual([])
  expect(restoredList(content, 'artameta.list.other')).toEqual([])
})
