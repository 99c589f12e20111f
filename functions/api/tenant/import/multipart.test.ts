import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {BodyError} from '../../readBody.ts'
import {boundaryOf, readParts} from './multipart.ts'

const encoder = new TextEncoder()

async function* cutAt(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0
  for (const cut of cuts.map((at) => at % (bytes.length + 1)).toSorted((a, b) => a - b)) {
    yield bytes.subarray(from, cut)
    from = cut
  }
  yield bytes.subarray(from)
}

async function partsOf(bytes: Uint8Array, cuts: readonly number[] = [], boundary = 'b') {
  const parts: {name: string; fileName: string | null; type: string; text: string}[] = []
  for await (const {bytes: some, ...part} of readParts(cutAt(bytes, cuts), boundary)) {
    const taken: Uint8Array[] = []
    for await (const chunk of some) taken.push(chunk)
    parts.push({...part, text: Buffer.concat(taken).toString('latin1')})
  }
  return parts
}

test('a form that a browser or curl sends has its parts, for any split of the bytes', async () => {
  const anyContent = fc.array(
    fc.constantFrom('\r\n--b', '\r\n--', '\r', '\n', '--b', 'x', '\r\n-', ' '),
    {maxLength: 12},
  )
  await fc.assert(
    fc.asyncProperty(
      anyContent.map((list) => list.join('').replaceAll('\r\n--b', '\r\n--c')),
      fc.array(fc.nat(), {maxLength: 20}),
      async (content, cuts) => {
        const form = new FormData()
        form.set('options', '{}')
        form.set('file', new Blob([content], {type: 'text/csv'}), 'a "b".csv')
        const request = new Response(form)
        const boundary = boundaryOf(request.headers.get('content-type') ?? '') ?? ''
        const text = (await request.text()).replaceAll(boundary, 'b')
        expect(await partsOf(encoder.encode(text), cuts)).toEqual([
          {name: 'options', fileName: null, type: '', text: '{}'},
          {name: 'file', fileName: 'a "b".csv', type: 'text/csv', text: content},
        ])
      },
    ),
    {numRuns: 300},
  )
})

describe('bodies that are not forms are refused', () => {
  test.each([
    ['nothing', ''],
    ['no boundary', 'x'.repeat(1000)],
    ['a part without an end', '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx'],
    ['a part without a name', '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--'],
    ['rubbish behind the boundary', '--bxx\r\n\r\n'],
    ['headers without an end', `--b\r\n${'x'.repeat(10_000)}`],
  ])('%s', async (_, text) => {
    await expect(partsOf(encoder.encode(text))).rejects.toBeInstanceOf(BodyError)
  })

  test('any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({maxLength: 200}), async (bytes) => {
        const start = encoder.encode('--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n')
        const found = await partsOf(Buffer.concat([start, bytes])).catch((error: unknown) => error)
        expect(found instanceof BodyError || Array.isArray(found)).toBe(true)
      }),
    )
  })
})

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['multipart/form-data; charset=utf-8; boundary="a b:c"', 'a b:c'],
  ['multipart/form-data', null],
  [`multipart/form-data; boundary="${'x'.repeat(71)}"`, null],
])('the boundary of %s', (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary)
})
