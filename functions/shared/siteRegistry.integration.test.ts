import {afterEach, expect, test, vi} from 'vitest'
import {startScriptedStore, type ScriptedStore} from '../testing/scriptedStore.ts'
import {createSiteRegistry} from './siteRegistry.ts'
import {StoreUnavailableError} from './storeErrors.ts'

let store: ScriptedStore
afterEach(() => store.stop())

function answerWith(key: string) {
  return {status: 200, body: {query: '', ms: 1, result: [{_id: `site.${key}`, key}]}}
}

test('asks once for many, uses the answer for a while, and then asks again', async () => {
  let now = 0
  store = await startScriptedStore((_, index) => answerWith(index === 0 ? 'old' : 'new'))
  const registry = createSiteRegistry(store.client, () => now, {freshMs: 100, staleMs: 1000})
  const found = await Promise.all(Array.from({length: 20}, () => registry.site('old')))
  expect(found.every((site) => site?.key === 'old')).toBe(true)
  now = 99
  await registry.sites()
  expect(store.requests).toHaveLength(1)
  now = 150
  expect(await registry.site('old')).toBeDefined()
  await vi.waitFor(async () => expect(await registry.site('new')).toBeDefined(), {timeout: 10_000})
  expect(store.requests).toHaveLength(2)
})

test('lives on what it knows while the store is away, but not for ever', async () => {
  let now = 0
  store = await startScriptedStore((_, index) => (index === 0 ? answerWith('a') : 'hang-up'))
  const registry = createSiteRegistry(store.client, () => now, {freshMs: 100, staleMs: 1000})
  await registry.sites()
  now = 999
  expect(await registry.site('a')).toBeDefined()
  now = 1001
  await expect(registry.sites()).rejects.toBeInstanceOf(StoreUnavailableError)
})
