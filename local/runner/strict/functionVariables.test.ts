import {expect, test} from 'vitest'
import {functionVariables} from './functionVariables.ts'

test('a function gets its own variables and none of the machine’s', () => {
  const machine = {
    HOME: '/home/ada',
    PATH: '/bin',
    NODE_OPTIONS: '--inspect',
    TZ: 'Europe/Berlin',
    SANITY_API_TOKEN: 'local-api',
    LEADS_SECRET: 'secret',
    LEADS_SMTP_URL: undefined,
    LEADS_SUPERVISED: '1',
    SHOPIFY_TOKEN_ARTAMETA: 'shop',
    SANITY_STUDIO_DATASET: 'production',
  }
  expect(functionVariables(machine, {MINE: '1', LEADS_SECRET: 'other'})).toEqual({
    LEADS_SECRET: 'other',
    SHOPIFY_TOKEN_ARTAMETA: 'shop',
    SANITY_STUDIO_DATASET: 'production',
    MINE: '1',
    TZ: 'UTC',
  })
})
