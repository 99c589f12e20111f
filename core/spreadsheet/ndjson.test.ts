import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {ndjsonText, readNdjson} from './ndjson.ts'
import {collectRows, partsOf} from './testing/streams.ts'

const read = (text: string, size = 7, limits = {maxRow: 100, batch: 2, batchText: 1000}) =>
  collectRows(readNdjson(partsOf(text, size), limits))

test('written rows are parsed again, for any split of the bytes', async () => {
  const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue()))
  await fc.assert(
    fc.asyncProperty(records, fc.integer({min: 1, max: 30}), async (written, size) => {
      const text = ndjsonText(written)
      const lines = await collectRows(readNdjson(partsOf(text, size)))
      expect(lines.map(({line}) => line)).toEqual(written.map((_, index) => index + 1))
      // JSON has no -0.
      expect(ndjsonText(lines.flatMap(({record}) => (record === undefined ? [] : [record])))).toBe(
        text,
      )
    }),
  )
})

test('a faulty line carries a problem and the others are read', async () => {
  const text = `\ufeff{"a":1}\r\n\n[1]\n{"a":\n"x"\nnull\n{"b":"${'x'.repeat(100)}"}\n{"c":3}`
  expect(await read(text)).toEqual([
    {line: 1, record: {a: 1}},
    {line: 3, problem: {code: 'notAnObject', line: 3}},
    {line: 4, problem: {code: 'invalidJson', line: 4}},
    {line: 5, problem: {code: 'notAnObject', line: 5}},
    {line: 6, problem: {code: 'notAnObject', line: 6}},
    {line: 7, problem: {code: 'lineTooLong', line: 7}},
    {line: 8, record: {c: 3}},
  ])
})

test('unbounded nesting does not crash', async () => {
  const text = `${'['.repeat(100_000)}\n{"a":1}\n`
  expect(await collectRows(readNdjson(partsOf(text)))).toEqual([
    {line: 1, problem: {code: 'invalidJson', line: 1}},
    {line: 2, record: {a: 1}},
  ])
})
