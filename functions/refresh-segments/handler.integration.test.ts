import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {SanityClient} from '@sanity/client'
import type {NewDocument} from '../../core/changes/mutation.ts'
import type {AudienceRule} from '../../core/audience/definition.ts'
import {customFieldId} from '../../core/leads/registeredFields.ts'
import {MODES} from '../../local/api/testing/testStack.ts'
import {startTestLake, type TestLake} from '../../local/lake/testing/testLake.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {refreshSegments} from './handler.ts'
import {readServerEnv} from '../shared/serverEnv.ts'
import {createSiteRegistry} from '../shared/siteRegistry.ts'
import {createSiteSecrets} from '../shared/siteSecrets.ts'

const NOW = '2026-05-04T10:00:00.000Z'
const ago = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString()

describe.each(MODES)('counting segments ($mode)', ({strict}) => {
  let lake: TestLake
  let client: SanityClient

  function segment(key: string, rule: Omit<AudienceRule, 'id'>, fields: object = {}) {
    const root = {id: 'root', combinator: 'and', rules: [{id: 'r', ...rule}]}
    return {
      _id: `alpha.segment.${key}`,
      _type: 'segment',
      site: 'alpha',
      title: key,
      definition: JSON.stringify({version: 1, root}),
      definitionVersion: 1,
      ...fields,
    }
  }

  function lead(number: number, status: string) {
    return {
      _id: `alpha.lead.${number}`,
      _type: 'lead',
      site: 'alpha',
      email: `person${number}@example.test`,
      status,
      engagement: 'none',
      tags: number % 2 === 0 ? ['even'] : [],
      createdAt: ago(number * 60),
      subscription: 'none',
    }
  }

  function services(now = NOW): FunctionServices {
    const env = readServerEnv({SANITY_STUDIO_API_HOST: lake.url})
    return {
      env,
      client: lake.client('local-functions'),
      registry: createSiteRegistry(lake.client('local-functions'), Date.now),
      secrets: createSiteSecrets(env),
      now: () => now,
    }
  }

  /** Queries see all that was written by now. */
  async function settled(): Promise<void> {
    await client.createOrReplace({_id: 'test.settled', _type: 'testMark'}, {visibility: 'sync'})
  }

  const read = (key: string) => client.getDocument(`alpha.segment.${key}`)

  beforeAll(async () => {
    lake = await startTestLake(strict ? {queryLagMs: 300} : {})
    client = lake.client('local-superadmin')
    const won = {field: 'status', operator: 'is', value: 'won'}
    const transaction = client.transaction()
    const documents: NewDocument[] = [
      {_id: 'site.alpha', _type: 'site', key: 'alpha', title: 'Alpha', status: 'active'},
      {_id: 'site.beta', _type: 'site', key: 'beta', title: 'Beta', status: 'active'},
      ...Array.from({length: 10}, (_, index) => lead(index + 1, index < 3 ? 'won' : 'new')),
      segment('new', won),
      segment('fresh', won, {count: {value: 99, at: ago(2)}, viewedAt: ago(1)}),
      segment('forgotten', won, {count: {value: 98, at: ago(30)}, viewedAt: ago(500)}),
      segment(
        'viewed',
        {field: 'tags', operator: 'anyOf', value: ['even']},
        {
          count: {value: 97, at: ago(30)},
          history: [{_key: 'd2026-05-03', _type: 'point', at: ago(1440), value: 4}],
          viewedAt: ago(10),
        },
      ),
      segment(
        'used',
        {field: 'customFields.plan', operator: 'isEmpty'},
        {count: {value: 96, at: ago(9)}},
      ),
      segment(
        'broken',
        {field: 'segment', operator: 'anyOf', value: ['alpha.segment.gone']},
        {
          count: {value: 95, at: ago(1500)},
        },
      ),
      {
        _id: 'alpha.campaign.launch',
        _type: 'campaign',
        site: 'alpha',
        title: 'Launch',
        status: 'draft',
        audience: segment('x', {field: 'segment', operator: 'anyOf', value: ['alpha.segment.used']})
          .definition,
      },
    ]
    for (const document of documents) transaction.create(document)
    await transaction.commit({tag: 'test.seed'})
  }, 60_000)
  afterAll(() => lake.stop())

  test('counts old segments that are used or viewed; a broken one does not stop the others', async () => {
    expect(await refreshSegments(services(), () => 0)).toEqual({counted: 3, failures: 1, left: 0})
    expect(await read('new')).toMatchObject({count: {value: 3, at: NOW}})
    expect(await read('viewed')).toMatchObject({
      count: {value: 5, at: NOW},
      history: [{value: 4}, {_key: 'd2026-05-04', value: 5}],
    })
    expect(await read('used')).toMatchObject({count: {value: 10}})
    expect(await read('fresh')).toMatchObject({count: {value: 99}})
    expect(await read('forgotten')).toMatchObject({count: {value: 98}})
    expect(await read('broken')).toMatchObject({
      count: {value: 95},
      countFailure: {message: expect.stringContaining('"audience.segment-unknown"'), at: NOW},
    })
  })

  test('a second run changes nothing', async () => {
    await settled()
    const before = await client.fetch('*[_type == "segment"] | order(_id){_id, _rev}')
    expect(await refreshSegments(services(), () => 0)).toEqual({counted: 0, failures: 1, left: 0})
    expect(await client.fetch('*[_type == "segment"] | order(_id){_id, _rev}')).toEqual(before)
  })

  test('leaves the rest to the next run when its time is over', async () => {
    await settled()
    let time = 0
    const later = services(new Date(Date.parse(NOW) + 86_400_000).toISOString())
    const done = await refreshSegments(later, () => (time += 50_000))
    expect(done.counted + done.failures).toBe(1)
    expect(done.left).toBe(5)
  })

  test('counts for every site in turn, and skips what cannot be read', async () => {
    const won = {field: 'status', operator: 'is', value: 'won'}
    const elsewhere = {site: 'beta', viewedAt: ago(1), count: {value: 7, at: ago(500)}}
    const documents: NewDocument[] = [
      ...Array.from({length: 20}, (_, index) => segment(`many-${index}`, won)),
      {...segment('odd', won), title: 5},
      {...segment('x', won), ...elsewhere, _id: 'beta.segment.one'},
      // In the site that its id says there is no such segment.
      {...segment('decoy', won), ...elsewhere},
    ]
    await client.mutate(
      documents.map((document) => ({create: document})),
      {tag: 'test.seed'},
    )
    let time = 0
    const done = await refreshSegments(services(), () => (time += 1_000) && Math.min(time, 91_000))
    expect(done.counted).toBeGreaterThan(20)
    const beta = await client.getDocument('beta.segment.one')
    expect(beta).toMatchObject({count: {value: 0}})
    expect(await read('decoy')).toMatchObject({count: {value: 7}})
    expect(await read('odd')).not.toHaveProperty('count')
  })

  test('compares a custom field by the type that editors defined', async () => {
    const seats = (number: number, value: string) => ({
      ...lead(number, 'new'),
      customFields: [{_key: 's', name: 'seats', value}],
    })
    const field = {name: 'seats', title: 'Seats', type: 'number', site: 'alpha'}
    const documents: NewDocument[] = [
      {...field, _id: customFieldId('alpha', 'seats'), _type: 'customField'},
      seats(101, '12'),
      seats(102, '3'),
      segment('large', {field: 'customFields.seats', operator: 'greaterThan', value: 9}),
    ]
    await client.mutate(
      documents.map((document) => ({create: document})),
      {tag: 'test.seed'},
    )
    await client
      .patch('alpha.segment.large')
      .set({viewedAt: ago(1)})
      .commit({tag: 'test.seed'})
    await settled()
    await refreshSegments(services(), () => 0)
    expect(await read('large')).toMatchObject({count: {value: 1}})
  })
})
