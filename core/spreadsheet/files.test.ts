import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {propertyRuns} from '../../tooling/testing/propertyRuns.ts'
import {ARCHIVE_LIMITS, openArchive} from './archive.ts'
import type {DecodeReport, Encoding} from './encoding.ts'
import {type FileInput, fileOfBlob, fileOfBytes, joinBytes} from './fileInput.ts'
import {openFiles, type Sheet, type SheetOverrides} from './files.ts'
import {SheetError} from './sheetError.ts'
import {workbookFiles, workbookOf, zipOf} from './testing/archives.ts'
import {bytesOf, chunksOf, collectRows} from './testing/streams.ts'

const CSV = 'email;name\na@example.com;Zoë\n'

const open = async (content: string | Uint8Array, name = 'people.dat') =>
  openFiles([fileOfBytes(typeof content === 'string' ? bytesOf(content) : content, name)])

const cellsOf = async (sheet: Sheet | undefined, overrides?: SheetOverrides) =>
  sheet === undefined ? [] : (await collectRows(sheet.rows(overrides))).map(({cells}) => cells)

const codesOf = async (content: string | Uint8Array) =>
  (await open(content)).refused.map(({code}) => code)

const OLD_WORKBOOK = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const row = (...texts: string[]) => `<row>${texts.map(cell).join('')}</row>`

describe('a text file', () => {
  test.each<Encoding>(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])(
    'in %s is a table, whatever its name',
    async (encoding) => {
      const {sheets, refused} = await open(bytesOf(CSV, encoding), 'people.xlsx')
      expect(refused).toEqual([])
      expect(sheets).toMatchObject([
        {
          name: 'people.xlsx',
          kind: 'csv',
          encoding: {encoding, isSure: true},
          dialect: {delimiter: ';', hasHeader: true, isSure: true},
          sample: [
            {line: 1, cells: ['email', 'name']},
            {line: 2, cells: ['a@example.com', 'Zoë']},
          ],
        },
      ])
      expect(await cellsOf(sheets[0])).toEqual([
        ['email', 'name'],
        ['a@example.com', 'Zoë'],
      ])
    },
  )

  test('is parsed with the dialect that a person chose', async () => {
    const [sheet] = (await open(CSV)).sheets
    const overrides: SheetOverrides = {encoding: 'windows-1252', delimiter: ','}
    expect(sheet?.readSample(overrides).at(-1)?.cells).toEqual(['a@example.com;ZoÃ«'])
    expect((await cellsOf(sheet, overrides)).at(-1)).toEqual(['a@example.com;ZoÃ«'])
  })

  test.each<Encoding>(['utf-8', 'windows-1252'])(
    'whose first accent is far from the start is decoded correctly in %s',
    async (encoding) => {
      const bytes = bytesOf(`${'email;name\n'.repeat(20_000)}a@example.com;Zoë`, encoding)
      const file: FileInput = {name: 'a', size: bytes.length, stream: () => chunksOf(bytes, 7000)}
      const {sheets} = await openFiles([file])
      const report: DecodeReport = {invalid: 0, bytes: 0}
      const rows = sheets[0] === undefined ? [] : await collectRows(sheets[0].rows({}, report))
      expect(rows.at(-1)).toEqual({line: 20_001, cells: ['a@example.com', 'Zoë']})
      expect(report).toEqual({invalid: 0, bytes: bytes.length})
    },
  )

  test('shows at most 100 whole rows as a sample', async () => {
    const {sheets} = await open(`email;name\n${'a@example.com;Ann\n'.repeat(10_000)}`)
    expect(sheets[0]?.sample).toHaveLength(100)
    const long = await open(`email;note\n${`a@example.com;${'x'.repeat(20_000)}\n`.repeat(10)}`)
    expect(long.sheets[0]?.sample.map(({cells}) => cells[1]?.length)).toEqual([
      4, 20_000, 20_000, 20_000,
    ])
  })
})

describe('files that are not tables are refused', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'empty'],
    ['blanks', '\ufeff \r\n\r\n', 'empty'],
    ['a web page', '<!DOCTYPE html><table><tr><td>a</td></tr></table>', 'notATable'],
    ['a document', '%PDF-1.7\n…', 'notATable'],
    ['a picture', Uint8Array.from({length: 999}, (_, at) => (at * 7919) % 251), 'notATable'],
    ['an old workbook', OLD_WORKBOOK, 'oldWorkbook'],
    [
      'a workbook with a password',
      joinBytes([OLD_WORKBOOK, bytesOf('EncryptedPackage', 'utf-16le')]),
      'encrypted',
    ],
    ['the beginning of an archive', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]), 'broken'],
  ])('%s', async (_, content, code) => {
    expect(await codesOf(content)).toEqual([code])
  })

  test('with a message that names the file, beside files that are read', async () => {
    const {sheets, refused} = await openFiles([
      fileOfBytes(bytesOf(''), 'a.csv'),
      fileOfBytes(bytesOf(CSV), 'b.csv'),
    ])
    expect(sheets.map(({name}) => name)).toEqual(['b.csv'])
    expect(refused.map(({message}) => message)).toEqual([
      '“a.csv” is empty. Choose a file that has rows.',
    ])
  })
})

describe('an archive', () => {
  test('returns the tables of all folders, and names unreadable files', async () => {
    const zip = await zipOf({
      'lists/': '',
      'lists/subscribed.csv': CSV,
      'lists/deep/cleaned.txt': 'email\tname\nb@example.com\tBen\n',
      '__MACOSX/lists/._subscribed.csv': 'x',
      '.DS_Store': 'x',
      'logo.png': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 3]),
      'book.xlsx': await workbookOf({sheets: {People: row('email', 'name')}}),
      'more.zip': await zipOf({'a.csv': CSV}),
    })
    const {sheets, refused} = await open(zip, 'export.zip')
    expect(sheets.map(({name, archive, kind}) => [name, archive, kind])).toEqual([
      ['lists/subscribed.csv', 'export.zip', 'csv'],
      ['lists/deep/cleaned.txt', 'export.zip', 'csv'],
      ['book.xlsx', 'export.zip', 'xlsx'],
    ])
    expect(refused.map(({file, code}) => [file, code])).toEqual([
      ['logo.png', 'notATable'],
      ['more.zip', 'nestedArchive'],
    ])
    expect(await cellsOf(sheets[0])).toEqual([
      ['email', 'name'],
      ['a@example.com', 'Zoë'],
    ])
  })

  test('is read from a blob, and from a stream without access to its parts', async () => {
    const zip = await zipOf({'a.csv': CSV})
    const blob = fileOfBlob(new Blob([new Uint8Array(zip)]), 'a.zip')
    const stream: FileInput = {name: 'b.zip', size: zip.length, stream: () => chunksOf(zip, 10)}
    const {sheets} = await openFiles([blob, stream])
    expect(await Promise.all(sheets.map((sheet) => cellsOf(sheet)))).toMatchObject([
      {length: 2},
      {length: 2},
    ])
  })

  test('with a password is refused', async () => {
    expect(await codesOf(await zipOf({'a.csv': CSV}, {password: 'secret'}))).toEqual(['encrypted'])
  })

  test('that is cut or damaged is refused, when it is opened or read', async () => {
    const zip = await zipOf(
      {'a.csv': `email,name\n${'a@example.com,Ann\n'.repeat(20_000)}`},
      {level: 0},
    )
    expect(await codesOf(zip.subarray(0, -30))).toEqual(['broken'])
    const damaged = zip.slice()
    damaged[300_000] = 0
    const [sheet] = (await open(damaged)).sheets
    await expect(cellsOf(sheet)).rejects.toMatchObject({code: 'broken'})
  })

  test('that unpacks to far more than its size is refused before anything is unpacked', async () => {
    const bomb = await zipOf({'a.csv': new Uint8Array(32 * 1024 ** 2).fill(97)})
    expect(bomb.length).toBeLessThan(100_000)
    expect(await codesOf(bomb)).toEqual(['bomb'])
  })

  test('that understates its sizes is stopped while it is unpacked', async () => {
    const bomb = await zipOf({'a.csv': new Uint8Array(32 * 1024 ** 2).fill(97)})
    const view = new DataView(bomb.buffer, bomb.byteOffset)
    for (let at = 0; at + 4 < bomb.length; at += 1) {
      // The uncompressed size in the headers of the file and of the directory.
      if (view.getUint32(at, true) === 32 * 1024 ** 2) view.setUint32(at, 1000, true)
    }
    const {sheets, refused} = await open(bomb)
    const error: unknown = refused[0] ?? (await cellsOf(sheets[0]).catch((error: unknown) => error))
    expect(error).toBeInstanceOf(SheetError)
    expect(error).toMatchObject({code: expect.stringMatching(/^(?:bomb|broken)$/u)})
  })

  test('of too many files, or too large ones, is refused', async () => {
    const zip = await zipOf({'a.csv': CSV, 'b.csv': CSV})
    const file = fileOfBytes(zip, 'a.zip')
    await expect(openArchive(file, {...ARCHIVE_LIMITS, maxEntries: 1})).rejects.toMatchObject({
      code: 'tooManyEntries',
    })
    await expect(openArchive(file, {...ARCHIVE_LIMITS, maxBytes: 40})).rejects.toMatchObject({
      code: 'tooLarge',
    })
    await expect(openArchive(file, {...ARCHIVE_LIMITS, maxEntryBytes: 10})).rejects.toMatchObject({
      code: 'tooLarge',
    })
  })

  test('stops unpacking when its reader stops', async () => {
    const zip = await zipOf({'a.csv': 'email,name\n'.repeat(500_000)})
    const [entry] = await openArchive(fileOfBytes(zip, 'a.zip'))
    if (entry === undefined) throw new Error('There is no entry.')
    let size = 0
    for await (const chunk of entry.stream()) {
      size += chunk.length
      break
    }
    expect(size).toBeLessThan(entry.size)
  })
})

describe('a workbook', () => {
  test('returns each worksheet with rows', async () => {
    const book = await workbookOf({
      sheets: {
        People: row('email', 'name') + row('a@example.com', 'Ann &amp; Ben'),
        Empty: '',
        Notes: row('note'),
      },
      hidden: ['Notes'],
    })
    const {sheets} = await open(book, 'people.csv')
    expect(sheets).toMatchObject([
      {
        name: 'people.csv',
        worksheet: 'People',
        isHidden: false,
        kind: 'xlsx',
        dialect: {hasHeader: true},
        sample: [
          {line: 1, cells: ['email', 'name']},
          {line: 2, cells: ['a@example.com', 'Ann & Ben']},
        ],
      },
      {worksheet: 'Notes', isHidden: true},
    ])
    expect(await cellsOf(sheets[0])).toHaveLength(2)
  })

  test('has cells of all types, at their places', async () => {
    const book = await workbookOf({
      texts:
        '<si><t>shared</t></si><si><r><t>ri</t></r><r><t xml:space="preserve">ch </t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b</t></si>',
      styles: `<numFmts><numFmt numFmtId="170" formatCode="[$-409]d\\-mmm\\-yy;@"/><numFmt numFmtId="171" formatCode="00000"/><numFmt numFmtId="172" formatCode="&quot;days&quot; 0.0"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="46"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs>`,
      sheets: {
        A: `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c t="s"><v>2</v></c></row>
          <row r="5"><c r="A5"><v>0.30000000000000004</v></c><c r="B5"><v>46701234567</v></c><c r="C5"><v>1E-7</v></c><c r="D5"><v>1E+21</v></c><c r="E5"><v>-5</v></c></row>
          <row><c s="1"><v>45292</v></c><c s="2"><v>45292.5</v></c><c s="3"><v>0.75</v></c><c s="4"><v>1.5</v></c><c s="5"><v>1</v></c><c s="6"><v>1234</v></c><c s="7"><v>3</v></c></row>
          <row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1&amp;"x"</f><v>shown</v></c><c><f>1+1</f><v>2</v></c><c t="d"><v>2024-01-31</v></c><c t="s"><v>99</v></c></row>`,
      },
    })
    const {sheets} = await open(book)
    expect(sheets[0]?.sample).toEqual([
      {line: 3, cells: ['shared', '', 'rich ', 'a\rb']},
      {line: 5, cells: ['0.3', '46701234567', '0.0000001', '1000000000000000000000', '-5']},
      {
        line: 6,
        cells: [
          '2024-01-01',
          '2024-01-01T12:00:00',
          '18:00:00',
          '36:00:00',
          '1900-01-01',
          '01234',
          '3',
        ],
      },
      {line: 7, cells: ['true', 'false', '#N/A', 'shown', '2', '2024-01-31']},
    ])
  })

  test('may count its days from 1904, and use prefixes', async () => {
    const files = workbookFiles({
      sheets: {A: '<x:row><x:c s="0"><x:v>0</x:v></x:c><x:c><x:v>1</x:v></x:c></x:row>'},
      styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
      properties: 'date1904="1"',
    })
    const {sheets} = await open(await zipOf(files))
    expect(sheets[0]?.sample).toEqual([{line: 1, cells: ['1904-01-01', '1']}])
  })

  test('has limits for cells and columns', async () => {
    const book = await workbookOf({
      sheets: {
        A:
          row('a', 'b') +
          row('x'.repeat(200_000)) +
          `<row><c r="XFD3"><v>1</v></c></row>` +
          row('c'),
      },
    })
    const {sheets} = await open(book)
    expect(sheets[0]?.sample.map(({line, problem}) => [line, problem?.code])).toEqual([
      [1, undefined],
      [2, 'cellTooLong'],
      [3, 'tooManyColumns'],
      [4, undefined],
    ])
  })

  test('is read a million cells at a time without growing', async () => {
    const book = await workbookOf({
      sheets: {A: row('a@example.com', 'Ann', 'Århus').repeat(30_000)},
    })
    const {sheets} = await open(book)
    let count = 0
    let largest = 0
    for await (const rows of sheets[0]?.rows() ?? []) {
      count += rows.length
      largest = Math.max(largest, rows.length)
    }
    expect(count).toBe(30_000)
    expect(largest).toBeLessThan(3000)
  })

  test('that is damaged, has no rows or is of another program is refused', async () => {
    const files = workbookFiles({sheets: {A: row('a')}})
    expect(await codesOf(await zipOf({...files, 'xl/workbook.xml': '<workbook><sheets>'}))).toEqual(
      ['broken'],
    )
    expect(await codesOf(await zipOf({...files, 'xl/worksheets/sheet1.xml': '<a></b>'}))).toEqual([
      'broken',
    ])
    const {'xl/workbook.xml': _, ...others} = files
    expect(await codesOf(await zipOf(others))).toEqual(['broken'])
    expect(await codesOf(await workbookOf({sheets: {A: ''}}))).toEqual(['empty'])
    expect(
      await codesOf(await zipOf({mimetype: 'application/vnd.oasis.opendocument.spreadsheet'})),
    ).toEqual(['unsupported'])
  })

  test('does not expand entities of its own', async () => {
    const files = workbookFiles({sheets: {A: row('&lol;')}})
    const sheet =
      files['xl/worksheets/sheet1.xml']?.replace(
        '<worksheet',
        '<!DOCTYPE a [<!ENTITY lol "lol">]><worksheet',
      ) ?? ''
    expect(await codesOf(await zipOf({...files, 'xl/worksheets/sheet1.xml': sheet}))).toEqual([
      'broken',
    ])
  })

  test('that unpacks to far more than its size is refused', async () => {
    const bomb = await zipOf({
      ...workbookFiles({sheets: {A: row('a')}}),
      'xl/worksheets/sheet1.xml': new Uint8Array(32 * 1024 ** 2).fill(32),
    })
    expect(await codesOf(bomb)).toEqual(['bomb'])
  })
})

test('any damaged file is read or refused, without another error', async () => {
  const whole = [
    bytesOf(CSV.repeat(5)),
    bytesOf(`\ufeff${CSV}`, 'utf-16le'),
    await zipOf({'a.csv': CSV, 'b/c.csv': CSV}),
    await workbookOf({
      sheets: {
        A: row('email', 'name') + '<row><c s="0"><v>45292</v></c><c t="s"><v>0</v></c></row>',
      },
      texts: '<si><t>shared</t></si>',
      styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
    }),
  ]
  const damage = fc.record({at: fc.nat(), byte: fc.nat(255)})
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...whole),
      fc.array(damage, {maxLength: 5}),
      fc.option(fc.nat(), {freq: 3}),
      async (bytes, damages, end) => {
        const file = bytes.slice(0, end === null ? undefined : end % bytes.length)
        for (const {at, byte} of damages) if (file.length > 0) file[at % file.length] = byte
        const {sheets} = await open(file)
        const outcomes = await Promise.allSettled(sheets.map((sheet) => cellsOf(sheet)))
        const errors = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
        expect(errors.filter((error) => !(error instanceof SheetError))).toEqual([])
      },
    ),
    {numRuns: propertyRuns(500)},
  )
})
