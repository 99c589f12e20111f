import type Database from 'better-sqlite3'
import {describe, expect, it} from 'vitest'
import {createStoreFixture, SUPERADMIN} from './testing/storeFixture.ts'

describe('a lake whose disk is full', () => {
  it('refuses writes with 503, keeps acknowledged ones, and continues when there is room', async () => {
    const files: Database.Database[] = []
    const fixture = createStoreFixture({prepareDataset: (database) => files.push(database)})
    const resize = (pages: number) => files.at(-1)?.pragma(`max_page_count = ${pages}`)
    resize(120)
    const commit = (id: string, length: number) =>
      fixture.store
        .commit({
          dataset: 'test',
          caller: SUPERADMIN,
          mutations: [{create: {_id: id, _type: 'page', text: 'x'.repeat(length)}}],
        })
        .then(
          () => ({id, status: 200}),
          (error: unknown) => ({id, status: Object(error).statusCode}),
        )
    const outcomes: {id: string; status: unknown}[] = []
    for (let round = 0; round < 12; round += 1) {
      const sizes = [500, 60_000, 500]
      outcomes.push(...(await Promise.all(sizes.map((size, n) => commit(`d${round}.${n}`, size)))))
    }
    expect(new Set(outcomes.map(({status}) => status))).toEqual(new Set([200, 503]))
    const check = () => {
      for (const {id, status} of outcomes) {
        expect(fixture.store.getDocument('test', id) !== null).toBe(status === 200)
      }
    }
    check()
    resize(100_000)
    outcomes.push(await commit('after', 60_000))
    expect(outcomes.at(-1)?.status).toBe(200)
    fixture.reopen()
    check()
    fixture.dispose()
  })
})
