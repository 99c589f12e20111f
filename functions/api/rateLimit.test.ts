import {expect, test} from 'vitest'
import {addressKey, createRateLimiter, rateHeaders} from './rateLimit.ts'

const LIMIT = {requests: 2, seconds: 10}

test('counts down, refuses, and says so in the headers', async () => {
  const limiter = createRateLimiter('ip', LIMIT)
  await limiter.take('a')
  const second = await limiter.take('a')
  expect(rateHeaders([second])).toEqual({
    'RateLimit-Policy': '"ip";q=2;w=10',
    RateLimit: '"ip";r=0;t=10',
  })
  const third = await limiter.take('a')
  expect(third.exceeded).toBe(true)
  expect(rateHeaders([third])['Retry-After']).toBe('10')
  expect((await limiter.take('b')).exceeded).toBe(false)
})

test.each([
  ['192.0.2.1', '192.0.2.2', false],
  ['192.0.2.1', '::ffff:192.0.2.1', true],
  ['2001:db8::1', '2001:db8:0:0:ffff::1', true],
  ['2001:db8::1', '2001:0db8:0000:0000::1', true],
  ['2001:db8::1', '2001:db8:0:1::1', false],
  ['fe80::1%eth0', 'fe80::2', true],
])('%s and %s count as one: %s', (left, right, same) => {
  expect(addressKey('secret', left) === addressKey('secret', right)).toBe(same)
})

test('the key does not show the address', () => {
  expect(addressKey('secret', '192.0.2.1')).not.toContain('192')
  expect(addressKey('other', '192.0.2.1')).not.toBe(addressKey('secret', '192.0.2.1'))
})
