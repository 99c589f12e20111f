import {readdirSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {readEvents} from '../listen/testing/readEvents.ts'
import {startLakeProcess} from '../testing/lakeProcess.ts'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

/** So long that nothing becomes visible by itself while a test runs. */
const LONG_LAG = 600_000

let lake: TestLake
let client: SanityClient
beforeAll(async () => {
  lake = await startTestLake({queryLagMs: LONG_LAG})
  client = lake.client('local-superadmin').withConfig({perspective: 'raw'})
})
afterAll(() => lake.stop())

const note = (id: string, more = {}) => ({_id: id, _type: 'note', ...more})
const async = {visibility: 'async'} as const
const seen = (id: string) => client.fetch<boolean>('count(*[_id == $id]) > 0', {id})

const copiesIn = (directory: string) =>
  readdirSync(directory).filter((name) => name.startsWith('queries-'))

/** Asks until the answer is yes. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(10)
}

describe('with a query lag', () => {
  it.each([100, 400])('of %d ms a write is seen when that time has passed', async (queryLagMs) => {
    const own = await startTestLake({queryLagMs})
    const writer = own.client('local-superadmin').withConfig({perspective: 'raw'})
    const names = () => writer.fetch<string[]>('*[_id == "late"].name')
    const writes: [() => Promise<unknown>, string[]][] = [
      [() => writer.create(note('late', {name: 'new'}), async), ['new']],
      [() => writer.patch('late').set({name: 'changed'}).commit(async), ['changed']],
      [() => writer.delete('late', {visibility: 'deferred'}), []],
    ]
    for (const [write, expected] of writes) {
      const started = performance.now()
      await write()
      await until(async () => JSON.stringify(await names()) === JSON.stringify(expected))
      expect(performance.now() - started).toBeGreaterThanOrEqual(queryLagMs)
    }
    await own.stop()
  })

  it('a write is not seen that did not wait for the index', async () => {
    await client.create(note('late', {name: 'old'}))
    await client.create(note('later'), async)
    await client.patch('late').set({name: 'new'}).commit(async)
    expect(await client.fetch('*[_id in ["late", "later"]].name')).toEqual(['old'])
    await client.delete('late', {visibility: 'deferred'})
    expect(await client.fetch('*[_id in ["late", "later"]].name')).toEqual(['old'])
  })

  it('a write is there at once for everything that is not a query', async () => {
    const path = '/v1/data/listen/production?query=*[_id == "elsewhere"]'
    const events = readEvents(await lake.request(path, {token: 'local-superadmin'}))
    await events.next()
    const {_rev} = await client.create(note('elsewhere'), async)
    expect(await client.getDocument('elsewhere')).toMatchObject({_rev})
    const [history, exported] = await Promise.all(
      ['history/production/transactions/elsewhere', 'export/production'].map(async (each) => {
        const response = await lake.request(`/v1/data/${each}`, {token: 'local-superadmin'})
        return response.text()
      }),
    )
    expect(history).toContain(_rev)
    expect(exported).toContain(_rev)
    expect(await events.next()).toMatchObject({
      data: {transactionId: _rev, visibility: 'transaction'},
    })
    await events.close()
    expect(await seen('elsewhere')).toBe(false)
  })

  it('a write that waits for the index makes all earlier writes visible, and no later ones', async () => {
    await client.create(note('before'), async)
    expect(await seen('before')).toBe(false)
    await client.create(note('waits'))
    await client.create(note('after'), async)
    expect(await Promise.all(['before', 'waits', 'after'].map(seen))).toEqual([true, true, false])
    await client.createIfNotExists(note('waits'))
    expect(await seen('after')).toBe(true)
    await client.create(note('dry-before'), async)
    await client.create(note('dry'), {dryRun: true})
    expect(await seen('dry-before')).toBe(false)
  })

  it('a cached answer is used only while it is correct', async () => {
    const count = () => client.fetch<number>('count(*[_type == "counted"])')
    expect(await count()).toBe(0)
    await client.create({_id: 'counted', _type: 'counted'}, async)
    expect(await count()).toBe(0)
    await client.create({_id: 'counted2', _type: 'counted'})
    expect(await count()).toBe(2)
  })

  it('mutations by query change the current versions of what the index finds', async () => {
    await client.create(note('found', {group: 'old'}))
    await client.create(note('unindexed', {group: 'old'}), async)
    await client.patch('found').set({group: 'new'}).commit(async)
    await client.patch({query: '*[group == "old"]'}).set({touched: true}).commit(async)
    expect(await client.getDocuments(['found', 'unindexed'])).toMatchObject([
      {group: 'new', touched: true},
      {group: 'old'},
    ])
    expect(await client.getDocument('unindexed')).not.toHaveProperty('touched')
    await client.delete('found', async)
    await client.delete({query: '*[group == "old"]'}, async)
    expect(await client.getDocument('found')).toBeUndefined()
    expect(await client.getDocument('unindexed')).toBeDefined()
  })

  it('is correct for many simultaneous writers', async () => {
    const acknowledged: string[] = []
    const problems: string[] = []
    const writer = async (name: number) => {
      for (let turn = 0; turn < 12; turn += 1) {
        const id = `many-${name}-${turn}`
        const isSync = (name + turn) % 4 === 0
        const earlier = [...acknowledged]
        await client.create({_id: id, _type: 'many'}, isSync ? {} : async)
        acknowledged.push(id)
        if (!isSync) continue
        // Whatever was acknowledged before this write was sent came before it.
        const found = new Set(await client.fetch<string[]>('*[_type == "many"]._id'))
        problems.push(...[id, ...earlier].filter((each) => !found.has(each)))
      }
    }
    await Promise.all(Array.from({length: 8}, (_, name) => writer(name)))
    expect(problems).toEqual([])
  })

  it('never shows a write early while others wait for the index', async () => {
    const early: string[] = []
    for (let turn = 0; turn < 20; turn += 1) {
      const waiting = client.create({_id: `order-${turn}`, _type: 'order'})
      await waiting
      const id = `early-${turn}`
      await client.create({_id: id, _type: 'order'}, async)
      if (await seen(id)) early.push(id)
    }
    expect(early).toEqual([])
  })

  it('loads become visible as a whole', async () => {
    lake.store.bulkLoad('production', [note('loaded'), note('loaded2')])
    expect(await Promise.all(['loaded', 'loaded2'].map(seen))).toEqual([true, true])
  })
})

it('a restarted lake begins with an up-to-date index', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lake-'))
  const start = () => startTestLake({directory, queryLagMs: LONG_LAG})
  const own = await start()
  const before = own.client('local-superadmin')
  await before.create(note('kept'), async)
  expect(await before.fetch('count(*[_id == "kept"])')).toBe(0)
  await own.stop()
  expect(copiesIn(directory)).toEqual([])
  const again = await start()
  expect(await again.client('local-superadmin').fetch('count(*[_id == "kept"])')).toBe(1)
  await again.stop()
  await rm(directory, {recursive: true})
})

it('costs nothing when disabled, and is an option of the command', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lake-'))
  const start = () => startLakeProcess(directory, 0, ['--query-lag-ms', String(LONG_LAG)])
  const command = await start()
  expect(copiesIn(directory)).toContain('queries-production.sqlite')
  expect(await command.end('SIGTERM')).toBe(0)
  expect(copiesIn(directory)).toEqual([])
  const killed = await start()
  await killed.end('SIGKILL')
  const own = await startTestLake({directory})
  expect(copiesIn(directory)).toEqual([])
  await own.stop()
  await rm(directory, {recursive: true})
})
