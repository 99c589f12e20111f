import {gunzipSync, gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {LeadImport} from '../../../../core/sanity.types.generated.ts'
import {functionServicesOf} from '../../../../local/api/testing/testServices.ts'
import {startTestStack, type TestStack} from '../../../../local/api/testing/testStack.ts'
import {importRows} from '../../../import-chunk/handler.ts'

const PATH = '/api/v1/tenant/leads/import'
const tag = {tag: 'leads.test.import-attacks'}
const CSV = {'content-type': 'text/csv'}

describe('requests to import', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack()
  })
  afterAll(() => stack.stop())

  async function send(
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
    role = 'artameta-editor',
  ): Promise<{code: number; id: string; rows: number; errors: {code: string}[]}> {
    const response = await fetch(`${stack.api.url}${PATH}`, {
      method: 'POST',
      headers: {authorization: `Bearer local-${role}`, ...CSV, ...headers},
      body,
    })
    const {data, errors = []} = await response.json()
    return {code: response.status, id: data?.id ?? '', rows: data?.rows ?? 0, errors}
  }

  async function run(id: string): Promise<LeadImport | undefined> {
    await importRows(functionServicesOf(stack), id, () => performance.now())
    await stack.settled()
    return stack.client.getDocument<LeadImport>(id, tag)
  }

  async function jobs(): Promise<number> {
    await stack.settled()
    return stack.client.fetch<number>('count(*[_type == "leadImport"])', {}, tag)
  }

  const named = (email: string) =>
    stack.client.fetch<string[]>('*[_type == "lead" && email == $email].name', {email}, tag)

  test.each(['utf16le', 'utf-16be'])(
    'in %s are read by their byte order mark',
    async (encoding) => {
      const email = `${encoding}@attack.example`
      const bytes = Buffer.from(`\ufeffE-mail;Name\n${email};Zoë Ł\n`, 'utf16le')
      if (encoding === 'utf-16be') bytes.swap16()
      const {id, rows} = await send(new Uint8Array(bytes))
      expect(rows).toBe(1)
      await run(id)
      expect(await named(email)).toEqual(['Zoë Ł'])
    },
  )

  test('with headings twice, or headings again among the rows, import nobody of that name', async () => {
    const twice = await send('E-mail,Name,E-mail\na@twice.example,Ada,b@twice.example\n')
    expect([202, 422]).toContain(twice.code)
    const again = await send('E-mail,Name\na@again.example,Ada\nE-mail,Name\nb@again.example,Bo\n')
    expect(again.rows).toBe(3)
    expect((await run(again.id))?.counts).toMatchObject({new: 2, invalid: 1})
  })

  test('with a thousand columns, or a cell of 10 MB, get an answer that says what is wrong', async () => {
    const columns = Array.from({length: 1000}, (_, index) => `c${index}`)
    const wide = await send(`E-mail,${columns.join(',')}\nw@wide.example,${columns.join(',')}\n`)
    expect([202, 422]).toContain(wide.code)
    const before = await jobs()
    const large = await send(`E-mail,Name\nl@large.example,${'x'.repeat(10 * 1024 ** 2)}\n`)
    expect(large.code === 202 || large.errors.length > 0).toBe(true)
    const done = large.code === 202 ? await run(large.id) : null
    expect(done?.counts?.new ?? 0).toBe(0)
    expect(await jobs()).toBe(before + (large.code === 202 ? 1 : 0))
  })

  test('that a hundred send at once with one key make one import', async () => {
    const before = await jobs()
    const headers = {'idempotency-key': 'attack-0123456789abcdef'}
    const body = 'E-mail,Name\na@hundred.example,Ada\nb@hundred.example,Bo\n'
    const sent = await Promise.all(Array.from({length: 100}, () => send(body, headers)))
    const codes = new Set(sent.map(({code}) => code))
    expect([...codes].filter((code) => code >= 500 && code !== 503)).toEqual([])
    const ids = new Set(sent.flatMap(({code, id}) => (code < 300 ? id : [])))
    expect(ids.size).toBe(1)
    expect(await jobs()).toBe(before + 1)
  })

  test('of another site, or packed a thousand times, change nothing', async () => {
    const before = await jobs()
    const body = 'E-mail,Name\na@foreign.example,Ada\n'
    expect((await send(body, {'x-site': 'artameta'}, 'bluefern-editor')).code).toBe(403)
    expect((await send(body, {'x-site': 'artameta'}, 'bluefern-admin')).code).toBe(403)
    const bomb = gzipSync(Buffer.alloc(300 * 1024 ** 2, 'E-mail\n'), {level: 9})
    expect(gunzipSync(bomb).length).toBeGreaterThan(100 * bomb.length)
    const packed = await send(new Uint8Array(bomb), {'content-encoding': 'gzip'})
    expect([413, 422]).toContain(packed.code)
    const double = gzipSync(gzipSync(body))
    expect((await send(new Uint8Array(double), {'content-encoding': 'gzip'})).code).toBe(422)
    expect((await send(body, {'content-encoding': 'gzip, gzip'})).code).toBe(415)
    expect(await jobs()).toBe(before)
  })
})
