import {describe, expect, test} from 'vitest'
import {ALL_LEADS} from '../audience/leadSelection.ts'
import type {BulkAction, BulkIntent} from '../changes/bulk/bulkIntent.ts'
import {newBulkJob, type BulkJobRecord} from '../changes/bulk/bulkJob.ts'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {auditOfBulkChange} from './auditOfJob.ts'

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const NOW = '2026-07-02T12:00:00.000Z'
const transaction = {id: 'tx1', at: NOW, author: 'robot', documentIds: []}
const CONTEXT = {
  site: {forms: [], customFields: []},
  secret: 's',
  author: 'artameta-editor',
  transaction,
}
const MARK = expect.stringMatching(/^#[a-z2-7]{8}$/u)

function job(action: BulkAction, more: Partial<BulkIntent> = {}): BulkJobRecord {
  const targets = {kind: 'ids' as const, ids: [`artameta.lead.${ULID}`]}
  const intent: BulkIntent = {version: 1, action, targets, ...more}
  const parts = {site: 'artameta', ulid: ULID, intent, createdBy: 'u1', way: 'page' as const}
  return {
    ...newBulkJob({...parts, now: NOW}),
    _rev: 'r1',
    state: 'partly',
    totals: {total: 9, succeeded: 5, failed: 3, skipped: 1},
    finishedAt: NOW,
  }
}

function detailsOf(record: BulkJobRecord): Record<string, string | undefined> {
  const {diff} = auditOfBulkChange(record, CONTEXT)
  return Object.fromEntries(diff.map(({path, after}) => [path, after]))
}

describe('a bulk change in the trail', () => {
  test.each<[BulkAction, string, Record<string, unknown>]>([
    [{kind: 'addTag', tag: 'Ada'}, 'bulk.tag.added', {tag: MARK}],
    [{kind: 'removeTag', tag: 'Ada'}, 'bulk.tag.removed', {tag: MARK}],
    [{kind: 'setStatus', to: 'won'}, 'bulk.status.changed', {status: 'won'}],
    [{kind: 'setStatus', to: 'Ada Example'}, 'bulk.status.changed', {status: MARK}],
    [
      {kind: 'addToList', listId: `artameta.list.${ULID}`, title: 'Ada'},
      'bulk.list.added',
      {list: `artameta.list.${ULID}`},
    ],
    [{kind: 'removeFromList', listId: 'Ada'}, 'bulk.list.removed', {list: MARK}],
    [{kind: 'addToCampaign', campaignId: 'Ada'}, 'bulk.campaign.added', {campaign: MARK}],
    [
      {kind: 'setField', field: 'name', value: 'Ada'},
      'bulk.fields.changed',
      {field: 'name', value: MARK},
    ],
    [{kind: 'setScore', value: 7}, 'bulk.fields.changed', {field: 'score', value: '7'}],
    [
      {kind: 'setCustomField', name: 'Budget', value: 'Ada'},
      'bulk.fields.changed',
      {field: 'Budget', value: MARK},
    ],
    [{kind: 'delete'}, 'bulk.leads.deleted', {}],
  ])('%o', (action, expected, facts) => {
    const record = job(action)
    const event = auditOfBulkChange(record, CONTEXT)
    expect(event).toMatchObject({site: 'artameta', at: NOW, action: expected})
    expect(event.target).toEqual({type: 'bulkChange', id: record._id})
    expect(detailsOf(record)).toEqual({
      ...facts,
      leads: 'picked',
      by: 'page',
      state: 'partly',
      total: '9',
      succeeded: '5',
      unchanged: '0',
      skipped: '1',
      failed: '3',
    })
    expect(JSON.stringify(event)).not.toContain('Ada')
  })

  test('names the view that its leads were chosen by, or the one before', () => {
    const asked = {view: {...ALL_LEADS, quick: 'recent' as const, search: 'Ada'}, excluded: 2}
    expect(detailsOf(job({kind: 'delete'}, {asked}))).toMatchObject({
      leads: 'matching',
      quickFilter: 'recent',
      search: MARK,
      excluded: '2',
    })
    const jobId = `artameta.bulk.delete.${ULID}`
    const targets = {kind: 'job' as const, jobId, which: 'changed' as const}
    const undo = job({kind: 'undo'}, {targets, expected: 5})
    expect(auditOfBulkChange(undo, CONTEXT).action).toBe('bulk.undone')
    expect(detailsOf(undo)).toMatchObject({leads: 'changed-before', earlier: jobId, asked: '5'})
  })

  test('describes an unreadable one as far as possible, without an unknown actor', () => {
    const broken = {...job({kind: 'delete'}), intent: 'Ada', state: 'failed' as const}
    const event = auditOfBulkChange(broken, {...CONTEXT, author: null})
    expect(event).toMatchObject({action: 'bulk.unreadable', actor: {id: 'unknown'}})
    expect(JSON.stringify(event)).not.toContain('Ada')
    const elsewhere = {...broken, _id: 'artameta.lead.x'}
    expect(() => auditOfBulkChange(elsewhere, CONTEXT)).toThrow(ForeignDocumentError)
  })

  test('shows no text where a number belongs', () => {
    const forged: object = {...job({kind: 'delete'}), unchanged: 'ada@example.com', way: {a: 1}}
    const event = auditOfBulkChange({...forged, _id: job({kind: 'delete'})._id}, CONTEXT)
    expect(JSON.stringify(event)).not.toContain('ada@')
  })
})
