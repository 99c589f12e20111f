import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {parseGroq} from '../groqNode.ts'
import {createLakeFixture} from '../testing/lakeFixture.ts'
import {onlyNamedValue} from './namedCondition.ts'

const lake = createLakeFixture()
afterAll(() => lake.dispose())

describe('a condition', () => {
  it.each([
    'length(customFields[name == "size"][0].value) > 3',
    'count([customFields[name == "size"][0].value][@ >= "3"]) > 0',
    'customFields[name == "size"][0].value == lower(customFields[name == "size"][0].value)',
    'string::split(customFields[name == "size"][0].value, "-")[1] in ["01", "02"]',
  ])('%s reads one named value', (condition) => {
    expect(onlyNamedValue(parseGroq(condition))).toMatchObject({list: 'customFields'})
  })

  it.each([
    'status == "new"',
    '"size" == "size"',
    'customFields[name == "size"][0].value == status',
    'customFields[name == "size"][0].value == customFields[name == "city"][0].value',
    'count([customFields[name == "size"][0].value][@ == ^.status]) > 0',
    'count([customFields[name == "size"][0].value][@ == *[0].status]) > 0',
    'customFields[name == "size"][0].value < now()',
    'references(customFields[name == "size"][0].value)',
    'customFields[name == status][0].value == "3"',
    '@ == customFields[name == "size"][0].value',
  ])('%s reads something else', (condition) => {
    expect(onlyNamedValue(parseGroq(condition))).toBeNull()
  })
})

const DOCUMENTS = Array.from({length: 60}, (_, number) => ({
  _id: `alpha.lead.${String(number).padStart(2, '0')}`,
  _type: 'lead',
  site: 'alpha',
  name: `Ada ${number}`,
  createdAt: `2026-03-01T10:00:${String(number).padStart(2, '0')}.000Z`,
  ...(number % 10 > 0 && {
    customFields: [
      {_key: 'a', name: 'size', value: number % 10 === 1 ? 'Many' : String(number % 10)},
      {_key: 'b', name: 'size', value: 'the second counts for nothing'},
      {_key: 'c', name: 'text', value: `${'long '.repeat(40)}${number}`},
    ],
  }),
}))

const SIZE = 'customFields[name == "size"][0].value'
const LEADS = '_type == "lead" && site == "alpha"'

/** A page and the count of a filter, and how often documents had to be looked at. */
function asked(condition: string) {
  const page = lake.ask(`*[${LEADS} && ${condition}] | order(createdAt asc, _id asc)[0...4]._id`)
  const count = lake.ask(`count(*[${LEADS} && ${condition}])`)
  return {
    ids: page.json,
    count: Number(count.json),
    plans: [page.explained.plan, count.explained.plan],
  }
}

describe('conditions on one named value', () => {
  beforeAll(() => lake.become(DOCUMENTS))

  it('run once per distinct value, not per document', () => {
    const plans = ['sql', 'sql']
    const ids = (...numbers: string[]) => JSON.stringify(numbers.map((n) => `alpha.lead.${n}`))
    expect(asked(`length(${SIZE}) > 3`)).toEqual({
      ids: ids('01', '11', '21', '31'),
      count: 6,
      plans,
    })
    expect(asked(`!(length(${SIZE}) > 3)`)).toEqual({
      ids: ids('02', '03', '04', '05'),
      count: 48,
      plans,
    })
    expect(asked(`(length(${SIZE}) > 3 || lower(name) == "ada 12")`)).toMatchObject({
      count: 7,
      plans,
    })
    expect(asked(`coalesce(length(${SIZE}) > 3, true)`)).toMatchObject({count: 12, plans})
    expect(asked(`count([${SIZE}][@ >= "8"]) == 0 && lower(name) != "ada 2"`)).toMatchObject({
      count: 41,
      plans,
    })
  })

  it('are true for missing values where they are defined so', () => {
    expect(asked(`!defined(string::split(${SIZE}, "a")[1])`)).toMatchObject({count: 54})
    expect(asked(`!coalesce(length(${SIZE}) > 3, false)`)).toMatchObject({count: 54})
    expect(asked(`count([${SIZE}][@ == "9"]) == 0`)).toMatchObject({count: 54})
  })

  it('check documents whose values are cut', () => {
    const {count, plans} = asked(
      'string::split(customFields[name == "text"][0].value, " ")[-1] == "11"',
    )
    expect(count).toBe(1)
    expect(plans).not.toContain('sql')
  })
})
