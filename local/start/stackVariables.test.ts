import {describe, expect, test} from 'vitest'
import {LOCAL_SECRET} from '../secret.ts'
import {stackVariables} from './stackVariables.ts'

describe('stackVariables', () => {
  test('take the secret and the limits from the environment', () => {
    const source = {LEADS_SECRET: 'a secret of my own', LEADS_RATE_LIMIT_IP: '5/10'}
    expect(stackVariables(source, 0)).toMatchObject(source)
  })

  test('count blanks as not set', () => {
    const variables = stackVariables({LEADS_SECRET: ' ', LEADS_RATE_LIMIT_SITE: ''}, 0)
    expect(variables).toMatchObject({
      LEADS_SECRET: LOCAL_SECRET,
      LEADS_RATE_LIMIT_SITE: '100000/10',
    })
  })

  test('derive from the ports, whatever addresses the environment has', () => {
    const source = {LEADS_PUBLIC_API_URL: 'https://api.example.com', LEADS_SMTP_URL: ''}
    expect(stackVariables(source, 100)).toMatchObject({
      SANITY_STUDIO_API_HOST: 'http://127.0.0.1:4000',
      LEADS_PUBLIC_API_URL: 'http://localhost:4001',
      LEADS_SMTP_URL: 'smtp://127.0.0.1:4025',
    })
  })
})
