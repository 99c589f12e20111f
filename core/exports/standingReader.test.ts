import {describe, expect, test} from 'vitest'
import type {ExportQuery} from './exportQueries.ts'
import {standingReader} from './standingReader.ts'

const SITE = 'alpha'
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

interface Standing {
  _id: string
  _type: string
}

const standings: readonly Standing[] = [
  ...KEYS.map((key) => ({_id: `alpha.subscriber.${key}`, _type: 'newsletterSubscriber'})),
  {_id: 'alpha.suppression.b', _type: 'suppression'},
  {_id: 'beta.subscriber.c', _type: 'newsletterSubscriber'},
]

/** A store that answers by what a query names: ids, or the ends of ranges. */
function storeOf(documents: readonly Standing[]) {
  const asked: ExportQuery[] = []
  const within = (params: ExportQuery['params'], kind: string, most: number) =>
    documents
      .filter(({_id}) => _id > String(params[`${kind}After`]) && _id <= String(params[`${kind}To`]))
      .slice(0, most)
  const fetch = (query: ExportQuery): Promise<unknown> => {
    asked.push(query)
    const {ids} = query.params
    if (Array.isArray(ids)) return Promise.resolve(documents.filter(({_id}) => ids.includes(_id)))
    const most = Number(/\[0\.\.\.(\d+)\]/u.exec(query.query)?.[1])
    return Promise.resolve({
      subscribers: within(query.params, 'subscriber', most),
      suppressions: within(query.params, 'suppression', most),
    })
  }
  const areIds = () => asked.map(({params}) => 'ids' in params)
  return {fetch, asked, areIds}
}

const leads = (...keys: string[]) => keys.map((key) => ({_id: `alpha.lead.${key}`}))
const idsOf = (found: readonly Standing[]) => found.map(({_id}) => _id).toSorted()

describe('who of a page is subscribed', () => {
  test('is read by one range of keys, with those of the site alone', async () => {
    const store = storeOf(standings)
    const read = standingReader({site: SITE, columns: ['subscription'], pageSize: 4}, store.fetch)
    const first = await read(leads('a', 'c'), {after: '', to: 'alpha.lead.c'})
    expect(idsOf(first)).toEqual([
      'alpha.subscriber.a',
      'alpha.subscriber.b',
      'alpha.subscriber.c',
      'alpha.suppression.b',
    ])
    const second = await read(leads('d'), {after: 'alpha.lead.c', to: 'alpha.lead.d'})
    expect(idsOf(second)).toEqual(['alpha.subscriber.d'])
    expect(store.areIds()).toEqual([false, false])
    expect(store.asked[0]?.query).not.toContain('consentHistory')
  })

  test('is read by ids on the last page, and where there is no lead not at all', async () => {
    const store = storeOf(standings)
    const read = standingReader({site: SITE, columns: ['consent.at'], pageSize: 4}, store.fetch)
    expect(await read([], {after: '', to: 'alpha.lead.c'})).toEqual([])
    const last = await read(leads('b', 'h'), {after: 'alpha.lead.a', to: null})
    expect(idsOf(last)).toEqual(['alpha.subscriber.b', 'alpha.subscriber.h', 'alpha.suppression.b'])
    expect(store.areIds()).toEqual([true])
    expect(store.asked[0]?.query).toContain('consentHistory')
  })

  test('is read by ids from then on where others are between the people of a page', async () => {
    const store = storeOf(standings)
    const read = standingReader({site: SITE, columns: ['subscription'], pageSize: 2}, store.fetch)
    const first = await read(leads('a', 'g'), {after: '', to: 'alpha.lead.g'})
    expect(idsOf(first)).toEqual(['alpha.subscriber.a', 'alpha.subscriber.g'])
    await read(leads('h'), {after: 'alpha.lead.g', to: 'alpha.lead.h'})
    expect(store.areIds()).toEqual([false, true, true])
  })

  test('is read by ids where a page ends with something that is no lead of the site', async () => {
    const store = storeOf(standings)
    const read = standingReader({site: SITE, columns: ['subscription'], pageSize: 4}, store.fetch)
    for (const to of ['beta.lead.c', 'alpha.list.c', 'anything', 'alpha.lead.c.d']) {
      await read(leads('a'), {after: '', to})
    }
    expect(store.areIds()).toEqual([true, true, true, true])
  })
})
