import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {signUnsubscribeLink} from '../../core/consent/personLinks.ts'
import {localServerVariables} from '../../local/api/localServerVariables.ts'
import {SIGN_UP, sendForm, type FormRequest} from '../../local/api/testing/sendForm.ts'
import {startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {readServerEnv} from '../shared/serverEnv.ts'
import {createSiteSecrets} from '../shared/siteSecrets.ts'

/** Windows that outlast every test. */
const LIMITS = {LEADS_RATE_LIMIT_IP: '50/600', LEADS_RATE_LIMIT_SITE: '500/600'}
const AT_ONCE = 16

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

/** Starts an API behind as many proxies of one's own as are told. */
async function apiBehind(proxies: number, more: Record<string, string> = {}): Promise<string> {
  const api = await stack.startApi({...LIMITS, LEADS_TRUST_PROXY: String(proxies), ...more})
  return api.url
}

/** Sends a request the way a proxy passes it on. */
function from(base: string, forwarded: string, request: FormRequest = {}): Promise<Response> {
  const headers = {...request.headers, 'x-forwarded-for': forwarded}
  return sendForm(base, {body: SIGN_UP, ...request, headers})
}

async function statuses(requests: Iterable<() => Promise<Response>>): Promise<number[]> {
  const found: number[] = []
  const waiting = [...requests].values()
  const worker = async (): Promise<void> => {
    for (const send of waiting) found.push((await send()).status)
  }
  await Promise.all(Array.from({length: AT_ONCE}, worker))
  return found
}

function submissions(): Promise<number> {
  return stack.client.fetch(`count(*[_type == "leadSubmission"])`, {}, {tag: 'leads.test.count'})
}

const JSON_TYPE = {'content-type': 'application/json'}
const INVALID: FormRequest[] = [
  {body: {...SIGN_UP, email: 'nobody'}},
  {body: {...SIGN_UP, consent: false}},
  {body: {...SIGN_UP, form: 'nothing'}},
  {body: {...SIGN_UP, form: 'strict', token: 'a.b'}, path: '/api/leads'},
  {body: {...SIGN_UP, message: 'x'.repeat(20_000)}, path: '/api/leads'},
  {body: SIGN_UP, headers: {'idempotency-key': 'x'.repeat(300)}},
  {body: SIGN_UP, headers: {origin: 'https://evil.test'}},
  {body: {...SIGN_UP, site: 'nowhere'}},
  {body: '{"site": "artameta"', headers: JSON_TYPE},
  {body: JSON.stringify({...SIGN_UP, more: 'x'.repeat(70_000)}), headers: JSON_TYPE},
]

describe('a site’s limit', () => {
  test('is not spent by 600 invalid posts from a few addresses', async () => {
    const base = await apiBehind(1, {LEADS_RATE_LIMIT_SITE: '20/600'})
    const before = await submissions()
    const attack = Array.from({length: 600}, (_, n) => {
      const request = INVALID[n % INVALID.length]
      return () => from(base, `198.51.100.${n % 12}`, request)
    })
    const refused = await statuses(attack)
    expect(refused.every((status) => status >= 400 && status < 500)).toBe(true)
    expect(refused.filter((status) => status === 429)).toHaveLength(0)
    expect(await submissions()).toBe(before)
    const visitor = await from(base, '203.0.113.9')
    expect(visitor.status).toBe(202)
    expect(visitor.headers.get('ratelimit')).toContain('"site";r=19')
  })

  test('is shared fairly: 600 valid posts from twelve addresses do not lock out others', async () => {
    const base = await apiBehind(1)
    const before = await submissions()
    const attack = Array.from({length: 600}, (_, n) => () => from(base, `198.51.100.${n % 12}`))
    const answered = await statuses(attack)
    expect(new Set(answered)).toEqual(new Set([202, 429]))
    expect(await submissions()).toBe(before + answered.filter((status) => status === 202).length)
    expect((await from(base, '203.0.113.9')).status).toBe(202)
    const refused = await from(base, '198.51.100.1')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({
      status: 'limited',
      detail: expect.stringContaining('Try again in'),
    })
  })

  test('applies to each site, and no site uses up another’s', async () => {
    const {url: base} = await stack.startApi({LEADS_RATE_LIMIT_SITE: '1/60'})
    const found = []
    for (const site of ['artameta', 'artameta', 'bluefern']) {
      found.push((await sendForm(base, {body: {...SIGN_UP, site}})).status)
    }
    expect(found).toEqual([202, 429, 202])
  })
})

describe('the limit of an address', () => {
  test('is enforced, and states when to try again', async () => {
    const {url: base} = await stack.startApi({LEADS_RATE_LIMIT_IP: '2/60'})
    const answers = []
    for (let n = 0; n < 3; n += 1) answers.push(await sendForm(base, {body: SIGN_UP}))
    expect(answers.map(({status}) => status)).toEqual([202, 202, 429])
    const [first, , last] = answers
    expect(first?.headers.get('ratelimit-policy')).toContain('"ip";q=2;w=60, "site";q=')
    expect(first?.headers.get('ratelimit')).toContain('"ip";r=1;t=60')
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await last?.json()).toMatchObject({status: 'limited'})
  })

  test('trusts the proxy’s header only where configured, and counts an IPv6 network as one', async () => {
    const send = async (base: string, address: string): Promise<number> =>
      (await from(base, `1.1.1.1, ${address}`)).status
    const plain = await stack.startApi({LEADS_RATE_LIMIT_IP: '1/60'})
    expect([await send(plain.url, '10.0.0.1'), await send(plain.url, '10.0.0.2')]).toEqual([
      202, 429,
    ])
    const proxied = await stack.startApi({LEADS_RATE_LIMIT_IP: '1/60', LEADS_TRUST_PROXY: '1'})
    expect(await send(proxied.url, '2001:db8::1')).toBe(202)
    expect(await send(proxied.url, '2001:db8:0:0:9::2')).toBe(429)
    expect(await send(proxied.url, '2001:db8:0:1::1')).toBe(202)
  })

  test.each<[string, (n: number) => string]>([
    ['a port', (n) => `203.0.113.9:${1024 + n}`],
    ['an IPv6 address and a port', (n) => `[2001:db8::${n}]:${1024 + n}`],
    ['a zone', (n) => `2001:db8::${n}%eth${n}`],
    ['another spelling', (n) => ['::ffff:203.0.113.9', '::FFFF:CB00:7109'][n % 2] ?? ''],
    ['rubbish', (n) => `visitor-${n}`],
    ['a number', (n) => `${n}`],
    ['a range', (n) => `203.0.113.${n}/32`],
    ['a name in quotation marks', (n) => `"203.0.113.${n}"`],
    ['an empty entry at the end', (n) => `203.0.113.${n}, `],
    ['nothing but commas', (n) => ','.repeat(n + 1)],
    ['nothing', () => ''],
    ['many entries of its own', (n) => `${`10.0.0.${n}, `.repeat(300)}203.0.113.9`],
    ['an address of its own before the proxy’s', (n) => `203.0.113.${n}, 198.51.100.7`],
  ])('is not evaded behind a proxy by %s', async (_, forwarded) => {
    const base = await apiBehind(1, {LEADS_RATE_LIMIT_IP: '5/600'})
    const found = await statuses(Array.from({length: 20}, (_, n) => () => from(base, forwarded(n))))
    expect(found.filter((status) => status === 202)).toHaveLength(5)
    expect(found.filter((status) => status === 429)).toHaveLength(15)
  })

  test('is that of the caller of the outermost proxy', async () => {
    const base = await apiBehind(2, {LEADS_RATE_LIMIT_IP: '1/600'})
    const send = async (forwarded: string) => (await from(base, forwarded)).status
    expect(await send('203.0.113.1, 198.51.100.7')).toBe(202)
    expect(await send('10.9.9.9, 203.0.113.1, 198.51.100.8')).toBe(429)
    expect(await send('203.0.113.2, 198.51.100.7')).toBe(202)
    // Whoever comes past the outer proxy counts as what the connection tells.
    expect(await send('203.0.113.3')).toBe(202)
    expect(await send('203.0.113.4')).toBe(429)
  })
})

describe('a genuine link', () => {
  const person = {site: 'artameta', personKey: 'a'.repeat(26), nonce: 'n1'}

  async function unsubscribe(base: string, personKey: string): Promise<Response> {
    const secrets = createSiteSecrets(readServerEnv(localServerVariables()))
    const secret = secrets({key: person.site}, 'unsubscribe-link')
    const token = signUnsubscribeLink(secret, {...person, personKey})
    return sendForm(base, {path: `/api/newsletter/unsubscribe?token=${token}`})
  }

  test('may be used often enough by its person, and does not block others from unsubscribing', async () => {
    const {url: base} = await stack.startApi({})
    const answers = []
    for (let n = 0; n < 40; n += 1) answers.push(await unsubscribe(base, person.personKey))
    const limited = answers.filter(({status}) => status === 429)
    expect(answers.slice(0, 30).map(({status}) => status)).not.toContain(429)
    expect(limited).toHaveLength(10)
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await limited[0]?.json()).toMatchObject({status: 'limited', httpStatus: 429})
    expect((await unsubscribe(base, 'b'.repeat(26))).status).toBe(200)
  })
})
