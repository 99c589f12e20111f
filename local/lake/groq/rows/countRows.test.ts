import {afterAll, describe, expect, it} from 'vitest'
import {createLakeFixture} from '../testing/lakeFixture.ts'

const lake = createLakeFixture()
afterAll(() => lake.dispose())

const lead = (key: string, lists: unknown, site = 'alpha') => ({
  _id: `${site}.lead.${key}`,
  _type: 'lead',
  site,
  lists,
})

describe('the number of members of a list', () => {
  const query = 'count(*[_type == "lead" && site == $site && $list in lists])'
  const params = {site: 'alpha', list: 'alpha.list.a'}

  it('is counted in the index of members alone, each lead once', () => {
    lake.become([
      lead('1', ['alpha.list.a']),
      lead('2', ['alpha.list.b', 'alpha.list.a', 'alpha.list.a']),
      lead('3', ['alpha.list.ab', null, 7]),
      lead('4', 'alpha.list.a'),
      lead('5', null),
      lead('1', ['alpha.list.a'], 'beta'),
    ])
    const {json, explained} = lake.ask(query, {params})
    expect(json).toBe('2')
    expect(explained.plan).toBe('sql')
    expect(explained.sql).toHaveLength(1)
    expect(explained.sql[0]).toMatch(/^SELECT count\(DISTINCT n\) FROM \(SELECT n FROM members /u)
  })

  it('has those without an index entry, and those in whose place a draft appears', () => {
    const draft = {_id: 'drafts.alpha.lead.1', _type: 'lead', site: 'alpha', lists: []}
    lake.become([lead('1', ['alpha.list.a']), lead('2', ['alpha.list.a']), draft])
    const perspective = {kind: 'layered' as const, layers: ['drafts']}
    expect(lake.ask(query, {params}).json).toBe('2')
    expect(lake.ask(query, {params, perspective}).json).toBe('1')
  })
})
