import {evaluate, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {EVERYBODY, type AudienceDefinition} from './definition.ts'
import {audienceFields} from './fields.ts'
import {
  ALL_LEADS,
  LeadViewError,
  selectionToGroq,
  viewToGroq,
  type LeadSelection,
  type LeadView,
} from './leadSelection.ts'

const leads = [
  {_id: 'a', name: 'Ada', email: 'ada@example.com', createdAt: '2026-11-13T22:59:59.000Z'},
  {_id: 'b', name: 'Bob', company: 'Ada Works', createdAt: '2026-11-13T23:00:00.000Z'},
  {_id: 'c', engagement: 'clicked', subscription: 'bounced', createdAt: '2026-01-01T00:00:00Z'},
  {_id: 'd', engagement: 'bounced', subscription: 'unsubscribed', tags: ['vip']},
  {_id: 'e', engagement: 'replied', tags: ['vip']},
].map((lead) => ({_type: 'lead', site: 'artameta', ...lead}))

function audience(field: string, operator: string, value: unknown): AudienceDefinition {
  const rules = [{id: 'r', field, operator, value}]
  return {version: 1, root: {id: 'root', combinator: 'and', rules}}
}

const context = {
  // Europe/Berlin is an hour ahead: there it is the 20th already.
  now: '2026-11-19T23:30:00.000Z',
  timeZone: 'Europe/Berlin',
  fields: audienceFields(),
  segments: new Map([['artameta.segment.v', {definition: audience('tags', 'anyOf', ['vip'])}]]),
}

async function idsOf(selection: LeadSelection): Promise<unknown> {
  const {filter, params} = selectionToGroq(selection, context)
  const query = `*[_type == "lead" && site == $site && (${filter})]._id`
  const all = {...params, site: 'artameta'}
  const value = await evaluate(parse(query, {params: all}), {dataset: leads, params: all})
  return value.get()
}

const shown = (view: Partial<LeadView>, excluded: string[] = []) =>
  idsOf({kind: 'matching', view: {...ALL_LEADS, ...view}, excluded})

describe('a view', () => {
  test('without conditions matches every lead', async () => {
    expect(await shown({})).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(await shown({audience: EVERYBODY})).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('has quick filters; recent counts days of the site', async () => {
    expect(await shown({quick: 'recent'})).toEqual(['b'])
    expect(await shown({quick: 'engaged'})).toEqual(['c', 'e'])
    expect(await shown({quick: 'bounced'})).toEqual(['c', 'd'])
    expect(await shown({quick: 'unsubscribed'})).toEqual(['d'])
  })

  test('searches name, e-mail and company', async () => {
    expect(await shown({search: ' ADA '})).toEqual(['a', 'b'])
    expect(await shown({search: 'ada@exa'})).toEqual(['a'])
    expect(await shown({search: '**'})).toEqual([])
  })

  test('finds names that lower case changes, and names without a letter', async () => {
    const found = async (name: string, search: string) => {
      const {filter, params} = selectionToGroq(
        {kind: 'matching', view: {...ALL_LEADS, search}, excluded: []},
        context,
      )
      const dataset = [{_id: 'x', name}]
      const tree = parse(`count(*[${filter}])`, {params})
      return (await evaluate(tree, {dataset, params})).get()
    }
    for (const name of ['İstanbul', '𐐜 𐐔𐐇𐐝𐐀', 'Straße', '🏳️‍🌈 Ada', '☂', '*', '﷽']) {
      expect(await found(name, name)).toBe(1)
      expect(await found('Somebody', name)).toBe(0)
    }
    expect(await found('☂ Umbrellas', '☂ UMB')).toBe(1)
  })

  test('combines quick filter, search, filter and segment with AND', async () => {
    const vip = {segmentId: 'artameta.segment.v'}
    expect(await shown(vip)).toEqual(['d', 'e'])
    expect(await shown({...vip, quick: 'engaged'})).toEqual(['e'])
    const bounced = audience('engagement', 'is', 'bounced')
    expect(await shown({...vip, audience: bounced})).toEqual(['d'])
    expect(await shown(vip, ['e'])).toEqual(['d'])
  })

  test('with an invalid filter or segment is refused', () => {
    const broken = {...ALL_LEADS, audience: audience('nothing', 'is', 'x')}
    expect(() => viewToGroq(broken, context)).toThrow(LeadViewError)
    const gone = {...ALL_LEADS, segmentId: 'artameta.segment.gone'}
    expect(() => viewToGroq(gone, context)).toThrow('The segment of this view was deleted.')
  })

  test('passes typed text as parameters only', () => {
    const view = {...ALL_LEADS, search: '"] | (', audience: audience('name', 'is', '"; *[')}
    expect(viewToGroq(view, context).filter).not.toMatch(/[;|*] ?[([]/u)
  })
})

test('chosen ids match exactly those leads', async () => {
  expect(await idsOf({kind: 'ids', ids: ['b', 'x']})).toEqual(['b'])
})
