import {afterEach, describe, expect, it} from 'vitest'
import {
  createStoreFixture,
  SUPERADMIN,
  type StoreFixture,
} from '../lake/store/testing/storeFixture.ts'
import {DEMO_MARKER_ID, DemoSeedError, seedDemoData, type SeedOptions} from './seed.ts'

const fixtures: StoreFixture[] = []

function setUp() {
  const fixture = createStoreFixture()
  fixtures.push(fixture)
  const seed = (options: Partial<SeedOptions> = {}) =>
    seedDemoData({
      store: fixture.store,
      dataset: 'test',
      caller: SUPERADMIN,
      leads: 40,
      now: new Date('2026-11-20T12:00:00Z'),
      siteUrl: 'http://localhost:3904',
      ...options,
    })
  const documents = () =>
    Array.from(fixture.store.scanDocuments('test'), ({id, json}) => `${id} ${json}`)
  return {store: fixture.store, seed, documents}
}

afterEach(() => {
  for (const fixture of fixtures.splice(0)) fixture.dispose()
})

describe('seeding', () => {
  it('writes once, reports the speed, and changes nothing afterwards', async () => {
    const {seed, documents} = setUp()
    const reports: number[] = []
    const first = await seed({onProgress: ({documents: count}) => reports.push(count)})
    expect(first.written).toBeGreaterThan(100)
    expect(reports.at(-1)).toBe(first.written)
    const before = documents()
    const later = new Date('2026-12-24T12:00:00Z')
    expect(await seed({now: later})).toEqual({leads: 40, written: 0})
    expect(await seed({now: later, leads: 10})).toEqual({leads: 40, written: 0})
    expect(documents()).toEqual(before)
  })

  it('adds people when asked for more, as of the first day', async () => {
    const {seed, store, documents} = setUp()
    await seed()
    const before = documents().filter((line) => line.includes('.lead.'))
    const more = await seed({leads: 60, now: new Date('2026-12-24T12:00:00Z')})
    expect(more.leads).toBe(60)
    expect(more.written).toBeGreaterThan(20)
    expect(documents()).toEqual(expect.arrayContaining(before))
    expect(store.getDocument('test', DEMO_MARKER_ID)).toMatchObject({
      leads: 60,
      now: '2026-11-20T12:00:00.000Z',
    })
  })

  it('completes an interrupted seeding with the same people', async () => {
    const whole = setUp()
    await whole.seed()
    const ids = (lines: string[]) => new Set(lines.map((line) => line.split(' ')[0]))
    const torn = setUp()
    const stop = () => {
      throw new Error('cut off')
    }
    await expect(torn.seed({onProgress: stop})).rejects.toThrow('cut off')
    expect(torn.store.getDocument('test', DEMO_MARKER_ID)).toMatchObject({finished: false})
    await torn.seed({now: new Date('2026-12-24T12:00:00Z')})
    expect(ids(torn.documents())).toEqual(ids(whole.documents()))
  })

  it('points the sites at the demo pages of this start and keeps other edits', async () => {
    const {seed, store} = setUp()
    await seed()
    const mutations = [
      {patch: {id: 'site.artameta', set: {title: 'Renamed'}}},
      {
        patch: {
          id: 'site.artameta',
          insert: {after: 'allowedOrigins[-1]', items: ['https://new.example']},
        },
      },
    ]
    await store.commit({dataset: 'test', caller: SUPERADMIN, mutations})
    await seed({siteUrl: 'http://localhost:4004'})
    const site = store.getDocument('test', 'site.artameta')
    expect(site).toMatchObject({title: 'Renamed', publicUrl: 'http://localhost:4004/artameta'})
    expect(site?.['allowedOrigins']).toEqual([
      'https://artameta.com',
      'https://www.artameta.com',
      'https://new.example',
      'http://localhost:4004',
      'http://127.0.0.1:4004',
      'http://artameta.localhost:4004',
    ])
  })

  it('refuses another secret, under which nobody would be recognised', async () => {
    const {seed} = setUp()
    await seed()
    await expect(seed({secret: 'another'})).rejects.toThrow(DemoSeedError)
  })
})
