import * as fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {propertyRuns} from '../../../../tooling/testing/propertyRuns.ts'
import {grantPredicate} from '../../access/grantPredicate.ts'
import {parsePerspective} from '../perspective.ts'
import type {QueryDocument} from '../queryDocument.ts'
import {SEARCH_LIMITS} from '../sql/lakeSearch.ts'
import {answerInMemory} from '../testing/answerInMemory.ts'
import {arbitraryLeadQuery, arbitraryParams} from '../testing/arbitraryLeadQueries.ts'
import {arbitraryLeads} from '../testing/arbitraryLeads.ts'
import {arbitraryDocuments, arbitraryQuery, QUERY_PARAMS} from '../testing/arbitraryQueries.ts'
import {createLakeFixture} from '../testing/lakeFixture.ts'

const NOW = '2026-05-04T03:02:01.000Z'

const RUNS = propertyRuns(20_000)
/** Each set of documents is asked so many queries. */
const QUERIES = 20

/** In the second, partitions have several generations. */
const lakes = [createLakeFixture(), createLakeFixture(5)] as const
afterAll(() => lakes.forEach((lake) => lake.dispose()))

const PERSPECTIVES = ['raw', 'published', 'drafts', 'r1,drafts', 'r2']
const GRANTS = ['true', '_id in path("alpha.**") || _id == "site.alpha"', 'status == "new"']

interface Asked {
  query: string
  params: Record<string, unknown>
  perspective: string
  grant: string
  /** Whether to go along orders even where gathering what is found would be quicker. */
  walks: boolean
  lake: (typeof lakes)[number]
}

/** What groq-js answers when it goes through all documents. */
function inMemory(documents: readonly QueryDocument[], asked: Asked): string {
  const {query: text, params, grant} = asked
  const query = {text, params, now: NOW, identity: 'me', projectId: 'local', dataset: 'test'}
  const perspective = parsePerspective(asked.perspective)
  return answerInMemory(documents, query, perspective, grantPredicate(grant, 'me'))
}

function inSql(asked: Asked): string {
  const {query, params, grant: filter, lake} = asked
  const grant = {filter, mayRead: grantPredicate(filter, 'me')}
  const perspective = parsePerspective(asked.perspective)
  const limits = asked.walks ? {fewRows: 0, rareWords: -1, sparseShare: 0} : SEARCH_LIMITS
  return lake.ask(query, {params, perspective, grant, now: NOW, limits}).json
}

function asking(query: fc.Arbitrary<string>, params: fc.Arbitrary<Record<string, unknown>>) {
  return fc.array(
    fc.record({
      query,
      params,
      perspective: fc.oneof(fc.constant('raw'), fc.constantFrom(...PERSPECTIVES)),
      grant: fc.oneof(fc.constant('true'), fc.constantFrom(...GRANTS)),
      walks: fc.boolean(),
      lake: fc.constantFrom(...lakes),
    }),
    {minLength: QUERIES, maxLength: QUERIES},
  )
}

describe('answers from indexes', () => {
  it('are those of groq-js, for leads and the queries of the product and the Studio', () => {
    fc.assert(
      fc.property(
        arbitraryLeads,
        asking(arbitraryLeadQuery, arbitraryParams),
        (documents, queries) => {
          // What JSON keeps of them is what is stored.
          const stored: QueryDocument[] = JSON.parse(JSON.stringify(documents))
          for (const lake of lakes) lake.become(stored)
          for (const asked of queries) expect(inSql(asked)).toBe(inMemory(stored, asked))
        },
      ),
      {numRuns: Math.ceil((RUNS * 0.8) / QUERIES)},
    )
  }, 3_600_000)

  it('are those of groq-js, for documents and queries of any kind', () => {
    fc.assert(
      fc.property(
        arbitraryDocuments,
        asking(arbitraryQuery, fc.constant(QUERY_PARAMS)),
        (documents, queries) => {
          const stored: QueryDocument[] = JSON.parse(JSON.stringify(documents))
          for (const lake of lakes) lake.become(stored)
          for (const asked of queries) expect(inSql(asked)).toBe(inMemory(stored, asked))
        },
      ),
      {numRuns: Math.ceil((RUNS * 0.2) / QUERIES)},
    )
  }, 3_600_000)
})
