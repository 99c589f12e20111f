import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {grantsFor} from '../../../core/tenancy/grants.ts'
import {isolationDiagnosis} from '../../../core/tenancy/isolationDiagnosis.ts'
import {grantMatches} from './grantMatches.ts'
import {INTAKE_DAYS, intakeDays, intakeSince, intakeTotals} from './intakeDays.ts'
import {
  filterRecords,
  MAX_LIVE_RECORDS,
  mergeRecords,
  withinReach,
  withPeople,
  type LiveRecord,
} from './liveRecord.ts'
import {pipelineSteps} from './pipeline.ts'

const NOW = Date.parse('2026-11-20T02:30:00Z')

describe('intake by day', () => {
  it('counts by the calendar of the site, not of the reader', () => {
    const times = {newsletter: ['2026-11-20T02:00:00Z'], lead: ['2026-11-19T22:30:00Z']}
    const berlin = intakeDays(times, 'Europe/Berlin', NOW)
    expect(berlin.at(-1)).toEqual({day: '2026-11-20', newsletter: 1, lead: 0})
    expect(berlin.at(-2)).toEqual({day: '2026-11-19', newsletter: 0, lead: 1})
    const newYork = intakeDays(times, 'America/New_York', NOW)
    expect(newYork.at(-1)).toEqual({day: '2026-11-19', newsletter: 1, lead: 1})
  })

  it('has every day once, also where clocks change', () => {
    const days = intakeDays({newsletter: [], lead: []}, 'Europe/Berlin', NOW)
    expect(new Set(days.map(({day}) => day)).size).toBe(INTAKE_DAYS)
    expect(days.map(({day}) => day)).toContain('2026-10-25')
  })

  it('covers what was asked for, and drops only what lies before', () => {
    const zones = fc.constantFrom('Pacific/Auckland', 'America/Santiago', 'UTC', 'Asia/Kolkata')
    const ages = fc.array(fc.integer({min: 0, max: (INTAKE_DAYS - 2) * 86_400_000}))
    fc.assert(
      fc.property(zones, ages, (zone, drawn) => {
        const newsletter = drawn.map((age) => new Date(NOW - age).toISOString())
        const since = intakeSince(NOW)
        expect(newsletter.every((time) => time > since)).toBe(true)
        const days = intakeDays({newsletter, lead: ['never']}, zone, NOW)
        expect(intakeTotals(days)).toEqual({newsletter: newsletter.length, lead: 0})
      }),
    )
  })
})

describe('the pipeline', () => {
  const leadStatuses = [
    {value: 'new', title: 'New', tone: 'primary', stage: 'open'},
    {value: 'won', title: 'Won', tone: 'positive', stage: 'won'},
  ] as const

  it('keeps the order of the site and shows steps without leads', () => {
    const steps = pipelineSteps({leadStatuses}, {total: 3, counts: [{value: 'won', count: 3}]}, '-')
    expect(steps.map(({title, count}) => [title, count])).toEqual([
      ['New', 0],
      ['Won', 3],
    ])
  })

  it('adds up to all leads, whatever statuses they have', () => {
    const counts = [{value: 'new', count: 2}]
    const steps = pipelineSteps({leadStatuses}, {total: 5, counts}, 'Other')
    expect(steps.at(-1)).toMatchObject({value: null, title: 'Other', count: 3})
  })
})

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

  it('merge newest first, each once, without those that went', () => {
    const shown = [lead('b', '2026-11-02'), lead('c', '2026-11-01')]
    const read = [lead('d', '2026-11-03'), lead('b', '2026-11-02', 'renamed')]
    const merged = mergeRecords(shown, read, new Set(['c']))
    expect(merged.map((record) => record._id)).toEqual(['d', 'b'])
    expect(merged[1]).toMatchObject({name: 'renamed'})
  })

  it('stay few', () => {
    const many = Array.from({length: 500}, (_, index) => lead(`l${index}`, '2026-11-01'))
    expect(mergeRecords([], many)).toHaveLength(MAX_LIVE_RECORDS)
  })

  it('say whom an activity is about, and tell a sent form once', () => {
    const sent: LiveRecord = {...activity, _id: 's', kind: 'submission'}
    const named = withPeople([activity, sent], [{_id: 'anna', email: 'anna@example.com'}])
    expect(named[0]).toMatchObject({person: 'anna@example.com'})
    expect(filterRecords(named, 'all', '').map(({_id}) => _id)).toEqual(['a'])
    expect(filterRecords(named, 'activity', 'anna')).toHaveLength(2)
  })

  it('leave out old leads that were edited, but nothing of a kind that had no records', () => {
    const shown = [lead('b', '2026-11-02'), lead('c', '2026-11-01')]
    const read = [lead('old', '2025-01-01'), lead('new', '2026-11-03'), activity]
    expect(withinReach(shown, read).map(({_id}) => _id)).toEqual(['new', 'a'])
  })

  it('are found by kind and by all words of a text', () => {
    const records = [lead('anna', '2026-11-02', 'Anna Keller'), activity]
    expect(filterRecords(records, 'activity', '')).toEqual([activity])
    expect(filterRecords(records, 'all', 'KELLER anna')).toHaveLength(1)
    expect(filterRecords(records, 'all', 'keller won')).toEqual([])
  })
})

describe('isolation from real grants', () => {
  const diagnose = (grants: ReturnType<typeof grantsFor>) =>
    isolationDiagnosis({grants, site: 'artameta', otherSites: ['bluefern'], matches: grantMatches})

  it.each(['viewer', 'editor', 'admin'] as const)('is there for the %s of a site', async (role) => {
    const result = await diagnose(grantsFor({kind: 'site', site: 'artameta', role}))
    expect(result.status).toBe('isolated')
  })

  it('is not there for somebody who reads everything, or has a role in a second site', async () => {
    expect((await diagnose(grantsFor({kind: 'superadmin'}))).status).toBe('open')
    const both = ['artameta', 'bluefern'].flatMap((site) =>
      grantsFor({kind: 'site', site, role: 'viewer'}),
    )
    expect((await diagnose(both)).status).toBe('open')
  })

  it('is there although the key of another site starts the same', async () => {
    const grants = grantsFor({kind: 'site', site: 'blue', role: 'admin'})
    const otherSites = ['bluefern', 'blue-print', 'artameta']
    const result = await isolationDiagnosis({
      grants,
      site: 'blue',
      otherSites,
      matches: grantMatches,
    })
    expect(result).toMatchObject({status: 'isolated', reached: []})
  })

  it.each(['no such ((', '_id in path(_type)'])(
    'is unknown where a filter, %s, cannot be evaluated',
    async (filter) => {
      const result = await diagnose([{filter, permissions: ['read']}])
      expect(result.status).toBe('unknown')
    },
  )
})
