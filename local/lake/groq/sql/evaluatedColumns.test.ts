import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {createLakeFixture} from '../testing/lakeFixture.ts'

const lake = createLakeFixture()
afterAll(() => lake.dispose())

const DOCUMENTS = Array.from({length: 60}, (_, number) => ({
  _id: `alpha.lead.${String(number).padStart(2, '0')}`,
  _type: 'lead',
  site: 'alpha',
  name: number % 20 === 0 ? 'Ada Dahl' : `Bo ${number}`,
  phone: `+49 30 ${1000 + number}`,
  jobTitle: `Buyer ${1000 + number}`,
  email: `lead${number}@${number % 3 === 0 ? 'example' : 'mail'}.com`,
  status: number % 2 === 0 ? 'won' : 'new',
  tags: number % 4 === 0 ? ['vip', 'fair'] : [],
  notes: `Met in ${number % 30 === 0 ? 'Stockholm' : 'Kiel'}`,
  ...(number % 10 > 0 && {score: number}),
  createdAt: `2026-03-${String(1 + (number % 30)).padStart(2, '0')}T10:00:00.000Z`,
}))

const LEADS = '_type == "lead" && site == "alpha"'
const now = '2026-03-31T12:00:00.000Z'

/** How many match, and how that and a page of them were found. */
function asked(condition: string) {
  const page = lake.ask(
    `*[${LEADS} && ${condition}] | order(createdAt asc, _id asc)[0...100]._id`,
    {
      now,
    },
  )
  const count = lake.ask(`count(*[${LEADS} && ${condition}])`, {now})
  const ids: unknown = JSON.parse(page.json)
  return {
    count: Number(count.json),
    page: Array.isArray(ids) ? ids.length : null,
    plan: count.explained.plan,
    looked: count.explained.rows,
  }
}

describe('a condition on columns without a SQL translation', () => {
  beforeAll(() => lake.become(DOCUMENTS))

  it.each([
    ['score % 7 == 0', 8],
    ['!(score % 7 == 0)', 52],
    ['score + 1 > 59', 1],
    ['coalesce(score, 0) < 5', 10],
    ['select(status == "won" => score, 0) > 50', 4],
    ['length(status) == 3', 60],
    ['string::split(email, "@")[1] == "example.com"', 20],
    ['dateTime(createdAt) > dateTime(now()) - 60 * 60 * 24 * 7', 12],
    ['count(tags[@ == "vip"]) > 0', 15],
    ['count(tags[@ == "vip"]) >= 1 && score % 2 == 0', 12],
    ['phone == "+49 30 1007"', 1],
  ])('%s is decided without reading documents', (condition, count) => {
    expect(asked(condition)).toEqual({count, page: count, plan: 'sql', looked: 0})
  })

  it.each([
    ['name == "Ada Dahl"', 3, 3],
    ['name in ["Ada Dahl", "Bo 1"]', 4, 4],
    ['string::startsWith(name, "Ada")', 3, 3],
    ['jobTitle == "Buyer 1007"', 1, 1],
    ['notes == "Met in Stockholm"', 2, 2],
    ['"Met in Stockholm" in [notes]', 2, 60],
  ])('%s reads few documents', (condition, count, most) => {
    const {looked, ...answer} = asked(condition)
    expect(answer).toEqual({count, page: count, plan: 'narrowed'})
    expect(looked).toBeLessThanOrEqual(most)
  })
})

describe('conditions on a time that documents of all types have', () => {
  it('are evaluated for documents of several types', () => {
    const times = ['2026-03-01T10:00:00Z', '2026-04-01T10:00:00Z', '2026-04-02T10:00:00Z']
    const others = times.map((_updatedAt, index) => ({
      _id: `alpha.${index}`,
      _type: index === 0 ? 'leadSubmission' : 'leadActivity',
      _updatedAt,
    }))
    lake.become(others)
    const {json} = lake.ask('*[string::split(_updatedAt, "-")[1] == "04"]._id')
    expect(JSON.parse(json)).toEqual(['alpha.1', 'alpha.2'])
  })
})
