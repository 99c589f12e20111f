import {afterEach, expect, test, vi} from 'vitest'
import {startScriptedStore, type ScriptedStore} from '../testing/scriptedStore.ts'
import {createSiteRegistry} from './siteRegistry.ts'
import {StoreUnavailableError} from './storeErrors.ts'

const AGES = {freshMs: 100, staleMs: 1000}

let store: ScriptedStore
afterEach(() => store.stop())

function siteDocument(key: string, more = {}) {
  return {_id: `site.${key}`, _type: 'site', key, ...more}
}

function allSites(key: string) {
  return {status: 200, body: {query: '', ms: 1, result: [siteDocument(key)]}}
}

function documents(...found: object[]) {
  return {status: 200, body: {documents: found}}
}

test('reads once for many callers, caches the answer, and then reads again', async () => {
  let now = 0
  store = await startScriptedStore((_, index) => allSites(index === 0 ? 'old' : 'new'))
  const registry = createSiteRegistry(store.client, () => now, AGES)
  const keys = async () => (await registry.sites()).map(({key}) => key)
  const found = await Promise.all(Array.from({length: 20}, keys))
  expect(new Set(found.flat())).toEqual(new Set(['old']))
  now = 99
  await keys()
  expect(store.requests).toHaveLength(1)
  now = 150
  expect(await keys()).toEqual(['old'])
  await vi.waitFor(async () => expect(await keys()).toEqual(['new']))
  expect(store.requests).toHaveLength(2)
})

test('uses cached sites while the store is unreachable, for a limited time', async () => {
  let now = 0
  store = await startScriptedStore((_, index) => (index === 0 ? allSites('a') : 'hang-up'))
  const registry = createSiteRegistry(store.client, () => now, AGES)
  await registry.sites()
  now = 999
  expect(await registry.sites()).toHaveLength(1)
  now = 1001
  await expect(registry.sites()).rejects.toBeInstanceOf(StoreUnavailableError)
})

test('reads one site by its id, once for many, and again after a while', async () => {
  let now = 0
  store = await startScriptedStore((_, index) =>
    documents(siteDocument('one', {title: `${index}`})),
  )
  const registry = createSiteRegistry(store.client, () => now, AGES)
  const found = await Promise.all(Array.from({length: 20}, () => registry.site('one')))
  expect(found.every((site) => site?.title === '0')).toBe(true)
  expect(store.requests.map(({path}) => path.split('?')[0])).toEqual([
    expect.stringMatching(/\/data\/doc\/production\/site\.one$/),
  ])
  now = 300
  expect(await registry.site('one')).toMatchObject({title: '1'})
})

test('reads the custom fields of a site only where they are asked for', async () => {
  const field = {_id: 'one.field.x', name: 'size', title: 'Size', type: 'number'}
  store = await startScriptedStore((_, index) =>
    index === 0
      ? documents(siteDocument('one'))
      : {status: 200, body: {query: '', ms: 1, result: [field]}},
  )
  const registry = createSiteRegistry(store.client, () => 0, AGES)
  await registry.site('one')
  expect(store.requests).toHaveLength(1)
  const found = await Promise.all(Array.from({length: 5}, () => registry.wholeSite('one')))
  expect(found.every((site) => site?.customFields[0]?.name === 'size')).toBe(true)
  expect(store.requests).toHaveLength(2)
})

test('a missing site is read again', async () => {
  store = await startScriptedStore((_, index) =>
    documents(...(index > 0 ? [siteDocument('late')] : [])),
  )
  const registry = createSiteRegistry(store.client, () => 0, AGES)
  expect(await registry.site('late')).toBeUndefined()
  expect(await registry.site('late')).toMatchObject({key: 'late'})
})

test.each([
  ['of another type', {_type: 'lead'}],
  ['with another key', {key: 'other'}],
])('a document %s is not a site', async (_, more) => {
  store = await startScriptedStore(() => documents(siteDocument('one', more)))
  const registry = createSiteRegistry(store.client, () => 0, AGES)
  expect(await registry.site('one')).toBeUndefined()
})

test.each(['', 'network', 'site', '../x', 'a.b', 'Upper', 'x'.repeat(100)])(
  'nothing is read for %j, which is not a key',
  async (key) => {
    store = await startScriptedStore(() => documents())
    const registry = createSiteRegistry(store.client, () => 0, AGES)
    expect(await registry.site(key)).toBeUndefined()
    expect(store.requests).toEqual([])
  },
)
