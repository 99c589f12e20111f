import {describe, expect, test} from 'vitest'
import type {RowsToImport} from '../../imports/importPlan.ts'
import type {BulkAction} from '../bulk/bulkIntent.ts'
import {listsDueAfter, listsOfJob, recordListCount} from './listCounts.ts'

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const LIST = `artameta.list.${ULID}`
const OTHER = 'artameta.list.other'
const NOW = '2026-05-04T10:00:00.000Z'

function bulkJob(action: BulkAction, fields: object = {}) {
  const intent = {version: 1, action, targets: {kind: 'noted'}}
  return {
    _id: `artameta.bulk.${ULID}`,
    state: 'succeeded',
    intent: JSON.stringify(intent),
    _updatedAt: NOW,
    ...fields,
  }
}

function importJob(work: object) {
  return {
    _id: `artameta.import.${ULID}`,
    state: 'partly',
    intent: JSON.stringify({version: 1, work}),
    _updatedAt: NOW,
  }
}

function rows(mode: RowsToImport['mode']): RowsToImport {
  const mapping: RowsToImport['files'][number]['mapping'] = {
    version: 1,
    columns: [{heading: 'E-mail', target: {kind: 'field', field: 'email'}}],
  }
  return {
    kind: 'rows',
    mode,
    upload: ULID,
    files: [{name: 'fair.csv', vendor: null, mapping, subscription: null, timeZone: 'UTC'}],
    chunks: [{file: 0, rows: 1, digest: '0'.repeat(64)}],
    choices: {existing: 'fill', fields: {}, rows: {}},
    consent: null,
    add: {tags: [], lists: [LIST], campaigns: []},
    lists: {fair: OTHER, again: LIST},
    sendConfirmation: false,
    notify: null,
  }
}

describe('the lists that a job may have changed', () => {
  test('are the list of a membership change, all lists after deleting or restoring, and otherwise none', () => {
    const one = {kind: 'some', ids: [LIST]}
    expect(listsOfJob(bulkJob({kind: 'addToList', listId: LIST}))).toEqual(one)
    expect(listsOfJob(bulkJob({kind: 'removeFromList', listId: LIST}))).toEqual(one)
    expect(listsOfJob(bulkJob({kind: 'delete'}))).toEqual({kind: 'all'})
    expect(listsOfJob(bulkJob({kind: 'undo'}))).toEqual({kind: 'all'})
    expect(listsOfJob(bulkJob({kind: 'addTag', tag: 'vip'}))).toEqual({kind: 'none'})
    expect(listsOfJob({...bulkJob({kind: 'undo'}), intent: 'no JSON'})).toEqual({kind: 'all'})
  })

  test('are only lists of the job’s site, and none before the job has ended', () => {
    const foreign = bulkJob({kind: 'addToList', listId: `bluefern.list.${ULID}`})
    expect(listsOfJob(foreign)).toEqual({kind: 'none'})
    expect(listsOfJob(bulkJob({kind: 'delete'}, {state: 'running'}))).toEqual({kind: 'none'})
    expect(listsOfJob({...bulkJob({kind: 'delete'}), _id: LIST})).toEqual({kind: 'none'})
  })

  test('are those of an import that writes, each once', () => {
    expect(listsOfJob(importJob(rows('write')))).toEqual({kind: 'some', ids: [LIST, OTHER]})
    expect(listsOfJob(importJob(rows('check')))).toEqual({kind: 'none'})
    const work = rows('write')
    const files = work.files.map((file) => ({...file, lists: [OTHER]}))
    const ofFile = {...work, files, add: {...work.add, lists: []}, lists: {}}
    expect(listsOfJob(importJob(ofFile))).toEqual({kind: 'some', ids: [OTHER]})
    const undo = {kind: 'undo', importId: `artameta.import.${ULID}`}
    expect(listsOfJob(importJob(undo))).toEqual({kind: 'all'})
  })

  test('are due until a count when queries could see the job', () => {
    const due = listsDueAfter([
      bulkJob({kind: 'addToList', listId: LIST}),
      bulkJob({kind: 'delete'}),
      bulkJob({kind: 'addTag', tag: 'vip'}),
      bulkJob({kind: 'delete'}, {_updatedAt: null}),
    ])
    const before = '2026-05-04T10:01:00.000Z'
    expect(due).toEqual([
      {site: 'artameta', ids: [LIST], before},
      {site: 'artameta', ids: null, before},
    ])
  })
})

test('a count is recorded with its time, unless a later one is there', () => {
  const list = {_id: LIST, _rev: 'r1', memberCount: {value: 1, at: '2026-05-04T09:00:00.000Z'}}
  const memberCount = {value: 3, at: NOW}
  expect(recordListCount(list, 3, NOW)).toEqual([
    {patch: {id: LIST, ifRevisionID: 'r1', set: {memberCount}}},
  ])
  expect(recordListCount({...list, memberCount}, 2, NOW)).toEqual([])
  expect(recordListCount({_id: LIST, _rev: 'r1'}, 0, NOW)).toHaveLength(1)
})
