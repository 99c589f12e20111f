import type {LakeStore} from './lakeStore.ts'
import type {LoadResult} from './bulkLoad.ts'
import {preparedInThread, type DocumentSource} from './preparedInThread.ts'

/** Documents a transaction. */
const BATCH = 5000

/**
 * Loads all documents of a source, which another thread makes and prepares.
 *
 * @param onBatch - is told, after each transaction, how many documents the source has given
 * @param onWritten - is called once all are written, before the indexes left out are made
 * @throws what the source throws; what it gave before stays loaded
 */
export async function loadFromSource(
  store: LakeStore,
  dataset: string,
  {
    author,
    source,
    onBatch,
    onWritten,
  }: {
    author: string
    source: DocumentSource
    onBatch: (documents: number) => void
    onWritten?: () => void
  },
): Promise<LoadResult> {
  const load = store.beginBulkLoad(dataset, author)
  let documents = 0
  try {
    for await (const batch of preparedInThread({source, stamp: load.stamp, batchSize: BATCH})) {
      load.write(batch)
      documents += batch.length
      onBatch(documents)
    }
  } catch (error) {
    load.finish()
    throw error
  }
  onWritten?.()
  return load.finish()
}
