import {describe, expect, test} from 'vitest'
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

async function rowsOf(parser: FileParser, sheets: readonly SheetToRead[]) {
  const rows = []
  for await (const {file, text, digest} of parser.chunks(sheets)) {
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
