import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {propertyRuns} from '../../tooling/testing/propertyRuns.ts'
import {DELIMITERS, type Delimiter} from './dialect.ts'
import {ROW_LIMITS} from './rowLimits.ts'
import {isBlankRow} from './parseCells.ts'
import {parseRows, readRows, type SheetRow} from './rows.ts'
import {collectRows, partsOf} from './testing/streams.ts'

const read = (text: string, delimiter: Delimiter = ',') => parseRows(text, {delimiter})
const cellsOf = (text: string, delimiter: Delimiter = ',') =>
  read(text, delimiter).map(({cells}) => cells)

describe('rows', () => {
  test.each<[string, string, string[][]]>([
    [
      'a file without a break at its end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quoted delimiters',
      'a,b\n"1,2",3\n',
      [
        ['a', 'b'],
        ['1,2', '3'],
      ],
    ],
    [
      'doubled quotes',
      'a,b\n"say ""hi""",""""\n',
      [
        ['a', 'b'],
        ['say "hi"', '"'],
      ],
    ],
    [
      'quoted line breaks',
      'a,b\r\n"1\r\n2\n3\r4",5\r\n',
      [
        ['a', 'b'],
        ['1\r\n2\n3\r4', '5'],
      ],
    ],
    [
      'blanks around quotes',
      'a,b\n"1" , "2"\n',
      [
        ['a', 'b'],
        ['1', ' "2"'],
      ],
    ],
    [
      'quotes within a cell',
      'size,b\n5" screen,6"\n',
      [
        ['size', 'b'],
        ['5" screen', '6"'],
      ],
    ],
    [
      'quotes that nobody doubled',
      'a,b\n"5" screen",6\n',
      [
        ['a', 'b'],
        ['5" screen', '6'],
      ],
    ],
    [
      'empty quotes',
      'a,b\n"",2\n1,""\n',
      [
        ['a', 'b'],
        ['', '2'],
        ['1', ''],
      ],
    ],
    ['one column', 'a\n1\n2\n', [['a'], ['1'], ['2']]],
    ['rows of other widths', 'a,b\n1\n1,2,3\n', [['a', 'b'], ['1'], ['1', '2', '3']]],
    [
      'delimiters at the end',
      'a,b,\n1,2,\n',
      [
        ['a', 'b', ''],
        ['1', '2', ''],
      ],
    ],
    [
      'blank lines',
      '\n\na,b\n\n  \n,\n1,2\n\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'single CR',
      'a,b\r1,2\r"3\r",4\r',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3\r', '4'],
      ],
    ],
    [
      'all line breaks at once',
      'a\r\nb\nc\rd\n\re\r\r\nf',
      ['a', 'b', 'c', 'd', 'e', 'f'].map((c) => [c]),
    ],
    [
      'NUL characters',
      'a,\0b\n1\0,2\0\n\0',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a byte order mark before a quote',
      '\ufeff"a,",b\n1,2\n',
      [
        ['a,', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'JSON',
      'a,b\n1,"{""type"": ""Point"", ""at"": [1, 2]}"\n',
      [
        ['a', 'b'],
        ['1', '{"type": "Point", "at": [1, 2]}'],
      ],
    ],
    [
      'a formula of Excel',
      'a,b\n="0012",2\n',
      [
        ['a', 'b'],
        ['="0012"', '2'],
      ],
    ],
    [
      'other scripts',
      'あ,b\n😀,ع\u2028ع\n',
      [
        ['あ', 'b'],
        ['😀', 'ع\u2028ع'],
      ],
    ],
    ['the line that names the delimiter', 'sep=,\r\na,b\r\n', [['a', 'b']]],
    ['nothing', '', []],
    ['line breaks only', '\r\n\r\n', []],
  ])('of %s', (_, text, expected) => {
    expect(cellsOf(text)).toEqual(expected)
    expect(read(text).filter(({problem}) => problem !== undefined)).toEqual([])
  })

  test('report the line on which they begin', () => {
    const text = 'sep=,\r\na,b\r\n\r\n"1\r\n\r\n2","3\n4"\r5,6\n7,8'
    expect(read(text).map(({line}) => line)).toEqual([2, 4, 8, 9])
  })
})

describe('an unclosed quote', () => {
  test.each<[string, string, [line: number, cells: string[], faultyLine?: number][]]>([
    [
      'at the end of the file',
      'a,b\n1,2\n3,"4\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
        [3, ['3', '"4'], 3],
      ],
    ],
    [
      'before rows without quotes',
      'a,b\n"1,2\n3,4\n5,6\n',
      [
        [1, ['a', 'b']],
        [2, ['"1', '2'], 2],
        [3, ['3', '4']],
        [4, ['5', '6']],
      ],
    ],
    [
      'before rows with quotes',
      'a,b\n1,"2\n"3","4"\n"5",6\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '"2'], 2],
        [3, ['3', '4']],
        [4, ['5', '6']],
      ],
    ],
    [
      'before quotes in the same line',
      'a,b,c\n"1,"2","3"\n4,5,6\n',
      [
        [1, ['a', 'b', 'c']],
        [2, ['"1', '2', '3'], 2],
        [3, ['4', '5', '6']],
      ],
    ],
    [
      'before a quote within a cell',
      'a,b\n"1,2\n3,5" screen\n4,6" screen\n7,8\n',
      [
        [1, ['a', 'b']],
        [2, ['"1', '2'], 2],
        [3, ['3', '5" screen']],
        [4, ['4', '6" screen']],
        [5, ['7', '8']],
      ],
    ],
    [
      'behind a cell with line breaks',
      'a,b\n"1\n1","2\n3,4\n"5",6\n',
      [
        [1, ['a', 'b']],
        [2, ['1\n1', '"2'], 3],
        [4, ['3', '4']],
        [5, ['5', '6']],
      ],
    ],
    [
      'twice',
      'a,b\n"1,"2\n3,4\n',
      [
        [1, ['a', 'b']],
        [2, ['"1', '"2'], 2],
        [3, ['3', '4']],
      ],
    ],
  ])('%s breaks only its own row', (_, text, expected) => {
    const rows = read(text)
    expect(rows.map(({line, cells}) => [line, cells])).toEqual(
      expected.map(([line, cells]) => [line, cells]),
    )
    expect(rows.map(({problem}) => problem?.line)).toEqual(expected.map(([, , line]) => line))
    expect(rows.flatMap(({problem}) => problem?.code ?? [])).toContain('unclosedQuote')
  })

  test('is not reported where a text over several lines has single quotes inside', () => {
    expect(read('a,b\n1,2\n"He said "hi" to me\nand left",4\n')[2]).toEqual({
      line: 3,
      cells: ['He said "hi" to me\nand left', '4'],
    })
  })

  test('is reported where single quotes inside divide a row differently', () => {
    expect(read('a,b\n1,2\n"Ann "A.", Jr.",4\n')[2]).toEqual({
      line: 3,
      cells: ['"Ann "A."', ' Jr."', '4'],
      problem: {code: 'unclosedQuote', line: 3, column: 0},
    })
  })

  test.each([
    ['quotes behind it', '"""1,2\n', ''],
    ['quotes that may be doubled', '""1,2\n', '"x'],
    ['quotes that may be closed at the end', '""1,2\n', '"\n'],
    ['cells in one line', ',""1', '"\n'],
    ['cells that may be closed at the end of the line', ',""1"', '"\n'],
  ])('does not make reading slow, however many there are: %s', (_, part, end) => {
    const rows = read(`a,b\n1,2\n${part.repeat(100_000)}${end}`)
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.slice(2).every(({problem}) => problem !== undefined)).toBe(true)
  })
})

describe('limits', () => {
  test('of text apply to a batch', async () => {
    const text = 'a,b\n'.repeat(1000)
    const sizes: number[] = []
    for await (const rows of readRows(
      partsOf(text),
      {delimiter: ','},
      {...ROW_LIMITS, batchText: 300},
    )) {
      sizes.push(rows.length)
    }
    expect(sizes).toEqual(Array.from({length: 10}, () => 100))
  })

  const limits = {...ROW_LIMITS, maxCell: 10, maxColumns: 3, maxRow: 20, lookahead: 100}
  const readLimited = (text: string, size = text.length) =>
    collectRows(readRows(partsOf(text, size), {delimiter: ','}, limits))

  test('of cells, columns and rows leave a row with a problem', async () => {
    const rows = await readLimited(
      `a,b,c\n1,${'x'.repeat(11)},3\n1,2,3,4\n${'1234567890,'.repeat(3)}\nz\n`,
    )
    expect(
      rows.map(({line, cells, problem}) => [line, cells.join(), problem?.code, problem?.column]),
    ).toEqual([
      [1, 'a,b,c', undefined, undefined],
      [2, `1,${'x'.repeat(10)},3`, 'cellTooLong', 1],
      [3, '1,2,3', 'tooManyColumns', undefined],
      [4, '1234567890,1234567890,', 'tooManyColumns', undefined],
      [5, 'z', undefined, undefined],
    ])
  })

  test.each([1, 7, 1000])('pass over a line without an end, in parts of %i', async (size) => {
    const rows = await readLimited(`a,b\n1,2\n${'x'.repeat(500)}\n3,4\n`, size)
    expect(
      rows.map(({line, cells, problem}) => [line, cells.join().length, problem?.code]),
    ).toEqual([
      [1, 3, undefined],
      [2, 3, undefined],
      [3, 10, 'rowTooLong'],
      [4, 3, undefined],
    ])
  })

  test('apply to cells of 10 MB and rows of 100,000 cells', () => {
    const text = `a,b\n"${'long\n'.repeat(2_000_000)}",1\n2,3\n${','.repeat(100_000)}x\n${'y'.repeat(20_000_000)}\n4,5\n`
    const rows = read(text)
    expect(rows.map(({problem}) => problem?.code)).toEqual([
      undefined,
      'cellTooLong',
      undefined,
      'tooManyColumns',
      'rowTooLong',
      undefined,
    ])
    expect(rows.map(({line}) => line)).toEqual([1, 2, 2_000_003, 2_000_004, 2_000_005, 2_000_006])
    expect(rows.at(-1)?.cells).toEqual(['4', '5'])
    expect(Math.max(...rows.map(({cells}) => cells.join('').length))).toBeLessThanOrEqual(
      ROW_LIMITS.maxRow,
    )
  })
})

/** Writes a table as some program might: cells are quoted where they must be, or where `quotes` says so. */
function write(table: Written[], delimiter: Delimiter): {text: string; rows: SheetRow[]} {
  let text = ''
  let line = 1
  const rows: SheetRow[] = []
  for (const {cells, quotes, lineBreak} of table) {
    const written = cells
      .map((cell, index) =>
        quotes[index % quotes.length] === true || cell.includes(delimiter) || /["\r\n]/u.test(cell)
          ? `"${cell.replaceAll('"', '""')}"`
          : cell,
      )
      .join(delimiter)
    if (!isBlankRow(cells)) rows.push({line, cells})
    line += (written.match(/\r\n|\r|\n/gu)?.length ?? 0) + 1
    text += written + lineBreak
    // LF behind CR would be no blank line.
  }
  return {text, rows}
}

interface Written {
  cells: string[]
  quotes: boolean[]
  lineBreak: string
}

const cell = fc.oneof(
  fc.string({unit: 'binary'}).map((text) => text.replaceAll('\0', '')),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', ' ', 'a', '=', '\ufeff', '\u00a0'),
  }),
)
const table = (cells: fc.Arbitrary<string>) =>
  fc.array(
    fc.record<Written>({
      cells: fc.array(cells, {minLength: 1, maxLength: 5}),
      quotes: fc.array(fc.boolean(), {minLength: 1, maxLength: 5}),
      lineBreak: fc.constantFrom('\r\n', '\n', '\r'),
    }),
  )

describe('reading', () => {
  test('returns what was written, with its lines, for any split of the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        table(cell),
        fc.constantFrom(...DELIMITERS),
        fc.integer({min: 1, max: 20}),
        async (written, delimiter, size) => {
          // A blank line between CR and LF cannot be written, nor a mark at the beginning.
          const {text, rows} = write(
            [
              {cells: ['first', 'row'], quotes: [false], lineBreak: '\n'},
              ...written.filter(({cells}) => !isBlankRow(cells)),
            ],
            delimiter,
          )
          expect(await collectRows(readRows(partsOf(text, size), {delimiter}))).toEqual(rows)
        },
      ),
      {numRuns: propertyRuns(2000)},
    )
  })

  test('reads any text, returns the same for any split of the bytes, and loses no line', async () => {
    const text = fc.string({
      unit: fc.constantFrom(
        '"',
        '""',
        ',',
        '\r',
        '\n',
        '\r\n',
        ' ',
        'a',
        'b',
        '\ufeff',
        '\u00a0',
        '\t',
        '5"',
      ),
      maxLength: 200,
    })
    await fc.assert(
      fc.asyncProperty(text, fc.integer({min: 1, max: 20}), async (text, size) => {
        const whole = read(text)
        expect(await collectRows(readRows(partsOf(text, size), {delimiter: ','}))).toEqual(whole)
        expect(letters(whole.flatMap(({cells}) => cells).join(''))).toBe(letters(text))
        const lines = whole.map(({line}) => line)
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b))
      }),
      {numRuns: propertyRuns(5000)},
    )
  })
})

function letters(text: string): string {
  return text.replaceAll(/[^ab5]/gu, '')
}
