import * as fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {propertyRuns} from '../../../../tooling/testing/propertyRuns.ts'
import {grantPredicate} from '../../access/grantPredicate.ts'
import {arbitraryDocuments, arbitraryQuery, QUERY_PARAMS} from '../testing/arbitraryQueries.ts'
import {createDatasetView} from '../datasetView.ts'
import {createDocumentIndex} from '../documentIndex.ts'
import {evaluateQuery} from '../plan/evaluateQuery.ts'
import {parsePerspective} from '../perspective.ts'
import type {QueryDocument} from '../sortedDocuments.ts'
import {arbitraryLeadQuery, arbitraryParams} from '../testing/arbitraryLeadQueries.ts'
import {arbitraryLeads} from '../testing/arbitraryLeads.ts'
import {createLakeFixture} from '../testing/lakeFixture.ts'
import {SEARCH_LIMITS} from '../sql/preparedFilter.ts'

const NOW = '2026-05-04T03:02:01.000Z'

const RUNS = propertyRuns(20_000)
/** Each set of documents is asked so many queries. */
const QUERIES = 20

const lake = createLakeFixture()
afterAll(() => lake.dispose())

const PERSPECTIVES = ['raw', 'published', 'drafts', 'r1,drafts', 'r2']
const GRANTS = ['true', '_id in path("alpha.**") || _id == "site.alpha"', 'status == "new"']

interface Asked {
  query: string
  params: Record<string, unknown>
  perspective: string
  grant: string
  /** Whether to go along orders even where gathering what is found would be quicker. */
  walks: boolean
}

/** What the engine in memory answers, which is groq-js with every document in its hands. */
function inMemory(documents: readonly QueryDocument[], asked: Asked): string {
  const index = createDocumentIndex()
  for (const document of documents) index.set(document)
  const mayRead = grantPredicate(asked.grant, 'me')
  const view = createDatasetView(index, parsePerspective(asked.perspective), mayRead)
  const {query, params} = asked
  const request = {query, params, now: NOW, identity: 'me', projectId: 'local', dataset: 'test'}
  return evaluateQuery(view, request)
}

function inSql(asked: Asked): string {
  const {query, params, grant: filter} = asked
  const grant = {filter, mayRead: grantPredicate(filter, 'me')}
  const perspective = parsePerspective(asked.perspective)
  const limits = asked.walks ? {few: 0, rare: -1, seldom: 0} : SEARCH_LIMITS
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
          lake.become(stored)
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
          lake.become(stored)
          for (const asked of queries) expect(inSql(asked)).toBe(inMemory(stored, asked))
        },
      ),
      {numRuns: Math.ceil((RUNS * 0.2) / QUERIES)},
    )
  }, 3_600_000)
})
