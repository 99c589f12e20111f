import * as fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {isProblemCode} from '../../core/problems/problem.ts'
import {z} from 'zod'
import {anyText} from '../../core/testing/anyText.ts'
import {SIGN_UP, sendForm, type FormRequest} from '../../local/api/testing/sendForm.ts'
import {startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {LOCAL_DATASET} from '../../local/ports.ts'

const FORMS = ['/api/newsletter', '/api/leads']
const LINKS = ['/api/newsletter/confirm', '/api/newsletter/unsubscribe']
const IMPORT = '/api/v1/tenant/leads/import'
const JSON_TYPE = {'content-type': 'application/json'}
const FORM_TYPE = {'content-type': 'application/x-www-form-urlencoded'}
const MULTIPART_TYPE = {'content-type': 'multipart/form-data; boundary=b'}
const FIELDS =
  'site form email consent fields page token locale timeZone website_url_confirm name message ' +
  'action List-Unsubscribe redirect toString'
const FIELD_NAMES = FIELDS.split(' ')
const SOUND = {...SIGN_UP, name: 'Ada', message: 'Hello'}

const ENVELOPE = z.object({
  status: z.enum(['ok', 'invalid', 'forbidden']),
  data: z.unknown(),
  diagnostics: z.array(z.unknown()),
  requestId: z.string().length(26),
})
const PROBLEM = ENVELOPE.extend({
  data: z.null(),
  title: z.string().min(1),
  detail: z.string().min(1),
  httpStatus: z.int(),
  code: z.string().refine(isProblemCode).optional(),
  errors: z
    .array(
      z.strictObject({
        field: z.string(),
        code: z.string().refine(isProblemCode),
        reason: z.string().min(1),
        values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    )
    .optional(),
})

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

/** How many changes the store has written so far. */
function changes(): number {
  return stack.lake.store.queryState(LOCAL_DATASET).seq
}

/** An answer's status, and everything that is wrong with the answer. */
interface Exchange {
  status: number
  faults: string[]
}

/**
 * Sends a request. Its answer has to be of the 2xx or 4xx kind and the envelope, and one change has to
 * be written for a 202, none for anything else.
 */
async function exchange(request: FormRequest): Promise<Exchange> {
  const before = changes()
  const response = await sendForm(stack.api.url, request)
  const {status} = response
  const text = await response.text()
  const written = changes() - before
  const refused = status >= 400
  const shape = (refused ? PROBLEM : ENVELOPE).safeParse(JSON.parse(text))
  const checks: [boolean, string][] = [
    [status < 500, `status ${status}`],
    [shape.success, 'not the envelope'],
    [!refused || text.includes(`"httpStatus":${status}`), 'another status in the body'],
    [written === (status === 202 ? 1 : 0), `${written} changes written for ${status}`],
  ]
  const faults = checks.flatMap(([holds, fault]) => (holds ? [] : [`${fault}: ${text}`]))
  return {status, faults}
}

/** Sends what may be a file to import. One import has to be asked for with a 202, none with anything else. */
async function exchangeFile(
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<Exchange> {
  const imports = (): Promise<number> =>
    stack.client.fetch('count(*[_type == "leadImport"])', {}, {tag: 'leads.test.count'})
  const before = await imports()
  const authorization = 'Bearer local-artameta-editor'
  const response = await sendForm(stack.api.url, {
    path: IMPORT,
    headers: {authorization, ...headers},
    body,
  })
  const {status} = response
  const text = await response.text()
  const asked = (await imports()) - before
  const shape = (status >= 400 ? PROBLEM : ENVELOPE).safeParse(JSON.parse(text))
  const checks: [boolean, string][] = [
    [status < 500, `status ${status}`],
    [shape.success, 'not the envelope'],
    [asked === (status === 202 ? 1 : 0), `${asked} imports for ${status}`],
  ]
  const faults = checks.flatMap(([holds, fault]) => (holds ? [] : [`${fault}: ${text}`]))
  return {status, faults}
}

async function exchangeAll(requests: Iterable<FormRequest>): Promise<Exchange[]> {
  const exchanges: Exchange[] = []
  for (const request of requests) exchanges.push(await exchange(request))
  return exchanges
}

function nested(open: string, close: string, depth: number): string {
  return `${open.repeat(depth)}1${close.repeat(depth)}`
}

const EITHER = [200, 202, 404, 422]

/** What is put into a field, as JSON, and the statuses that may be answered. */
const HOSTILE: [string, string, number[]][] = [
  ['8,000 nested lists', nested('[', ']', 8_000), [400]],
  ['30,000 nested lists', nested('[', ']', 30_000), [400]],
  ['8,000 nested objects', nested('{"a":', '}', 8_000), [400]],
  ['a number beyond all bounds', '1e999', [400]],
  ['a list of such numbers', '[-1e999]', [400]],
  ['a prototype', '{"__proto__": {"email": "eve@example.com"}}', [400]],
  ['halves of surrogate pairs', String.raw`"\ud800 \udc00"`, EITHER],
  ['a NUL character', String.raw`"a\u0000b"`, EITHER],
  ['a list of texts', '["a", "b"]', EITHER],
  ['an empty list', '[]', EITHER],
  ['an object', '{"a": {"b": []}}', EITHER],
  ['a long text', `"${'x'.repeat(40_000)}"`, EITHER],
]

describe.each([...FORMS, ...LINKS])('%s answers 2xx or 4xx with the envelope, for JSON', (path) => {
  test.each(HOSTILE)('with %s in any field', async (what, value, statuses) => {
    const requests = FIELD_NAMES.flatMap((field) => {
      const others = Object.entries(SOUND).filter(([name]) => name !== field)
      const members = others.map(([name, item]) => `"${name}": ${JSON.stringify(item)}`)
      const body = `{${[...members, `"${field}": ${value}`].join(', ')}}`
      const keyed = {...JSON_TYPE, 'idempotency-key': `${path} ${field} ${what}`}
      return [
        {path, headers: JSON_TYPE, body},
        {path, headers: keyed, body},
      ]
    })
    const exchanges = await exchangeAll(requests)
    expect(exchanges.flatMap(({faults}) => faults)).toEqual([])
    expect(
      exchanges.map(({status}) => status).filter((status) => !statuses.includes(status)),
    ).toEqual([])
  })

  test.each([
    ['nothing but nested lists', nested('[', ']', 30_000)],
    ['4,000 fields', JSON.stringify({...SOUND, ...manyFields(4_000)})],
    ['a very long name of a field', JSON.stringify({...SOUND, ['n'.repeat(50_000)]: 'x'})],
    ['an empty name', JSON.stringify({...SOUND, '': 'x'})],
    ['a byte order mark', `\ufeff${JSON.stringify(SOUND)}`],
    ['names that occur twice', '{"email": "a@example.com", "site": "artameta", "email": [1]}'],
    ['null', 'null'],
    ['nothing', ''],
  ])('with %s', async (_, body) => {
    expect(await exchange({path, headers: JSON_TYPE, body})).toMatchObject({faults: []})
  })
})

function manyFields(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({length: count}, (_, n) => [`f${n}`, 'x']))
}

describe.each([...FORMS, ...LINKS])(
  '%s answers 2xx or 4xx with the envelope, for forms',
  (path) => {
    const sound = new URLSearchParams({...SOUND, consent: 'on'}).toString()
    test.each([
      ['32,000 values of one name', `${sound}&${'a=&'.repeat(16_000)}`],
      ['9,000 names', `${sound}&${Array.from({length: 9_000}, (_, n) => `f${n}`).join('&')}`],
      ['a name that occurs twice', `${sound}&email=eve@example.com&consent=off&site=bluefern`],
      ['bytes that are no UTF-8', `${sound}&name=%ff%fe&%c3=%28`],
      ['a NUL character', `${sound}&company=%00`],
      ['broken escapes', `${sound}&x=%&y=%2&%zz=1`],
      ['a prototype', `${sound}&__proto__=1&constructor=2&__proto__[email]=eve@example.com`],
      ['nothing', ''],
    ])('with %s', async (_, body) => {
      expect(await exchange({path, headers: FORM_TYPE, body})).toMatchObject({faults: []})
    })

    test.each([
      ['no part', '--b--\r\n'],
      ['a part without a name', '--b\r\n\r\nx\r\n--b--\r\n'],
      ['a part without an end', '--b\r\nContent-Disposition: form-data; name="email"\r\n\r\nx'],
      ['a part named like a prototype', part('__proto__', 'x')],
      ['a part with another encoding', part('email', 'x', 'Content-Transfer-Encoding: base64\r\n')],
      ['a file', part('name"; filename="a.txt', 'x')],
      ['900 parts', Array.from({length: 900}, (_, n) => part(`f${n}`, 'x')).join('')],
    ])('of several parts with %s', async (_, body) => {
      expect(await exchange({path, headers: MULTIPART_TYPE, body})).toMatchObject({faults: []})
    })
  },
)

function part(name: string, value: string, more = ''): string {
  return `--b\r\nContent-Disposition: form-data; name="${name}"\r\n${more}\r\n${value}\r\n--b--\r\n`
}

const anyBytes = fc.uint8Array({maxLength: 300}).map((bytes) => new Uint8Array(bytes))
const anyValue = fc.oneof(fc.jsonValue({maxDepth: 5, stringUnit: 'binary'}), anyText, fc.double())
const anyMembers = fc.dictionary(
  fc.oneof(fc.constantFrom(...FIELD_NAMES, '__proto__'), anyText),
  anyValue,
  {maxKeys: 6},
)

describe('any body gets 2xx or 4xx with the envelope, and writes nothing for 4xx', () => {
  const anyPath = fc.constantFrom(...FORMS, ...LINKS)

  const anyKey = fc.option(fc.uuid(), {nil: ''})

  test('as JSON', async () => {
    const found = new Set<number>()
    await fc.assert(
      fc.asyncProperty(
        anyPath,
        fc.boolean(),
        anyMembers,
        anyKey,
        async (path, sound, members, key) => {
          const headers = new Headers(JSON_TYPE)
          if (key) headers.set('idempotency-key', key)
          const body = JSON.stringify({...(sound ? SOUND : {}), ...members})
          const {status, faults} = await exchange({
            path,
            headers: Object.fromEntries(headers),
            body,
          })
          found.add(status)
          expect(faults).toEqual([])
        },
      ),
      {numRuns: 300},
    )
    expect([...found]).toEqual(expect.arrayContaining([202, 422]))
  })

  test('as bytes with the content type of JSON or a form', async () => {
    const types = fc.constantFrom(JSON_TYPE, FORM_TYPE, MULTIPART_TYPE)
    await fc.assert(
      fc.asyncProperty(anyPath, types, anyBytes, async (path, headers, body) => {
        expect(await exchange({path, headers, body})).toMatchObject({faults: []})
      }),
      {numRuns: 200},
    )
  })

  test('as parameters of an address', async () => {
    const paths = ['/api/forms/token', ...LINKS]
    const parameters = fc.dictionary(fc.constantFrom('site', 'form', 'token', 'x'), anyText)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        parameters,
        anyText,
        async (path, values, tail) => {
          const query = new URLSearchParams(values).toString()
          const rest = encodeURIComponent(tail.toWellFormed())
          const address = `${path}?${query}&${rest}`
          expect(await exchange({path: address, method: 'GET'})).toMatchObject({faults: []})
        },
      ),
      {numRuns: 200},
    )
    const broken = ['token=%', 'token=%ff', 'token=%00', 'token', '%', 'site=artameta&site=x']
    const requests = paths.flatMap((path) =>
      broken.map((query) => ({path: `${path}?${query}`, method: 'GET'})),
    )
    expect((await exchangeAll(requests)).flatMap(({faults}) => faults)).toEqual([])
  })
})

describe('any file to import gets 2xx or 4xx with the envelope', () => {
  const ROWS = 'email,name\na@files.example,Ada\n'
  const CSV_TYPE = {'content-type': 'text/csv'}
  const NDJSON_TYPE = {'content-type': 'application/x-ndjson'}
  const file = (content: string, name = 'file"; filename="a.csv') => part(name, content)

  test.each([
    ['quotes that never end', CSV_TYPE, '"a\n'.repeat(5000)],
    ['a row of 100,000 cells', CSV_TYPE, `${'x,'.repeat(100_000)}\n${ROWS}`],
    [
      'one cell of 2 million characters',
      CSV_TYPE,
      `email,name\na@files.example,${'x'.repeat(2_000_000)}\n`,
    ],
    [
      'bytes that are no UTF-8',
      CSV_TYPE,
      new Uint8Array([101, 109, 0xff, 0xfe, 44, 10, 0xc3, 0x28]),
    ],
    ['NUL characters', CSV_TYPE, '\0'.repeat(1000)],
    ['half an archive', CSV_TYPE, 'PK\u0005\u0006'],
    ['headings like prototypes', CSV_TYPE, '__proto__,constructor,email\n1,2,p@files.example\n'],
    ['records with such names', NDJSON_TYPE, '{"__proto__":{"a":1},"email":"q@files.example"}\n'],
    ['100,000 nested lists', NDJSON_TYPE, `{"email":${'['.repeat(100_000)}}\n`],
    ['a line of a million characters', NDJSON_TYPE, `{"email":"${'x'.repeat(1_000_000)}"}\n`],
    ['400 names a record', NDJSON_TYPE, JSON.stringify(manyFields(400))],
    ['600 names a record', NDJSON_TYPE, JSON.stringify(manyFields(600))],
    ['a form without parts', MULTIPART_TYPE, '--b--\r\n'],
    ['a form of rubbish', MULTIPART_TYPE, 'rubbish'.repeat(20_000)],
    ['a form without a boundary', {'content-type': 'multipart/form-data'}, file(ROWS)],
    ['a part without an end', MULTIPART_TYPE, file(ROWS).slice(0, -12)],
    ['headers without an end', MULTIPART_TYPE, `--b\r\nContent-Disposition: ${'x'.repeat(20_000)}`],
    ['options of 300,000 characters', MULTIPART_TYPE, part('options', 'x'.repeat(300_000))],
    ['a form in order', MULTIPART_TYPE, file(ROWS)],
    ['a field that is no file', MULTIPART_TYPE, part('email', 'x')],
    ['gzip that is none', {...CSV_TYPE, 'content-encoding': 'gzip'}, ROWS],
    ['nothing', CSV_TYPE, ''],
  ])('with %s', async (_, headers, body) => {
    expect(await exchangeFile(headers, body)).toMatchObject({faults: []})
  })

  test.each(HOSTILE.filter(([, value]) => value.length < 8_000))(
    'with options that have %s in any place',
    async (_, value) => {
      const names =
        'mapping existing fields consent tags lists listNames timeZone check name'.split(' ')
      for (const name of names) {
        const options = {'import-options': `{"${name}": ${value}, "dryRun": true}`}
        expect(await exchangeFile({...CSV_TYPE, ...options}, ROWS)).toMatchObject({faults: []})
      }
    },
  )

  test('with any bytes', async () => {
    const types = fc.constantFrom(CSV_TYPE, NDJSON_TYPE, MULTIPART_TYPE)
    const start = fc.constantFrom('', 'email\n', '{"email":"x@files.example"}\n', '--b\r\n')
    await fc.assert(
      fc.asyncProperty(types, start, anyBytes, async (headers, before, bytes) => {
        const body = Buffer.concat([Buffer.from(before), bytes])
        const {faults} = await exchangeFile(headers, new Uint8Array(body))
        expect(faults).toEqual([])
      }),
      {numRuns: 150},
    )
  })
})
