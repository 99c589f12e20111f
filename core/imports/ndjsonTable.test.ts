import {describe, expect, test} from 'vitest'
import {DuplicateFinder} from '../spreadsheet/duplicates.ts'
import {readNdjson, type NdjsonLine} from '../spreadsheet/ndjson.ts'
import {ndjsonColumns, ndjsonHeading, ndjsonRow} from './ndjsonTable.ts'
import {readingProblem, uploadedRow} from './uploadedRow.ts'

async function linesOf(text: string): Promise<NdjsonLine[]> {
  const found: NdjsonLine[] = []
  const parts = async function* () {
    yield text
  }
  for await (const lines of readNdjson(parts())) found.push(...lines)
  return found
}

async function rowsOf(text: string) {
  const lines = await linesOf(text)
  const columns = ndjsonColumns(lines)
  const positions = new Map(columns.map((name, index) => [name, index] as const))
  return {columns, rows: lines.map((line) => ndjsonRow(line, positions))}
}

describe('records', () => {
  test('become rows under all names of the first records', async () => {
    const {columns, rows} = await rowsOf(
      '{"email":"a@example.com","score":3}\n\n{"tags":["x","y"],"email":null,"vip":true,"__proto__":"p"}\n',
    )
    expect(columns).toEqual(['email', 'score', 'tags', 'vip', '__proto__'])
    expect(rows).toEqual([
      {line: 1, cells: ['a@example.com', '3', '', '', '']},
      {line: 3, cells: ['', '', '["x","y"]', 'true', 'p']},
    ])
  })

  test('with other names, or that are not objects, keep their position with a reason', async () => {
    const columns = new Map([['email', 0]])
    const lines = await linesOf(
      `{"email":"a@example.com","fax":"1"}\n[1]\n{"email":\n{"email":${'['.repeat(50_000)}${']'.repeat(50_000)}}\n`,
    )
    const rows = lines.map((line) => ndjsonRow(line, columns))
    expect(rows.map(({line, problem}) => [line, problem?.code])).toEqual([
      [1, 'unknownNames'],
      [2, 'notAnObject'],
      [3, 'invalidJson'],
      [4, expect.any(String)],
    ])
    expect(rows.map(({problem}) => readingProblem(problem?.code ?? '').code)).toEqual([
      'unknown-names',
      'not-json',
      'not-json',
      'unreadable-row',
    ])
  })
})

test('custom fields have the headings of our own exports', () => {
  const names = ['custom.Shoe size', 'custom.', 'email', 'constructor']
  expect(names.map(ndjsonHeading)).toEqual(['Shoe size', 'custom.', 'email', 'constructor'])
})

test('a row about a person of an earlier row names its line, however the address is written', () => {
  const duplicates = new DuplicateFinder()
  const rows = [
    {line: 2, cells: ['a@example.com']},
    {line: 3, cells: [' A@Example.com ']},
    {line: 4, cells: ['a@example.com'], problem: {code: 'rowTooLong'}},
  ].map((row) => uploadedRow(row, {email: 0, key: null}, duplicates))
  expect(rows.map(({repeats, problem}) => [repeats, problem])).toEqual([
    [undefined, undefined],
    [2, undefined],
    [undefined, 'rowTooLong'],
  ])
})
