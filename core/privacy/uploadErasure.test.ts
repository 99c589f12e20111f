import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {formatUploadedRows, readUploadedRows} from '../imports/uploadedChunk.ts'
import {personKey} from '../people/keys.ts'
import {personMatcher} from './erasure.ts'
import {forgetInUpload, isSealedUpload, readNamedUpload, sealUpload} from './uploadErasure.ts'

const SECRET = 'secret'
const EMAIL = 'ada@example.com'
const matcher = personMatcher(SECRET, personKey(SECRET, EMAIL))
const ID = 'acme.chunk.page.01J0000000000000000000000A.000000'

const textOf = (...rows: string[][]) =>
  formatUploadedRows({
    first: 7,
    file: 1,
    rows: rows.map((cells, index) => ({line: index + 2, cells})),
  })

describe('the rows of an upload', () => {
  test.each([
    EMAIL,
    ' ADA@Example.com ',
    'Ada <ada@example.com>',
    'mailto:ada@example.com?subject=Hi',
    "'ada@example.com'",
    'bo@example.com; ada@example.com',
    '{"mail":"ada@example.com"}',
    'Wrote to ada@example.com.',
    'a\u200bda@example.com',
    'ada@example.com/bo@example.com',
    'bo@example.com/ada@example.com',
    'bo@example.com & ada@example.com!',
    'bo@example.com+ada@example.com',
    'bo@example.com，ada@example.com。',
    'https://example.com/leave?mail=ada@example.com&list=7',
    'https://example.com/leave?mail=Ada%40example.com&list=7',
    '*ada@example.com*',
  ])('are emptied where they name %j, and keep their line', (cell) => {
    const {text} = textOf(['Ada', cell], ['Bo', 'bo@example.com'])
    const forgotten = forgetInUpload(text, matcher)
    expect(forgotten?.forgotten).toBe(1)
    expect(readUploadedRows(forgotten?.rows)).toEqual({
      version: 1,
      first: 7,
      file: 1,
      rows: [
        {line: 2, cells: [], problem: 'erased'},
        {line: 3, cells: ['Bo', 'bo@example.com']},
      ],
    })
    expect(forgetInUpload(forgotten?.rows ?? '', matcher)).toBeNull()
  })

  test.each(['nada@example.com', 'ada@example.com.au', 'ada+x@example.com', 'b.ada@example.com'])(
    'stay where they name %j, which is another',
    (cell) => expect(forgetInUpload(textOf(['Bo', cell]).text, matcher)).toBeNull(),
  )

  test('about others keep all but the cell that names them', () => {
    const {text} = textOf(['bo@example.com', 'Bo', 'Wrote to ada@example.com.'])
    expect(readUploadedRows(forgetInUpload(text, matcher)?.rows)?.rows).toEqual([
      {line: 2, cells: ['bo@example.com', 'Bo', '']},
    ])
    const inQuotes = textOf(['Ada', '«ada@example.com»']).text
    expect(readUploadedRows(forgetInUpload(inQuotes, matcher)?.rows)?.rows).toMatchObject([
      {cells: ['Ada', '']},
    ])
    const both = textOf(['bo@example.com', 'ada@example.com']).text
    expect(readUploadedRows(forgetInUpload(both, matcher)?.rows)?.rows).toMatchObject([{cells: []}])
  })

  test('take no longer than they are long, whatever they hold', () => {
    const cells = [`@${'.'.repeat(200_000)}x`, `@${'?'.repeat(200_000)}`, '@ '.repeat(200_000)]
    const {text} = textOf(cells, [EMAIL])
    const started = process.cpuUsage().user
    expect(forgetInUpload(text, matcher)?.forgotten).toBe(1)
    expect(process.cpuUsage().user - started).toBeLessThan(5_000_000)
  })

  test('of others stay, as do texts that are no rows', () => {
    for (const text of [textOf(['bo@example.com', 'xada@example.com']).text, '', '{}', EMAIL]) {
      expect(forgetInUpload(text, matcher)).toBeNull()
    }
  })
})

describe('a text of which an erasure left less', () => {
  const {text, digest} = textOf(['ada@example.com'], ['bo@example.com'])
  const rows = forgetInUpload(text, matcher)?.rows ?? ''
  const stored = {_id: ID, rows, digest, seal: sealUpload(SECRET, {id: ID, digest, rows})}

  test('is read like the one that was uploaded', () => {
    expect(readNamedUpload(SECRET, {_id: ID, rows: text}, digest)?.rows).toHaveLength(2)
    expect(isSealedUpload(SECRET, stored)).toBe(true)
    expect(readNamedUpload(SECRET, stored, digest)?.rows).toMatchObject([
      {problem: 'erased'},
      {cells: ['bo@example.com']},
    ])
  })

  test('is not read when anything of it is another', () => {
    fc.assert(
      fc.property(fc.constantFrom('_id', 'rows', 'digest', 'seal'), fc.string(), (name, other) => {
        fc.pre(!Object.values(stored).includes(other))
        expect(readNamedUpload(SECRET, {...stored, [name]: other}, digest)).toBeNull()
      }),
    )
    expect(readNamedUpload(SECRET, stored, 'f'.repeat(64))).toBeNull()
    expect(readNamedUpload('other', stored, digest)).toBeNull()
    expect(readNamedUpload(SECRET, undefined, digest)).toBeNull()
  })
})
