import {afterEach, describe, expect, test, vi} from 'vitest'
import {hostedResources, hostedTarget} from './hostedResources.ts'

const HOSTED = {SANITY_STUDIO_PROJECT_ID: 'abc123', SANITY_STUDIO_DATASET: 'production'}

describe('the target of a deployment', () => {
  test.each([{}, {SANITY_STUDIO_PROJECT_ID: ' '}, {SANITY_STUDIO_PROJECT_ID: 'local'}])(
    'is missing for %j',
    (source) => {
      expect(hostedTarget(source)).toBeNull()
    },
  )

  test('has what functions read, and what sites name, of the environment', () => {
    const source = {
      ...HOSTED,
      LEADS_SECRET: 'secret',
      LEADS_SMTP_URL: '',
      LEADS_FUNCTION_VARIABLES: 'ACME_SMTP_URL, ACME_SECRET',
      ACME_SMTP_URL: 'smtps://acme.example',
      ACME_SECRET: 'other',
      SANITY_API_TOKEN: 'of the endpoints',
      HOME: '/home/ada',
    }
    expect(hostedTarget(source)).toEqual({
      projectId: 'abc123',
      dataset: 'production',
      env: {
        ...HOSTED,
        LEADS_SECRET: 'secret',
        ACME_SMTP_URL: 'smtps://acme.example',
        ACME_SECRET: 'other',
      },
    })
  })

  test.each([
    ['SANITY_STUDIO_DATASET', {...HOSTED, SANITY_STUDIO_DATASET: ''}],
    ['ACME_SECRET', {...HOSTED, LEADS_FUNCTION_VARIABLES: 'ACME_SECRET'}],
  ])('is refused without %s', (name, source) => {
    expect(() => hostedTarget(source)).toThrow(name)
  })
})

test('resources other than functions stay unchanged', () => {
  const role = {type: 'sanity.access.role', name: 'editor'}
  expect(hostedResources([role], {projectId: 'a', dataset: 'b', env: {}})).toEqual([role])
})

describe('the blueprint', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.resetModules()
  })

  async function functionsOf(source: Record<string, string>) {
    for (const [name, value] of Object.entries(source)) vi.stubEnv(name, value)
    vi.resetModules()
    const {default: blueprint} = await import('../sanity.blueprint.ts')
    const resources = blueprint().resources ?? []
    return resources.filter(({type}) => type.startsWith('sanity.function.'))
  }

  test('binds every function to the project and the dataset that it is deployed for', async () => {
    const functions = await functionsOf({...HOSTED, LEADS_SECRET: 'secret'})
    expect(functions.length).toBeGreaterThan(5)
    const env = expect.objectContaining({...HOSTED, LEADS_SECRET: 'secret'})
    for (const each of functions) {
      expect(each).toMatchObject({env, robotToken: '$.resources.leads-functions.token'})
    }
    const [scheduled, others] = [true, false].map((wanted) =>
      functions.filter(({type}) => (type === 'sanity.function.cron') === wanted),
    )
    expect(scheduled?.filter((each) => 'project' in each)).toEqual([])
    const resource = {type: 'dataset', id: 'abc123.production'}
    for (const each of others ?? []) {
      expect(each).toMatchObject({project: 'abc123', event: {resource}})
    }
  })

  test('binds no function on the embedded lake', async () => {
    const functions = await functionsOf({SANITY_STUDIO_PROJECT_ID: ''})
    const set = functions.flatMap((each) =>
      Object.entries(each).flatMap(([name, value]) => (value === undefined ? [] : [name])),
    )
    expect(set).toContain('src')
    for (const name of ['project', 'env', 'robotToken']) expect(set).not.toContain(name)
  })
})
