import * as fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {z} from 'zod'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

const LINE = z.object({
  id: z.string(),
  timestamp: z.iso.datetime(),
  author: z.string(),
  documentIDs: z.array(z.string()),
  mutations: z.array(z.unknown()).optional(),
  effects: z.record(z.string(), z.unknown()).optional(),
})

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

const ADMIN = 'local-superadmin'

async function lines(path: string, token = ADMIN) {
  const response = await lake.request(`/v1/data/history/production/transactions${path}`, {token})
  expect(response.status).toBe(200)
  const text = await response.text()
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => LINE.parse(JSON.parse(line)))
}

const lead = (site: string, key: string) => ({
  _id: `${site}.lead.${key}`,
  _type: 'lead',
  site,
  name: key,
})

describe('the history of a dataset', () => {
  /** What was committed, oldest first. */
  const log: {id: string; author: string; documentIDs: string[]}[] = []
  const READERS = ['local-superadmin', 'local-artameta-viewer', 'local-bluefern-admin']
  const sites = ['artameta', 'bluefern', 'northpeak']

  beforeAll(async () => {
    const tokens = [ADMIN, 'local-functions']
    for (let n = 0; n < 60; n += 1) {
      const token = tokens[n % 2] ?? ADMIN
      const chosen = sites.filter((_, index) => (n + 1) & (1 << index))
      const transaction = lake.client(token).transaction()
      const documents = [
        ...chosen.map((site) => lead(site, `n${n % 7}`)),
        ...(n % 5 === 0 ? [{_id: 'site.artameta', _type: 'site'}] : []),
        ...(n % 6 === 0 ? [{_id: 'drafts.artameta.page', _type: 'page'}] : []),
        ...(n % 8 === 7 ? [{_id: 'plain', _type: 'note'}] : []),
      ]
      for (const document of documents) transaction.createOrReplace({...document, n})
      const {transactionId} = await transaction.commit()
      const author = token.slice('local-'.length)
      log.push({id: transactionId, author, documentIDs: documents.map(({_id}) => _id)})
    }
  })

  const maySee = (token: string, id: string) => {
    const site = token.split('-')[1] ?? ''
    return token === ADMIN || id.startsWith(`${site}.`) || id === `site.${site}`
  }

  it('shows each reader only what they can see', async () => {
    const place = fc.option(fc.nat({max: 59}), {freq: 2})
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...READERS),
        fc.record({
          from: place,
          to: place,
          limit: fc.constantFrom(1, 2, 3, 7, 1000),
          reverse: fc.boolean(),
          author: fc.option(fc.constantFrom('superadmin', 'functions', 'nobody'), {freq: 2}),
          ids: fc.option(
            fc.subarray(
              ['artameta.lead.n1', 'bluefern.lead.n1', 'bluefern.lead.n4', 'site.artameta', 'no'],
              {minLength: 1},
            ),
            {freq: 2},
          ),
          only: fc.boolean(),
        }),
        async (token, {from, to, limit, reverse, author, ids, only}) => {
          const sees = (id: string) => maySee(token, id)
          const isKnown = (index: number | null): index is number =>
            index !== null && (log[index]?.documentIDs.some(sees) ?? false)
          const expected = log
            .filter((_, index) => !isKnown(from) || index >= from)
            .filter((entry) => !isKnown(to) || log.indexOf(entry) <= to)
            .filter((entry) => author === null || entry.author === author)
            .map((entry) => ({...entry, documentIDs: entry.documentIDs.filter(sees)}))
            .filter(({documentIDs}) => !ids || documentIDs.some((id) => ids.includes(id)))
            .map((entry) => ({
              ...entry,
              documentIDs: entry.documentIDs.filter((id) => !ids || !only || ids.includes(id)),
            }))
            .filter(({documentIDs}) => documentIDs.length > 0)
          const page = (reverse ? expected.toReversed() : expected).slice(0, limit)
          const query = new URLSearchParams({limit: String(limit), reverse: String(reverse)})
          if (from !== null) query.set('fromTransaction', log[from]?.id ?? '')
          if (to !== null) query.set('toTransaction', log[to]?.id ?? '')
          if (author !== null) query.set('authors', author)
          if (only) query.set('includeIdentifiedDocumentsOnly', 'true')
          const path = ids ? `/${ids.join(',')}` : ''
          const brief = await lines(`${path}?${query}&excludeContent=true`, token)
          const shown = ({id, author: by, documentIDs}: (typeof brief)[number]) => ({
            id,
            author: by,
            documentIDs,
          })
          expect(brief.map(shown)).toEqual(page)
          const whole = await lines(`${path}?${query}&effectFormat=mendoza`, token)
          expect(whole.map(shown)).toEqual(page)
          for (const {documentIDs, effects, mutations} of whole) {
            expect(Object.keys(effects ?? {}).sort()).toEqual(documentIDs.toSorted())
            expect(mutations).toHaveLength(documentIDs.length)
          }
          expect(brief.every((line) => !line.mutations && !line.effects)).toBe(true)
        },
      ),
      {numRuns: 200},
    )
  })

  it('can be bounded by time, in any time zone', async () => {
    const [first] = await lines('?limit=1')
    const {timestamp} = (await lines('?limit=1&reverse=true'))[0] ?? {timestamp: ''}
    const local = `${new Date(Date.parse(timestamp) + 7_200_000).toISOString().slice(0, -1)}+02:00`
    for (const time of [timestamp, local]) {
      const value = encodeURIComponent(time)
      const since = await lines(`?fromTime=${value}&excludeContent=true`)
      expect(since.length).toBeGreaterThan(0)
      expect(since.every((line) => line.timestamp >= timestamp)).toBe(true)
      expect((await lines(`?toTime=${value}&limit=1`))[0]?.id).toBe(first?.id)
    }
    expect(await lines('?fromTime=2100-01-01T00:00:00Z')).toEqual([])
    expect(await lines('?toTime=2000-01-01T00:00:00Z')).toEqual([])
  })
})
