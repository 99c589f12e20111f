import {expect, test} from 'vitest'
import {englishOf} from './english.ts'

const english = englishOf({
  plain: 'Plain',
  named: '{{name}} has {{size}}, {{size, number}}',
  rows_one: '{{count, number}} row',
  rows_other: '{{count, number}} rows',
})

test.each([
  ['plain', {}, 'Plain'],
  ['named', {name: 'Ada', size: 1200}, 'Ada has 1200, 1,200'],
  ['named', {}, ' has , '],
  ['rows', {count: 1}, '1 row'],
  ['rows', {count: 2000}, '2,000 rows'],
  ['unknown', {count: 1}, 'unknown'],
])('the text of %s with %j is “%s”', (key, values, text) => {
  expect(english(key, values)).toBe(text)
})
