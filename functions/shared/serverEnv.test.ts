import {expect, test} from 'vitest'
import {readServerEnv} from './serverEnv.ts'

test('reads variables and fills in defaults', () => {
  const env = readServerEnv({
    SANITY_STUDIO_API_HOST: 'http://127.0.0.1:3900/',
    LEADS_RATE_LIMIT_IP: '5/60',
    LEADS_SECRET: ' ',
    OTHER: 'x',
  })
  expect(env).toMatchObject({
    projectId: 'local',
    apiHost: 'http://127.0.0.1:3900',
    secret: undefined,
    trustedProxies: 0,
    rateLimitIp: {requests: 5, seconds: 60},
    rateLimitSite: {requests: 500, seconds: 10},
  })
  expect(env.named('OTHER')).toBe('x')
})

test.each([
  ['LEADS_RATE_LIMIT_IP', 'many'],
  ['LEADS_RATE_LIMIT_SITE', '0/10'],
  ['LEADS_SMTP_URL', 'https://mail.example'],
  ['LEADS_PUBLIC_API_URL', 'not-a-secret'],
  ['LEADS_TRUST_PROXY', 'yes'],
  ['LEADS_TRUST_PROXY', '-1'],
  ['LEADS_TRUST_PROXY', '11'],
])('names %s when it is wrong, without its value', (name, value) => {
  expect(() => readServerEnv({[name]: value})).toThrow(name)
  expect(() => readServerEnv({[name]: value})).not.toThrow(value)
})
