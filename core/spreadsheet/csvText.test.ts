import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {CSV_BOM, csvRows, csvText, escapeFormula, unescapeFormula} from './csvText.ts'
import {isBlankRow} from './parseCells.ts'
import {readRows} from './rows.ts'
import {collectRows, partsOf} from './testing/streams.ts'

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
    unit: fc.constantFrom(...'",\r\n=+-@\t\' a1＝'.split(''), '😀', 'ع', '\u00a0'),
  }),
)
const tables = fc
  .integer({min: 1, max: 5})
  .chain((width) => fc.array(fc.array(cells, {minLength: width, maxLength: width})))

describe('CSV', () => {
  test.each([
    '=HYPERLINK("https://evil.test")',
    '@sum',
    '+1+1',
    '-1-1',
    "-2+3+cmd|' /C calc'!A0",
    '+46-70-123',
    '=1',
    '\tx',
    '\rx',
    '\nx',
    ' =1+1',
    '\u00a0=1+1',
    '"=1+1',
    "'=1+1",
    '“=1+1”',
    '\u200b=1+1',
    '\ufeff@x',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    '﹦1',
    '﹣x',
    '\u3164=1',
    '\ufe0f@x',
    '\u034f-x',
  ])('puts an apostrophe before %j', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`)
    expect(unescapeFormula(`'${text}`)).toBe(text)
  })

  test.each([
    ['Ann;=1+1;', "Ann;'=1+1;"],
    ['Ann; @x', "Ann;' @x"],
    ['Ann;\ttext\t＝x', "Ann;\ttext\t'＝x"],
    ['Ann\n-x', "Ann\n'-x"],
    ['Ann\r\n"=x', 'Ann\r\n\'"=x'],
    ['\n=1+1', "'\n'=1+1"],
    [' \n =1+1', "' \n' =1+1"],
    ["Ann;'=x", "Ann;''=x"],
    ['=x;=y', "'=x;'=y"],
  ])('puts apostrophes into %j, behind what may begin a cell', (text, escaped) => {
    expect(escapeFormula(text)).toBe(escaped)
    expect(unescapeFormula(escaped)).toBe(text)
    expect(csvRows([['a', text]])).toContain(escaped.replaceAll('"', '""'))
  })

  test('is as fast for a text of many breaks', () => {
    const text = `x${'\n;\t '.repeat(25_000)}x`
    expect(escapeFormula(text)).toBe(text)
  })

  test.each([
    '',
    'plain',
    'a; b; +46 70 123 45 67',
    'x; -2\tand -3',
    'it is = 1',
    'ann+news@example.com',
    '-12',
    '-1,234.50',
    '+46 70 123 45 67',
    '+46 (0)70 123',
    "o'clock",
    "'tis",
    '2-1',
  ])('leaves %j as it is', (text) => {
    expect(escapeFormula(text)).toBe(text)
    expect(unescapeFormula(text)).toBe(text)
  })

  test('removes the apostrophe before a number too, which other programs write', () => {
    expect(unescapeFormula("'+46 70 123")).toBe('+46 70 123')
    expect(unescapeFormula("'-2")).toBe('-2')
  })

  test('is quoted where it must be, and escaped within the quotes', () => {
    const text = csvText([
      ['=HYPERLINK("https://evil.test")', '+1 555', '-2', '@sum', '\tx', '\rx'],
      ['a,b', 'line\nbreak', 'plain', '', '', 'it is = 1'],
    ])
    expect(text).toBe(
      `\ufeff"'=HYPERLINK(""https://evil.test"")",+1 555,-2,'@sum,'\tx,"'\rx"\r\n"a,b","line\nbreak",plain,,,it is = 1\r\n`,
    )
  })

  test('is what a strict reader of the format reads, with no formula in it', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const read = readCsv(csvRows(rows))
        expect(read.map((row) => row.map(unescapeFormula))).toEqual(rows)
        const first = read.flat().map((value) => /[^\s\p{C}"]/u.exec(value)?.[0] ?? '')
        const formulas = read.flat().filter((_, at) => '=@＝＋－＠'.includes(first[at] || 'x'))
        expect(formulas).toEqual([])
      }),
    )
  })

  test('is parsed by our own reader', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({min: 1, max: 30}), async (rows, size) => {
        const written = rows
          .map((row) => row.map((value) => value.replaceAll('\0', '')))
          .filter((row) => !isBlankRow(row))
        const read = await collectRows(readRows(partsOf(csvText(written), size), {delimiter: ','}))
        expect(read.map(({cells}) => cells.map(unescapeFormula))).toEqual(written)
        expect(read.filter(({problem}) => problem !== undefined)).toEqual([])
      }),
    )
  })

  test('begins with one byte order mark, and is the same when written in parts', () => {
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
