import {expect, test} from 'vitest'
import {rateHeaders, type RateState} from './rateHeaders.ts'

const ip: RateState = {
  policy: 'ip',
  limit: {requests: 2, seconds: 10},
  remaining: 1,
  reset: 9,
  exceeded: false,
}
const site: RateState = {
  policy: 'site',
  limit: {requests: 500, seconds: 60},
  remaining: 0,
  reset: 42,
  exceeded: true,
}

test('say where a caller stands under each policy', () => {
  expect(rateHeaders([ip])).toEqual({
    'RateLimit-Policy': '"ip";q=2;w=10',
    RateLimit: '"ip";r=1;t=9',
  })
})

test('tell when to come back once a limit is exceeded', () => {
  expect(rateHeaders([ip, site])).toEqual({
    'RateLimit-Policy': '"ip";q=2;w=10, "site";q=500;w=60',
    RateLimit: '"ip";r=1;t=9, "site";r=0;t=42',
    'Retry-After': '42',
  })
})
