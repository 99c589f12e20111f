import {describe, expect, it} from 'vitest'
import {
  filterRecords,
  type LiveRecord,
  MAX_LIVE_RECORDS,
  mergeRecords,
  withinReach,
  withPeople,
} from './liveRecord.ts'

const say = ({summary}: {summary?: string | null | undefined}) => summary ?? ''

describe('live records', () => {
  const lead = (id: string, at: string, name = id): LiveRecord => ({
    _id: id,
    _type: 'lead',
    at,
    name,
    email: `${id}@example.com`,
  })
  const activity: LiveRecord = {
    _id: 'a',
    _type: 'leadActivity',
    at: '2026-11-20T00:00:00Z',
    kind: 'status',
    summary: 'Status changed to “Won”',
    leadId: 'anna',
  }

  it('merge newest first, each once, without removed ones', () => {
    const shown = [lead('b', '2026-11-02'), lead('c', '2026-11-01')]
    const read = [lead('d', '2026-11-03'), lead('b', '2026-11-02', 'renamed')]
    const merged = mergeRecords(shown, read, new Set(['c']))
    expect(merged.map((record) => record._id)).toEqual(['d', 'b'])
    expect(merged[1]).toMatchObject({name: 'renamed'})
  })

  it('are limited in number', () => {
    const many = Array.from({length: 500}, (_, index) => lead(`l${index}`, '2026-11-01'))
    expect(mergeRecords([], many)).toHaveLength(MAX_LIVE_RECORDS)
  })

  it('name the person of an activity, and list a submitted form once', () => {
    const sent: LiveRecord = {...activity, _id: 's', kind: 'submission'}
    const named = withPeople([activity, sent], [{_id: 'anna', email: 'anna@example.com'}])
    expect(named[0]).toMatchObject({person: 'anna@example.com'})
    expect(filterRecords(named, {kind: 'all', text: '', say}).map(({_id}) => _id)).toEqual(['a'])
    expect(filterRecords(named, {kind: 'activity', text: 'anna', say})).toHaveLength(2)
  })

  it('leave out old leads that were edited, but no kind without records', () => {
    const shown = [lead('b', '2026-11-02'), lead('c', '2026-11-01')]
    const read = [lead('old', '2025-01-01'), lead('new', '2026-11-03'), activity]
    expect(withinReach(shown, read).map(({_id}) => _id)).toEqual(['new', 'a'])
  })

  it('are filtered by kind and by all words of a text', () => {
    const records = [lead('anna', '2026-11-02', 'Anna Keller'), activity]
    expect(filterRecords(records, {kind: 'activity', text: '', say})).toEqual([activity])
    expect(filterRecords(records, {kind: 'all', text: 'KELLER anna', say})).toHaveLength(1)
    expect(filterRecords(records, {kind: 'all', text: 'keller won', say})).toEqual([])
  })
})
