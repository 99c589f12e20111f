import {describe, expect, test} from 'vitest'
import {KINDS} from '../tenancy/kinds.ts'
import {JOB_KIND_NAMES} from './jobKinds.ts'
import {beginningOf, parseJobId} from './jobRecord.ts'

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

describe.each(JOB_KIND_NAMES)('the id of a job of the kind %s', (kind) => {
  test.each<string>(KINDS[kind].keys)('with a key such as %s is parsed', (pattern) => {
    const id = `artameta.${kind}.${pattern.replace('*', ULID)}`
    const expected = {site: 'artameta', ulid: ULID, isReserved: pattern !== '*'}
    expect(parseJobId(id)).toEqual(expected)
    expect(parseJobId(id, kind)).toEqual(expected)
    expect(parseJobId(id, kind === 'bulk' ? 'refresh' : 'bulk')).toBeNull()
  })

  test.each([
    ['more segments', `${ULID}.${ULID}`],
    ['more segments after the word', `network.${ULID}.more`],
    ['another word', `other.${ULID}`],
    ['a time that no ULID holds', `8${ULID.slice(1)}`],
    ['no ULID', 'one'],
  ])('with %s is refused', (_, key) => {
    expect(parseJobId(`artameta.${kind}.${key}`)).toBeNull()
  })
})

test('the id of another document is not that of a job', () => {
  expect(parseJobId(`artameta.lead.${ULID}`)).toBeNull()
  expect(parseJobId(`artameta.chunk.job.${ULID}.0`)).toBeNull()
})

test('a job began between the moment it was asked for and now, whatever its document says', () => {
  const times = {askedMs: 1000, nowMs: 5000}
  const at = (ms: number) => new Date(ms).toISOString()
  expect(beginningOf({}, times)).toBe(5000)
  expect(beginningOf({startedAt: at(3000)}, times)).toBe(3000)
  expect(beginningOf({startedAt: at(0)}, times)).toBe(1000)
  expect(beginningOf({startedAt: at(9_999_999)}, times)).toBe(5000)
})
