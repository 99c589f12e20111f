import {expect, test} from 'vitest'
import {problem} from '../../../core/problems/problem.ts'
import {syncRow, type SyncRow} from '../data/siteSync.ts'
import {batchProgress} from './batchProgress.ts'

const NO = problem('store.other', {message: 'No.'})

function row(key: string, refresh: {_id: string; state: string; fault?: string} | null): SyncRow {
  const sync = {key, site: {_id: `site.${key}`, title: `Shop ${key}`}, rule: null, snapshot: null}
  return syncRow({...sync, refresh, isPartial: false}, '2026-11-30T00:00:00.000Z', null)
}

test('each refresh of a batch is followed to its own end', () => {
  const started = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((site) => ({
    site,
    id: `${site}.new`,
    before: `${site}.old`,
    failure: site === 'g' ? {kind: 'denied' as const, problems: [NO]} : null,
  }))
  const rows = [
    row('a', {_id: 'a.new', state: 'succeeded'}),
    row('b', {_id: 'b.new', state: 'failed', fault: 'store-gone'}),
    row('c', {_id: 'c.new', state: 'running'}),
    // The list does not know of it yet.
    row('d', {_id: 'd.old', state: 'succeeded'}),
    row('e', {_id: 'e.other', state: 'succeeded'}),
    row('f', {_id: 'f.new', state: 'cancelled'}),
    row('g', null),
  ]
  expect(batchProgress(started, rows)).toEqual({
    total: 7,
    succeeded: 1,
    cancelled: 1,
    running: [
      {site: 'c', id: 'c.new'},
      {site: 'd', id: 'd.new'},
    ],
    failed: [
      {site: 'b', title: 'Shop b', problems: [{code: 'store-gone'}]},
      {site: 'e', title: 'Shop e', problems: [{code: 'sync.overtaken'}]},
      {site: 'g', title: 'Shop g', problems: [NO]},
    ],
  })
})
