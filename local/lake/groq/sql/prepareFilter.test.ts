import {afterAll, describe, expect, it} from 'vitest'
import type {QueryDocument} from '../queryDocument.ts'
import {createLakeFixture} from '../testing/lakeFixture.ts'

const lake = createLakeFixture()
afterAll(() => lake.dispose())

const lead = (key: string): QueryDocument => ({
  _id: `alpha.lead.${key}`,
  _type: 'lead',
  site: 'alpha',
})
const opened = (key: string, leadKey: string, site = 'alpha'): QueryDocument => ({
  _id: `${site}.activity.${key}`,
  _type: 'leadActivity',
  site,
  leadId: `alpha.lead.${leadKey}`,
  kind: 'email.opened',
  at: '2026-04-01T00:00:00Z',
})
const DOCUMENTS = [
  lead('none'),
  lead('one'),
  lead('two'),
  opened('1', 'one'),
  opened('2', 'two'),
  opened('3', 'two'),
]
const HAPPENED =
  '*[_type == "leadActivity" && site == $site && leadId == ^._id && kind == "email.opened"]'
const params = {site: 'alpha'}

function who(condition: string, options: Parameters<typeof lake.ask>[1] = {}) {
  const {json, explained} = lake.ask(`*[_type == "lead" && ${condition}]._id`, {params, ...options})
  const ids: unknown = JSON.parse(json)
  const keys = Array.isArray(ids) ? ids.map((id) => String(id).slice('alpha.lead.'.length)) : []
  return {keys, plan: explained.plan}
}

describe('conditions on how many documents name one', () => {
  it('are answered by SQL alone', () => {
    lake.become(DOCUMENTS)
    expect(who(`count(${HAPPENED}) >= 2`)).toEqual({keys: ['two'], plan: 'sql'})
    expect(who(`count(${HAPPENED}) == 0`)).toEqual({keys: ['none'], plan: 'sql'})
    expect(who(`!(count(${HAPPENED}) < 1)`)).toEqual({keys: ['one', 'two'], plan: 'sql'})
    expect(who(`2 <= count(${HAPPENED})`)).toEqual({keys: ['two'], plan: 'sql'})
    expect(lake.ask(`count(*[_type == "lead" && count(${HAPPENED}) > 0])`, {params})).toMatchObject(
      {
        json: '2',
        explained: {plan: 'sql'},
      },
    )
  })

  it('are answered by SQL where there is no such document', () => {
    lake.become(DOCUMENTS.slice(0, 3))
    expect(who(`count(${HAPPENED}) >= 1`)).toEqual({keys: [], plan: 'sql'})
    expect(who(`!(count(${HAPPENED}) > 0)`).keys).toEqual(['none', 'one', 'two'])
    const draft = {...opened('1', 'one'), _id: 'drafts.alpha.activity.1'}
    lake.become([...DOCUMENTS.slice(0, 3), draft])
    expect(who(`count(${HAPPENED}) == 1`).keys).toEqual(['one'])
  })

  it('use groq-js only for values without an index', () => {
    lake.become(DOCUMENTS.map((document) => ({...document, page: document._id.endsWith('two')})))
    const condition = `page && count(${HAPPENED}) > 0`
    expect(who(condition)).toEqual({keys: ['two'], plan: 'narrowed'})
    const counted = lake.ask(`count(*[_type == "lead" && ${condition}])`, {params})
    // The one without any such document is not looked at.
    expect(counted).toMatchObject({json: '1', explained: {plan: 'narrowed', rows: 2}})
  })

  it('count what the caller may read only', () => {
    lake.become([...DOCUMENTS, opened('4', 'none', 'beta')])
    const anySite = HAPPENED.replace(' && site == $site', '')
    const filter = '_id in path("alpha.**")'
    const mayRead = ({_id}: QueryDocument) => _id.startsWith('alpha.')
    expect(who(`count(${anySite}) == 0`, {grant: {filter, mayRead}}).keys).toEqual(['none'])
    expect(who(`count(${anySite}) == 0`).keys).toEqual([])
  })

  it('see drafts, which no index has', () => {
    lake.become([...DOCUMENTS, {...opened('x', 'none'), _id: 'drafts.alpha.activity.x'}])
    expect(who(`count(${HAPPENED}) == 0`).keys).toEqual([])
  })
})
