import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

/** Bytes that are no UTF-8, in place of a `?`. */
const INVALID: [string, number[]][] = [
  ['a lone byte', [0xff]],
  ['a character that is cut off', [0xe2, 0x82]],
  ['an overlong slash', [0xc0, 0xaf]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['a character beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
]

function withBytes(text: string, bytes: readonly number[]): Uint8Array<ArrayBuffer> {
  const [start = '', end = ''] = text.split('?')
  return Uint8Array.from([...Buffer.from(start), ...bytes, ...Buffer.from(end)])
}

const BODIES: [string, string, string][] = [
  [
    'POST',
    'data/mutate/production',
    '{"mutations":[{"create":{"_id":"bad","_type":"a","t":"?"}}]}',
  ],
  ['POST', 'data/query/production', '{"query":"count(*[a == \\"?\\"])"}'],
  [
    'POST',
    'data/actions/production',
    '{"actions":[{"actionType":"sanity.action.document.create","publishedId":"bad","attributes":{"_type":"?"}}]}',
  ],
  ['PUT', 'users/me/keyvalue', '[{"key":"?","value":1}]'],
  ['PUT', 'datasets/texts', '{"aclMode":"private","note":"?"}'],
]

describe.each(BODIES)('%s %s', (method, path, text) => {
  it.each(INVALID)('refuses %s', async (_name, bytes) => {
    const body = withBytes(text, bytes)
    for (const options of [{body}, {body: new Blob([body]).stream(), duplex: 'half' as const}]) {
      const response = await lake.request(`/v2025-02-19/${path}`, {
        method,
        token: 'local-superadmin',
        ...options,
      })
      expect([response.status, await response.json()]).toEqual([
        400,
        expect.objectContaining({message: expect.stringContaining('not valid UTF-8')}),
      ])
    }
    expect(await lake.client('local-superadmin').getDocument('bad')).toBeUndefined()
  })
})

it('every character is stored and returned unchanged', async () => {
  const text = '\u{FEFF}Grüße 😀 \u{10FFFF} \u0000 \\ufffd �'
  const created = await lake.client('local-superadmin').create({_type: 'note', text})
  expect(created).toMatchObject({text})
})

it('a byte order mark before a body is ignored', async () => {
  const response = await lake.request('/v1/data/mutate/production', {
    method: 'POST',
    token: 'local-superadmin',
    body: '\u{FEFF}{"mutations":[]}',
  })
  expect(response.status).toBe(200)
})
