import {describe, expect, it} from 'vitest'
import {productIndexPlan} from '../groq/indexes/indexPlan.ts'
import {preparedInThread} from './loadFromSource.ts'
import {prepareDocument, type PreparedDocument} from './preparedDocument.ts'

const stamp = {transactionId: 'load', timestamp: '2026-01-01T00:00:00.000Z'}

/** A module whose source is this text. */
function moduleOf(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`
}

const COUNTING = moduleOf(`export function* count(last) {
  for (let number = 1; number <= last; number += 1) {
    yield {_id: 'site.' + number, _type: 'lead', name: 'Ada ' + number, tags: ['a', true, null]}
  }
}`)

describe('documents prepared in a thread', () => {
  it('are those of the source, in order, as if prepared in this thread', async () => {
    const source = {module: COUNTING, name: 'count', options: 95}
    const batches: PreparedDocument[][] = []
    for await (const batch of preparedInThread({source, stamp, batchSize: 10})) batches.push(batch)
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 5])
    const first = {_id: 'site.1', _type: 'lead', name: 'Ada 1', tags: ['a', true, null]}
    expect(batches[0]?.[0]).toEqual(prepareDocument(first, stamp, productIndexPlan()))
    expect(batches.flat().map(({id}) => id)).toEqual(
      Array.from({length: 95}, (_, index) => `site.${index + 1}`),
    )
  })

  it('end with the error of the source, after its earlier documents', async () => {
    const text = `export function* fail() { yield {_id: 'a', _type: 'b'}; throw new Error('no more') }`
    const source = {module: moduleOf(text), name: 'fail', options: null}
    const ids: string[] = []
    const read = async () => {
      for await (const batch of preparedInThread({source, stamp, batchSize: 1})) {
        ids.push(...batch.map(({id}) => id))
      }
    }
    await expect(read()).rejects.toThrow('no more')
    expect(ids).toEqual(['a'])
  })

  it('can be stopped before their end', async () => {
    const source = {module: COUNTING, name: 'count', options: 1_000_000_000}
    for await (const batch of preparedInThread({source, stamp, batchSize: 10})) {
      expect(batch).toHaveLength(10)
      break
    }
  })
})
