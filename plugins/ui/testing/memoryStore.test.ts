import {expect, test} from 'vitest'
import {memoryStore} from './memoryStore.ts'

test('shares no object with its callers', async () => {
  const store = memoryStore([])
  const totals = {total: 0}
  const document = {_id: 'alpha.bulk.1', _type: 'bulkChange', totals}
  await store.client.mutate([{create: document}], {tag: 'leads.test', returnDocuments: false})
  const stored: unknown = store.documents.get('alpha.bulk.1')
  expect(stored).toMatchObject({totals: {total: 0}})
  totals.total = 5
  expect(stored).toMatchObject({totals: {total: 0}})
})
