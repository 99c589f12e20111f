import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startQueryFixture, TEST_NOW, type QueryFixture} from './testing/queryFixture.ts'

const LEADS = Array.from({length: 400}, (_, index) => ({
  _id: `artameta.lead.${String(index).padStart(4, '0')}`,
  _type: 'lead',
  name: `Lead ${index}`,
  text: 'a'.repeat(40),
  numbers: Array.from({length: 20}, (__, n) => n),
}))

/** Compares every lead with every lead with every lead. */
const HEAVY = 'count(*[count(*[count(*[name != ^.name && name != ^.^.name]) > 0]) > 0])'
/** A pattern that a backtracking matcher does not finish. */
const WILDCARDS = 'count(*[text match "a*a*a*a*a*a*a*a*a*a*a*b"])'
const LIGHT = 'count(*[_type == "lead"])'

const ADMIN = 'local-superadmin'
const EDITOR = 'local-artameta-editor'

let fixture: QueryFixture
let patient: QueryFixture
beforeAll(async () => {
  fixture = await startQueryFixture(LEADS, {timeLimitMs: 700, scaleUpMs: 20, memoryMb: 128})
  patient = await startQueryFixture(LEADS, {scaleUpMs: 20, abortGraceMs: 20})
})
afterAll(() => Promise.all([fixture.dispose(), patient.dispose()]))

async function post(
  query: string,
  token = ADMIN,
  lake = fixture,
  signal: AbortSignal | null = null,
) {
  const response = await lake.request('/v2025-02-19/data/query/production', {
    method: 'POST',
    token,
    body: JSON.stringify({query}),
    signal,
  })
  const body: {result?: unknown; error?: {type: string; description: string}} =
    await response.json()
  return {status: response.status, ...body}
}

describe('the time limit', () => {
  it('stops nested joins, and continues with other queries', async () => {
    const {status, error} = await post(HEAVY)
    expect(status).toBe(408)
    expect(error).toEqual({
      type: 'queryTimeoutError',
      description: expect.stringContaining('700 ms'),
    })
    expect((await post(LIGHT)).result).toBe(400)
  })

  it.each([
    WILDCARDS,
    WILDCARDS.replace('"a*', '["a*", "a*').replace('b"', 'b"]'),
    'count(*[text match coalesce(missing, "a*a*a*a*a*a*a*a*a*a*a*b")])',
    'count(*[] | score(text match coalesce(missing, "a*a*a*a*a*a*a*a*a*a*a*b"))[_score > 0])',
    'count(*[] | score(boost(text match "a*a*a*a*a*a*a*a*a*a*a*b", 2))[_score > 0])',
  ])('is not needed for wildcards: %s', async (query) => {
    // Where each star doubled the work, no limit would be enough.
    const {status, result} = await post(query, ADMIN, patient)
    expect([status, result]).toEqual([200, 0])
  })
})

describe('slow queries', () => {
  it('block neither others nor the same caller, even when many are sent', async () => {
    const controller = new AbortController()
    const heavy = Array.from({length: 6}, () => post(HEAVY, ADMIN, patient, controller.signal))
    const settled = Promise.allSettled(heavy)
    for (const query of [LIGHT, '*[_id == "artameta.lead.0007"].name']) {
      const {result} = await post(query, EDITOR, patient)
      expect(result).toEqual(query === LIGHT ? 400 : ['Lead 7'])
    }
    controller.abort()
    const outcomes = await settled
    expect(outcomes.every(({status}) => status === 'rejected')).toBe(true)
    expect((await post(LIGHT, ADMIN, patient)).result).toBe(400)
  })

  it('of one caller leave a worker for a light one of the same caller', async () => {
    const controller = new AbortController()
    const heavy = [0, 1].map(() => post(HEAVY, ADMIN, patient, controller.signal))
    const settled = Promise.allSettled(heavy)
    expect((await post(LIGHT, ADMIN, patient)).result).toBe(400)
    controller.abort()
    await settled
  })

  it('whose client disconnected are stopped, and their worker is free again', async () => {
    const controller = new AbortController()
    const caller = patient.access.authenticate(ADMIN)
    if (!caller) throw new Error('no superadmin')
    const request = {dataset: 'production', caller, params: {}, perspective: 'raw', now: TEST_NOW}
    const heavy = patient.queries.run({...request, query: HEAVY}, controller.signal)
    controller.abort(new Error('gone'))
    await expect(heavy).rejects.toThrow('gone')
    const again = patient.queries.run({...request, query: HEAVY}, AbortSignal.abort('never'))
    await expect(again).rejects.toBe('never')
    const light = Array.from({length: 8}, () => patient.queries.run({...request, query: LIGHT}))
    expect((await Promise.all(light)).map(({result}) => result)).toEqual(light.map(() => 400))
  })
})

describe('malicious queries', () => {
  const nested = (open: string, inner: string, close: string, times = 20_000) =>
    open.repeat(times) + inner + close.repeat(times)

  it.each([
    ['groups', nested('(', '1', ')')],
    ['arrays', nested('[', '1', ']')],
    ['negations', nested('!', 'true', '')],
    ['minus signs', nested('-', '1', '', 100_000)],
    ['filters', nested('*[', '1', ']')],
    ['projections', nested('*{"a":', '1', '}')],
    ['calls', nested('count(', '*', ')')],
    ['attributes', `*${'.a'.repeat(50_000)}`],
    ['attributes in a filter', `*[a${'.a'.repeat(20_000)} == 1]`],
    ['attributes to order by', `* | order(a${'.a'.repeat(20_000)})`],
    ['attributes in a projection', `*[_id == "artameta.lead.0007"]{"a": a${'.a'.repeat(20_000)}}`],
    ['conjunctions', `*[a${' && a'.repeat(20_000)}]`],
  ])('%s nested deeply are an error or an answer, never a crash', async (_, query) => {
    expect([200, 400, 408]).toContain((await post(query)).status)
    expect((await post(LIGHT)).result).toBe(400)
  })

  it('a query text beyond the hosted limit is refused', async () => {
    const {status, error} = await post(`*[a == "${'x'.repeat(300_000)}"]`)
    expect(status).toBe(400)
    expect(error?.type).toBe('queryParseError')
  })

  it.each([
    ['lists of lists', '*[]{"a": *[]{"b": *[]{"c": *[]{...}, ...}, ...}, ...}'],
    ['ever longer arrays', '[...*, ...*] + [...*, ...*]{"n": *{"m": *{"o": *.numbers[]}}}'],
    [
      'long strings',
      `array::join(*[].text + ${'*[].text + '.repeat(6000)}[], "${'x'.repeat(9000)}")`,
    ],
  ])('%s use up a worker and not the server', async (_, query) => {
    const {status, error} = await post(query)
    expect([400, 408]).toContain(status)
    expect(['queryMemoryError', 'queryTimeoutError']).toContain(error?.type)
    expect((await post(LIGHT)).result).toBe(400)
  })

  it.each([
    ['__proto__', '{"query": "$__proto__", "params": {"__proto__": {"a": 1}}}'],
    ['hasOwnProperty', '{"query": "$hasOwnProperty", "params": {"hasOwnProperty": 1}}'],
    ['deep parameters', `{"query": "$a", "params": {"a": ${nested('[', '1', ']', 5000)}}}`],
  ])('parameters with names or values like %s are harmless', async (_, body) => {
    const response = await fixture.request('/v1/data/query/production', {
      method: 'POST',
      token: ADMIN,
      body,
    })
    expect([200, 400]).toContain(response.status)
    expect((await post('{"a": 1}.a')).result).toBe(1)
  })
})
