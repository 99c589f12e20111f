import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {propertyRuns} from '../../../../tooling/testing/propertyRuns.ts'
import {evaluateGroq, parseGroq} from '../groqNode.ts'
import type {QueryDocument} from '../queryDocument.ts'
import {answerInMemory} from '../testing/answerInMemory.ts'
import {arbitraryDocuments, arbitraryQuery, QUERY_PARAMS} from '../testing/arbitraryQueries.ts'

const NOW = '2026-05-04T03:02:01.000Z'

function plainly(query: string, dataset: readonly QueryDocument[]): string {
  const result = evaluateGroq(parseGroq(query, QUERY_PARAMS), {dataset, timestamp: new Date(NOW)})
  return JSON.stringify(result)
}

describe('planQuery', () => {
  it('answers like plain groq-js, in the same order', () => {
    fc.assert(
      fc.property(arbitraryDocuments, arbitraryQuery, (documents, query) => {
        const request = {text: query, params: QUERY_PARAMS, now: NOW, identity: 'me'}
        const answer = answerInMemory(documents, {...request, projectId: 'local', dataset: 'test'})
        expect(answer).toBe(plainly(query, documents))
      }),
      {numRuns: propertyRuns(500)},
    )
  }, 600_000)
})
