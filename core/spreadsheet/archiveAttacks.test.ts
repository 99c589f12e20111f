import {describe, expect, test} from 'vitest'
import {fileOfBytes} from './fileInput.ts'
import {bytesOf} from './testing/streams.ts'
import {zipOf} from './testing/archives.ts'
import {openFiles} from './files.ts'
import {SheetError} from './sheetError.ts'

const CSV = 'email,name\na@example.com,Ann\n'

/** Bytes of an archive with all places of a text changed. */
function patched(zip: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const bytes = zip.slice()
  for (let at = 0; at + from.length <= bytes.length; at += 1) {
    if (from.every((byte, index) => bytes[at + index] === byte)) bytes.set(to, at)
  }
  return bytes
}

/** Sets a number at an offset behind each signature `PK` of a kind. */
function withNumbers(
  zip: Uint8Array,
  kind: string,
  numbers: Readonly<Record<number, number>>,
  size = 4,
) {
  const bytes = zip.slice()
  const view = new DataView(bytes.buffer)
  const signature = [0x50, 0x4b, ...bytesOf(kind)]
  for (let at = 0; at + 22 <= bytes.length; at += 1) {
    if (!signature.every((byte, index) => bytes[at + index] === byte)) continue
    for (const [offset, value] of Object.entries(numbers)) {
      if (size === 4) view.setUint32(at + Number(offset), value, true)
      else view.setUint16(at + Number(offset), value, true)
    }
  }
  return bytes
}

const FILE = '\u0003\u0004'
const DIRECTORY = '\u0001\u0002'
const END = '\u0005\u0006'

/** What becomes of an archive: names and codes, and whether tables can be read whole. */
async function outcome(zip: Uint8Array) {
  const {sheets, refused} = await openFiles([fileOfBytes(zip, 'a.zip')])
  const read = await Promise.all(
    sheets.map(async (sheet) => {
      const cells: string[][] = []
      try {
        for await (const rows of sheet.rows()) cells.push(...rows.map((row) => row.cells))
        return cells.length
      } catch (error) {
        if (!(error instanceof SheetError)) throw error
        return error.code
      }
    }),
  )
  return {
    names: sheets.map(({name}) => name),
    read,
    refused: refused.map(({code}) => code),
  }
}

describe('an archive that was made to harm', () => {
  test('with a path out of its folder is refused', async () => {
    for (const path of ['../../etc/passwd.csv', '/root/.ssh/keys.csv', 'C:\\Windows\\a.csv']) {
      expect(await outcome(await zipOf({[path]: CSV}))).toMatchObject({
        names: [],
        refused: ['broken'],
      })
    }
  })

  test('shows names of files as they are: without controls, and in their direction', async () => {
    const long = `${'x'.repeat(400)}.csv`
    const zip = await zipOf({
      'a\u0000b.csv': CSV,
      'fdp\u202evsc.csv': CSV,
      'two\nlines.csv': CSV,
      [long]: CSV,
      '\u0007': CSV,
    })
    const {names, read} = await outcome(zip)
    expect(read).toEqual([2, 2, 2, 2, 2])
    expect(names).toEqual(['ab.csv', 'fdpvsc.csv', 'two lines.csv', long.slice(-300), 'file'])
  })

  test('with the same name twice has two tables, or is refused', async () => {
    const zip = await zipOf({'a.csv': CSV, 'b.csv': `${CSV}b@example.com,Ben\n`})
    const twice = patched(zip, bytesOf('b.csv'), bytesOf('a.csv'))
    const {names, read, refused} = await outcome(twice)
    const tables = [['a.csv', 'a.csv'], [2, 3], []]
    expect([names, read, refused]).toEqual(refused.length > 0 ? [[], [], ['broken']] : tables)
  })

  test('with a name in no encoding is read, or refused', async () => {
    const zip = await zipOf({'xxxx.csv': CSV})
    const {read, refused} = await outcome(
      patched(
        zip,
        bytesOf('xxxx.csv'),
        Uint8Array.from([0xff, 0xfe, 0xc3, 0x28, 46, 99, 115, 118]),
      ),
    )
    expect([...read, ...refused]).toHaveLength(1)
  })

  test('that claims 4 GB is refused before anything is unpacked', async () => {
    const zip = await zipOf({'a.csv': CSV})
    const claims = withNumbers(withNumbers(zip, FILE, {22: 0xfffffffe}), DIRECTORY, {
      24: 0xfffffffe,
    })
    expect((await outcome(claims)).refused).toEqual([
      expect.stringMatching(/^(?:bomb|tooLarge|broken)$/u),
    ])
  })

  test('that lies about the number or the place of its files shows no others', async () => {
    const zip = await zipOf({'a.csv': CSV})
    const counts: Readonly<Record<number, number>>[] = [
      {8: 65_535, 10: 65_535},
      {10: 65_535},
      {8: 0, 10: 0},
    ]
    const places: Readonly<Record<number, number>>[] = [
      {16: 0xfffffff0},
      {12: 0xfffffff0},
      {16: 0},
      {12: 0},
    ]
    const lies = [
      ...counts.map((numbers) => withNumbers(zip, END, numbers, 2)),
      ...places.map((numbers) => withNumbers(zip, END, numbers)),
    ]
    for (const lie of lies) {
      const {names, read, refused} = await outcome(lie)
      const none = [[], [], 1]
      const whole = [['a.csv'], [2], 0]
      expect([names, read, refused.length]).toEqual(refused.length > 0 ? none : whole)
    }
  })

  test('of too many small files is refused before one is opened', async () => {
    const many = Object.fromEntries(Array.from({length: 1001}, (_, index) => [`${index}.csv`, 'a']))
    expect(await outcome(await zipOf(many, {level: 0}))).toEqual({
      names: [],
      read: [],
      refused: ['tooManyEntries'],
    })
  })

  test('with links is read as if they were texts, and nothing is followed', async () => {
    const zip = await zipOf({'link.csv': '/etc/passwd'})
    // A symbolic link of Unix: host 3, mode 0o120777.
    const linked = withNumbers(zip, DIRECTORY, {38: (0o120777 << 16) >>> 0})
    const {names, read} = await outcome(withNumbers(linked, DIRECTORY, {4: 0x0314}, 2))
    expect([names, read]).toEqual([['link.csv'], [1]])
  })

  test('in the format ZIP64 is read', async () => {
    const zip = await zipOf({'a.csv': CSV}, {zip64: true})
    expect(await outcome(zip)).toMatchObject({read: [2], refused: []})
  })
})
