import {expect, test} from 'vitest'
import {sharedQueryNames} from './queryNames.ts'

test('a name of queries in two files is reported with both', () => {
  const text = "const LISTS_QUERY = defineQuery(`*[]`)\nconst other = groq('x')\n"
  const exported = 'export const LISTS_QUERY: string =\n  defineQuery(`*[0]`)'
  expect(
    sharedQueryNames([
      {path: 'plugins/a.ts', text},
      {path: 'functions/b.ts', text: exported},
      {path: 'functions/c.ts', text: 'const LEADS_QUERY = defineQuery("*")'},
    ]),
  ).toEqual([
    'LISTS_QUERY is the name of queries in plugins/a.ts and functions/b.ts. Rename all but one.',
  ])
})

test('names in one file only are accepted', () => {
  const text = 'const ONE_QUERY = defineQuery("*")\nconst TWO_QUERY = defineQuery("*")'
  expect(sharedQueryNames([{path: 'a.ts', text}])).toEqual([])
})
