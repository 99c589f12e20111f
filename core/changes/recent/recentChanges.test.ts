import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {BULK_VERSION, type BulkAction, type BulkTargets} from '../bulk/bulkIntent.ts'
import {recentChanges, type RecentJob} from './recentChanges.ts'

const NOW = '2026-11-30T12:00:00.000Z'
const IDS: BulkTargets = {kind: 'ids', ids: ['acme.lead.a']}

function job(name: string, parts: Partial<RecentJob> & {action?: BulkAction; of?: string} = {}) {
  const {action = {kind: 'addTag', tag: 'vip'}, of, ...rest} = parts
  const targets: BulkTargets = of ? {kind: 'job', jobId: of, which: 'changed'} : IDS
  return {
    _id: `acme.bulk.${name}`,
    _createdAt: `2026-11-30T11:00:00.000Z`,
    state: 'succeeded' as const,
    way: 'page' as const,
    totals: {total: 1, succeeded: 1, skipped: 0, failed: 0},
    unchanged: 0,
    createdBy: 'user-1',
    intent: JSON.stringify({version: BULK_VERSION, action, targets}),
    ...rest,
  }
}

const undo = (of: string, parts: Partial<RecentJob> = {}) =>
  job('undo', {action: {kind: 'undo'}, of, createdBy: 'user-2', ...parts})

function stateOf(...jobs: RecentJob[]) {
  const [change, ...others] = recentChanges(jobs, NOW)
  expect(others).toEqual([])
  return change?.undo
}

describe('a recent change', () => {
  test('can be undone once it has ended and changed something', () => {
    expect(stateOf(job('a'))).toEqual({kind: 'possible'})
    expect(stateOf(job('a', {state: 'cancelled'}))).toEqual({kind: 'possible'})
    expect(stateOf(job('a', {state: 'running'}))).toEqual({kind: 'running'})
    const totals = {total: 1, succeeded: 0, skipped: 0, failed: 1}
    expect(stateOf(job('a', {state: 'failed', totals}))).toMatchObject({why: 'nothing-changed'})
    expect(stateOf(job('a', {intent: '{'}))).toMatchObject({why: 'unreadable'})
  })

  test('is kept for 30 days', () => {
    expect(stateOf(job('a', {_createdAt: '2026-10-31T12:00:01.000Z'}))).toEqual({kind: 'possible'})
    expect(stateOf(job('a', {_createdAt: '2026-10-31T11:59:59.000Z'}))).toMatchObject({
      why: 'expired',
    })
  })

  test('says who undid it, and whether undoing is running or incomplete', () => {
    const at = '2026-11-30T11:30:00.000Z'
    const by = {by: 'user-2', at}
    expect(stateOf(undo('acme.bulk.a', {_createdAt: at}), job('a'))).toEqual({
      kind: 'undone',
      ...by,
      isPartly: false,
    })
    expect(stateOf(undo('acme.bulk.a', {_createdAt: at, state: 'queued'}), job('a'))).toEqual({
      kind: 'undoing',
      ...by,
    })
    const totals = {total: 2, succeeded: 1, skipped: 1, failed: 0}
    expect(stateOf(undo('acme.bulk.a', {totals}), job('a'))).toMatchObject({isPartly: true})
  })

  test('can be undone again when undoing it failed as a whole', () => {
    const totals = {total: 1, succeeded: 0, skipped: 0, failed: 1}
    expect(stateOf(undo('acme.bulk.a', {state: 'failed', totals}), job('a'))).toEqual({
      kind: 'possible',
    })
  })

  test('is not marked as undone when another change is undone, or single leads are restored', () => {
    const single = job('undo', {action: {kind: 'undo'}})
    expect(stateOf(undo('acme.bulk.b'), single, job('a'))).toEqual({kind: 'possible'})
  })
})

test('every change is listed once, in the order of the jobs, without those that undo', () => {
  const jobs = fc.array(
    fc.oneof(
      fc.nat(5).map((n) => job(`j${n}`)),
      fc.nat(5).map((n) => undo(`acme.bulk.j${n}`)),
    ),
  )
  fc.assert(
    fc.property(jobs, (list) => {
      const expected = list.filter(({_id}) => !_id.endsWith('.undo')).map(({_id}) => _id)
      expect(recentChanges(list, NOW).map(({id}) => id)).toEqual(expected)
    }),
  )
})
