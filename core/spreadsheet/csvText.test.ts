import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {CSV_BOM, csvRows, csvText} from './csvText.ts'

/** Reads CSV to the letter of RFC 4180, and throws at whatever else. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const next = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/uy
  while (next.lastIndex < text.length) {
    const at = next.lastIndex
    const [, quoted, plain, end] = next.exec(text) ?? []
    if (end === undefined) throw new Error(`There is no cell at ${at}.`)
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  if (row.length > 0) throw new Error('The last row has no end.')
  return rows
}

const cells = fc.oneof(
  fc.string({unit: 'binary'}),
  fc.string({
    unit: fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', 'a', '😀', 'ع'),
  }),
)
const tables = fc
  .integer({min: 1, max: 5})
  .chain((width) => fc.array(fc.array(cells, {minLength: width, maxLength: width})))

const guarded = (value: string) => (/^[=+\-@\t\r]/u.test(value) ? `'${value}` : value)

describe('CSV', () => {
  test('has no cell that a program runs as a formula, whatever is in it', () => {
    const text = csvText([
      ['=HYPERLINK("https://evil.test")', '+1 555', '-2', '@sum', '\tx', '\rx'],
      ['a,b', 'line\nbreak', 'plain', '', '', 'it is = 1'],
    ])
    expect(text).toBe(
      `\ufeff"'=HYPERLINK(""https://evil.test"")",'+1 555,'-2,'@sum,'\tx,"'\rx"\r\n"a,b","line\nbreak",plain,,,it is = 1\r\n`,
    )
  })

  test('is read back as what was written, at most behind an apostrophe', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const read = readCsv(csvRows(rows))
        expect(read).toEqual(rows.map((row) => row.map(guarded)))
        expect(read.flat().filter((value) => /^[=+\-@\t\r]/u.test(value))).toEqual([])
      }),
    )
  })

  test('begins with one byte order mark, and is the same written bit by bit', () => {
    fc.assert(
      fc.property(tables, fc.nat(), (rows, at) => {
        const cut = rows.length === 0 ? 0 : at % rows.length
        const whole = csvText(rows)
        expect(whole).toBe(`${CSV_BOM}${csvRows(rows.slice(0, cut))}${csvRows(rows.slice(cut))}`)
        expect(whole.startsWith('\ufeff')).toBe(true)
      }),
    )
    expect(csvText([['a'], ['b']]).split(CSV_BOM)).toHaveLength(2)
  })

  test('ends every row, also one with nothing in its only cell', () => {
    expect(csvRows([])).toBe('')
    expect(csvRows([[''], ['', '']])).toBe('""\r\n,\r\n')
  })

  test('quotes only what has to be', () => {
    expect(csvRows([['a b', 'a"b', 'a\rb', "it's", ' x ']])).toBe(`a b,"a""b","a\rb",it's, x \r\n`)
  })
})
