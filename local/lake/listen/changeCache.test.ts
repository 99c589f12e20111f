import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {propertyRuns} from '../../../tooling/testing/propertyRuns.ts'
import {createStoreFixture, SUPERADMIN} from '../store/testing/storeFixture.ts'
import {createChangeCache, isOfInterest} from './changeCache.ts'

const TYPES = ['lead', 'note', 'memo']
const step = fc.oneof(
  {weight: 4, arbitrary: fc.record({write: fc.array(fc.constantFrom(...TYPES), {minLength: 1})})},
  {weight: 2, arbitrary: fc.record({ask: fc.integer({min: 1, max: 6}), back: fc.nat({max: 4})})},
  {weight: 1, arbitrary: fc.constant({load: true as const})},
  {weight: 1, arbitrary: fc.constant({again: true as const})},
)

test('returns what the log has, or that the log has to be read', async () => {
  const fixture = createStoreFixture()
  const {store} = fixture
  const interest = {dataset: 'test', types: new Set(['lead', 'memo'])}
  let number = 0
  let told = 0
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, {minLength: 10, maxLength: 25}), async (steps) => {
        const recent = createChangeCache(store, 5)
        let position = store.lastSeq('test')
        const seen: number[][] = []
        const expected: number[][] = []
        for (const each of steps) {
          if ('write' in each) {
            const mutations = each.write.map((_type) => ({
              create: {_id: `d${(number += 1)}`, _type},
            }))
            await store.commit({dataset: 'test', caller: SUPERADMIN, mutations})
          } else if ('load' in each) {
            store.bulkLoad('test', [{_id: `d${(number += 1)}`, _type: 'lead'}])
          } else if ('again' in each) {
            store.deleteDataset('test')
            store.createDataset('test')
            position = 0
          } else {
            const from = Math.max(0, position - each.back)
            const run = recent.after(interest, from, each.ask)
            if (!run) continue
            const {changes, through} = run
            const logged = store
              .changesAfter('test', from, 1000)
              .filter((change) => change.seq <= through && isOfInterest(change, interest.types))
            seen.push(changes.map(({seq}) => seq))
            expected.push(logged.map(({seq}) => seq))
            const end = logged.length > 0 ? through : store.lastSeq('test')
            seen.push([through, Math.min(changes.length, each.ask)])
            expected.push([end, changes.length])
            told += changes.length
            position = through
          }
        }
        recent.close()
        expect(seen).toEqual(expected)
      }),
      {numRuns: propertyRuns(150)},
    )
    expect(told).toBeGreaterThan(0)
  } finally {
    fixture.dispose()
  }
}, 600_000)

test('keeps nothing for readers that never asked, and drops the oldest', async () => {
  const fixture = createStoreFixture()
  const {store} = fixture
  const write = (_id: string) =>
    store.commit({dataset: 'test', caller: SUPERADMIN, mutations: [{create: {_id, _type: 'lead'}}]})
  try {
    const recent = createChangeCache(store, 2)
    const interest = {dataset: 'test', types: null}
    await write('a')
    expect(recent.after(interest, 0, 10)).toBeNull()
    await write('b')
    expect(recent.after(interest, 1, 10)).toMatchObject({changes: [{documentId: 'b'}], through: 2})
    await write('c')
    await write('d')
    expect(recent.after(interest, 1, 10)).toBeNull()
    expect(recent.after(interest, 2, 1)).toMatchObject({changes: [{documentId: 'c'}], through: 3})
  } finally {
    fixture.dispose()
  }
})
