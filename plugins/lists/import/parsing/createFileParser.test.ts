import {describe, expect, test} from 'vitest'
import type {Corrections} from '../../../../core/imports/corrections.ts'
import {parseUploadedRows} from '../../../../core/imports/uploadedChunk.ts'
import {createFileParser} from './createFileParser.ts'
import type {FileParser, SheetToRead} from './fileParser.ts'

const PEOPLE = [
  'Name;E-mail;Lists',
  'Ada;ada@example.com;"VIP, Fair"',
  'Bo;bo@example.com;Fair',
  'Ada again;ADA@example.com;',
].join('\n')

async function open(text: string, name = 'people.csv') {
  const parser = createFileParser()
  const {sheets, problems} = await parser.open([new File([text], name)])
  return {parser, sheets, problems}
}

async function rowsOf(
  parser: FileParser,
  sheets: readonly SheetToRead[],
  corrections: Corrections = {},
) {
  const rows = []
  for await (const {file, text, digest} of parser.chunks(sheets, corrections)) {
    for (const row of parseUploadedRows(text, digest)?.rows ?? []) rows.push({file, ...row})
  }
  return rows
}

describe('files', () => {
  test('are opened with detected settings, and parsed again with chosen ones', async () => {
    const {parser, sheets} = await open(PEOPLE)
    expect(sheets).toMatchObject([{name: 'people.csv', hasHeader: true, delimiter: {sign: ';'}}])
    const key = sheets[0]?.key ?? ''
    const again = await parser.look(key, {hasHeader: false, delimiter: ','})
    expect(again).toMatchObject({hasHeader: false, delimiter: {sign: ',', isSure: true}})
    expect(again.sample[0]?.cells).toEqual(['Name;E-mail;Lists'])
  })

  test('that cannot be read are named with the reason, and do not affect others', async () => {
    const parser = createFileParser()
    const files = [new File(['%PDF-1.7'], 'a.pdf'), new File([PEOPLE], 'people.csv')]
    const {sheets, problems} = await parser.open(files)
    expect(problems).toEqual([{name: 'a.pdf', code: 'notATable'}])
    expect(sheets).toHaveLength(1)
  })

  test('are read whole without their header row, with repeated people marked in each file', async () => {
    const {parser, sheets} = await open(PEOPLE)
    const key = sheets[0]?.key ?? ''
    const sheet = {key, options: {}, columns: {email: 1, key: null}}
    const rows = await rowsOf(parser, [sheet, sheet])
    expect(rows.map(({file, line, repeats}) => [file, line, repeats])).toEqual([
      [0, 2, undefined],
      [0, 3, undefined],
      [0, 4, 2],
      [1, 2, undefined],
      [1, 3, undefined],
      [1, 4, 2],
    ])
    const inSeveral = rows.filter(({again}) => again).map(({file, line}) => [file, line])
    expect(inSeveral).toEqual([
      [1, 2],
      [1, 3],
    ])
  })

  test('mark repeated people again after corrections, as if the file had them', async () => {
    const {parser, sheets} = await open(
      [
        'Name;E-mail',
        'Ada;ada@example.com',
        'Bo;not an address',
        'Ada again;ada@example.com',
        'Bo again;bo@example.com',
        'Ada, third;ada@example.com',
      ].join('\n'),
    )
    const key = sheets[0]?.key ?? ''
    const read = async (corrections: Corrections) => {
      const rows = await rowsOf(
        parser,
        [{key, options: {}, columns: {email: 1, key: null}}],
        corrections,
      )
      return rows.map(({repeats}) => repeats ?? null)
    }
    expect(await read({})).toEqual([null, null, 2, null, 2])
    // A name says nothing of whom the row is about.
    expect(await read({2: {0: 'Ada L.'}})).toEqual([null, null, 2, null, 2])
    // The first of a person's rows is another person's, and a row without an address has that of a later row.
    expect(await read({0: {1: 'ida@example.com'}})).toEqual([null, null, null, null, 4])
    expect(await read({1: {1: 'bo@example.com'}})).toEqual([null, null, 2, 3, 2])
    expect(await read({2: {1: 'ida@example.com'}})).toEqual([null, null, null, null, 2])
  })

  test('return the values of a column, also of cells with several', async () => {
    const {parser, sheets} = await open(PEOPLE)
    const key = sheets[0]?.key ?? ''
    const names = await parser.values(key, {}, 2, ',')
    expect(names).toEqual({
      values: [
        {value: 'Fair', count: 2},
        {value: 'VIP', count: 1},
      ],
      isWhole: true,
    })
    const single = await parser.values(key, {}, 2)
    expect(single.values.map(({value}) => value).toSorted()).toEqual(['', 'fair', 'vip, fair'])
  })
})
