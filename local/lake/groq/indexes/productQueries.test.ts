import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {ALL_LEADS, viewToGroq} from '../../../../core/audience/leadSelection.ts'
import {audienceFields} from '../../../../core/audience/fields.ts'
import {DEFAULT_COLUMNS} from '../../../../plugins/leads/columns/layout.ts'
import {
  type GridRequest,
  countQuery,
  pageQuery,
  positionQuery,
  rowsQuery,
} from '../../../../plugins/leads/data/pageQueries.ts'
import type {PagePlace} from '../../../../plugins/leads/data/pagePlace.ts'
import {rowFields} from '../../../../plugins/leads/data/rowFields.ts'
import {SORT_COLUMNS, type Sort} from '../../../../plugins/leads/data/sortKeys.ts'
import {auditPageQuery} from '../../../../plugins/audit/data/auditRequests.ts'
import {leadDetailQuery} from '../../../../plugins/leads/data/useLead.ts'
import {leadTimelineQuery} from '../../../../plugins/leads/lead/useTimeline.ts'
import {createLakeFixture, type LakeFixture} from '../testing/lakeFixture.ts'
import {productQueries} from './productQueries.ts'

const TIME = '2025-06-01T00:00:00.000Z'
const PARAMS: Record<string, unknown> = {
  site: 'alpha',
  statuses: [{value: 'new'}, {value: 'won'}],
  sites: [{key: 'alpha', since: TIME}],
  ids: ['alpha.lead.1'],
  kinds: ['note'],
  terms: ['ada*'],
  q: 'ada',
  id: 'alpha.lead.1',
  value: 'm',
  cursorId: '',
}

function paramsOf(query: string): Record<string, unknown> {
  const names = [...query.matchAll(/\$([A-Za-z_]\w*)/g)].map(([, name]) => name ?? '')
  return Object.fromEntries(names.map((name) => [name, PARAMS[name] ?? TIME]))
}

function gridRequest(sort: Sort, search = ''): GridRequest {
  const context = {fields: audienceFields(), now: TIME, timeZone: 'UTC'}
  const where = viewToGroq({...ALL_LEADS, search}, context)
  return {site: 'alpha', sort, where, fields: rowFields(DEFAULT_COLUMNS)}
}

let lake: LakeFixture
beforeAll(() => {
  lake = createLakeFixture()
  const common = {site: 'alpha', _createdAt: TIME, _updatedAt: TIME}
  lake.become([
    {...common, _id: 'alpha.activity.1', _type: 'leadActivity', kind: 'note', at: TIME},
    {...common, _id: 'alpha.email.1', _type: 'emailMessage', status: 'queued', queuedAt: TIME},
    {...common, _id: 'alpha.lead.1', _type: 'lead', name: 'Ada', status: 'new', tags: ['vip']},
    {...common, _id: 'alpha.lead.2', _type: 'lead', name: 'Bo', email: 'bo@example.com'},
    {...common, _id: 'alpha.submission.1', _type: 'leadSubmission', receivedAt: TIME},
    {...common, _id: 'alpha.subscriber.1', _type: 'newsletterSubscriber', status: 'pending'},
    {...common, _id: 'alpha.suppression.1', _type: 'suppression', since: TIME},
    {...common, _id: 'network.audit.1', _type: 'auditEvent', seq: 1},
    {...common, _id: 'site.alpha', _type: 'site', key: 'alpha', title: 'Alpha'},
  ])
})
afterAll(() => lake.dispose())

describe('queries of the product', () => {
  it.each([...new Set(productQueries())])('come from indexes: %s', (query) => {
    expect(lake.ask(query, {params: paramsOf(query)}).explained.plan).toBe('sql')
  })

  it.each([leadDetailQuery, leadTimelineQuery])('come from indexes: %s', (query) => {
    expect(lake.ask(query, {params: paramsOf(query)}).explained.plan).toBe('sql')
  })

  for (const column of SORT_COLUMNS) {
    for (const direction of ['asc', 'desc'] as const) {
      it(`page through leads by ${column} ${direction} along an index, without sorting`, () => {
        const request = gridRequest([{column, direction}])
        const rows = [null, 'm'].map((value) => ({values: [value], id: 'alpha.lead.1'}))
        const places: PagePlace[] = [
          {kind: 'start'},
          {kind: 'end'},
          {kind: 'at', value: 'm'},
          ...rows.flatMap((row): PagePlace[] => [
            {kind: 'after', row},
            {kind: 'before', row},
          ]),
        ]
        for (const place of places) {
          const {query, params} = pageQuery(request, place)
          const {explained} = lake.ask(query, {params})
          expect(explained.plan).toBe('sql')
          const walked = explained.sql.some((text) => /INDEXED BY entries_\d+_/.test(text))
          // Two leads are few enough to be sorted, where a range finds no more.
          expect(walked || place.kind === 'at').toBe(true)
        }
      })
    }
  }

  it('count and read leads of the grid from indexes', () => {
    const request = gridRequest([{column: 'name', direction: 'asc'}], 'ada')
    const row = {values: ['m'], id: 'alpha.lead.1'}
    const queries = [
      countQuery(request),
      positionQuery(request, row),
      rowsQuery(request, ['alpha.lead.1']),
    ]
    for (const {query, params} of queries) {
      expect(lake.ask(query, {params}).explained.plan).toBe('sql')
    }
  })

  it.each([
    ['nothing', {}, /INDEXED BY entries_\d+_at_/],
    ['an actor', {actorId: 'u'}, /INDEXED BY entries_\d+_id_actor_\w+_at_/],
    ['a kind of actor', {actorKind: 'visitor'}, /INDEXED BY entries_\d+_kind_actor_\w+_at_/],
    ['an action', {action: 'lead.deleted'}, /INDEXED BY entries_\d+_action_\w+_at_/],
    ['a kind of target', {targetType: 'lead'}, /INDEXED BY entries_\d+_type_target_\w+_at_/],
    ['a target', {targetId: 'alpha.lead.1'}, /INDEXED BY entries_\d+_id_target_\w+_at_/],
    ['a person', {targetIds: ['alpha.lead.1', 'alpha.suppression.1']}, /k_id_target_\w+ IN/],
  ])('page through the audit trail by %s, along an index', (_, conditions, expected) => {
    const everything = {
      actorKind: '',
      actorId: '',
      action: '',
      targetType: '',
      targetId: '',
      targetIds: null,
    }
    const place = {prefix: 'alpha.audit.', from: '', at: '~', id: ''}
    const audit = {...everything, ...place, ...conditions}
    const {explained} = lake.ask(auditPageQuery, {params: {...audit, prefix: 'network.audit.'}})
    expect(explained.plan).toBe('sql')
    expect(explained.sql.some((text) => expected.test(text))).toBe(true)
  })

  it('page through the days of the audit trail from where a page begins, and not from the end', () => {
    const conditions = {actorKind: '', actorId: '', action: '', targetType: '', targetId: ''}
    const place = {prefix: 'network.audit.', from: '2026-01-01', at: '2026-02-01', id: 'x'}
    const params = {...conditions, targetIds: null, ...place}
    const {explained} = lake.ask(auditPageQuery, {params})
    // Of more bounds than two, SQLite takes the first.
    const range =
      /\((e\.k_at_\w+) >= \? AND \1 < \? AND \(\+e\.id >= \? AND \+e\.id < \?\)\) ORDER BY/
    expect(explained.sql.some((text) => range.test(text))).toBe(true)
  })

  it('report when no index narrows them enough', () => {
    expect(lake.ask('*[upper(jobTitle) == "1"]').explained).toMatchObject({
      plan: 'scanned',
      rows: 9,
    })
    const narrowed = lake.ask('*[_type == "lead" && upper(jobTitle) == "1"]').explained
    expect(narrowed).toMatchObject({plan: 'narrowed', rows: 2})
  })
})

describe('former differences to groq-js', () => {
  const first = {_id: 'alpha.lead.1', _type: 'lead', _createdAt: TIME, _updatedAt: TIME}

  it('a page that starts at an incomparable value is empty, not an error', () => {
    lake.become([first])
    const query =
      '*[_type == "lead" && ((status > $value || (status == $value && _id > $id)))] | order(status asc, _id asc)[0...3]._id'
    expect(lake.ask(query, {params: {value: {}, id: ''}}).json).toBe('[]')
  })
})
