import {expect, test} from 'vitest'
import {withLocalDefaults} from './localServerVariables.ts'

test('fills in missing or blank variables on the local stack', () => {
  const variables = withLocalDefaults({LEADS_SECRET: '', SANITY_API_TOKEN: 'mine'}, 100)
  expect(variables).toMatchObject({
    SANITY_API_TOKEN: 'mine',
    SANITY_STUDIO_API_HOST: 'http://127.0.0.1:4000',
  })
  expect(variables['LEADS_SECRET']).toBeTruthy()
})

test('adds no variables for a hosted project', () => {
  const source = {SANITY_STUDIO_PROJECT_ID: 'abc123', LEADS_SECRET: ''}
  expect(withLocalDefaults(source)).toEqual(source)
})
