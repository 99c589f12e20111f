import {expect, test} from 'vitest'
import {foundOptions, MAX_SHOWN} from './pickOptions.ts'

const options = (...titles: string[]) => titles.map((title) => ({value: title, title}))
const GROUPS = [
  {title: 'Status and score', options: options('Status', 'Score')},
  {title: 'Dates', options: options('Créé', 'Last contact')},
]

test.each([
  ['score', ['Score']],
  ['cree', ['Créé']],
  ['CONTACT last', ['Last contact']],
  ['dates', ['Créé', 'Last contact']],
  ['nothing', []],
])('%j finds %j', (search, titles) => {
  const found = foundOptions(GROUPS, search).flatMap((group) => group.options)
  expect(found.map(({title}) => title)).toEqual(titles)
})

test('the number of options is limited', () => {
  const many = Array.from({length: MAX_SHOWN + 50}, (_, index) => `Tag ${index}`)
  const [group] = foundOptions([{title: null, options: options(...many)}], 'tag')
  expect(group?.options).toHaveLength(MAX_SHOWN)
})
