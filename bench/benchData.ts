import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {createSqliteStore} from '../local/lake/store/sqliteStore.ts'
import type {LoadableDocument} from '../local/lake/types.ts'
import {LOCAL_DATASET} from '../local/ports.ts'
import {benchDocuments} from './benchDocuments.ts'

/** What was loaded, and how fast; `null` when it was there already. */
export interface Loading {
  documents: number
  seconds: number
}

/** Bulk loads of the measured job: so many documents a transaction. */
const BATCH = 5000

function* counted(
  documents: Iterable<LoadableDocument>,
  total: number,
  log: (line: string) => void,
): Generator<LoadableDocument> {
  const started = performance.now()
  let count = 0
  for (const document of documents) {
    yield document
    count += 1
    if (count % 100_000 !== 0) continue
    const rate = Math.round(count / ((performance.now() - started) / 1000))
    log(
      `  ${count.toLocaleString('en')} of about ${total.toLocaleString('en')} documents, ${rate} a second`,
    )
  }
}

/**
 * Makes the data directory for so many leads below `.local/bench` unless it is there: a loading that
 * was cut off begins again.
 */
export function prepareBenchData(
  leads: number,
  log: (line: string) => void,
): {directory: string; loading: Loading | null} {
  const directory = join(import.meta.dirname, '..', '.local', 'bench', `leads-${leads}`)
  const finished = join(directory, 'finished')
  if (existsSync(finished)) return {directory, loading: null}
  log(`Making ${leads.toLocaleString('en')} leads in ${directory}`)
  rmSync(directory, {recursive: true, force: true})
  mkdirSync(directory, {recursive: true})
  const store = createSqliteStore({directory, access: {can: () => true}, log})
  try {
    store.createDataset(LOCAL_DATASET)
    const started = performance.now()
    const total = Math.round(leads * 1.2)
    const {loaded} = store.bulkLoad(LOCAL_DATASET, counted(benchDocuments(leads), total, log), {
      batchSize: BATCH,
    })
    const seconds = (performance.now() - started) / 1000
    store.close()
    writeFileSync(finished, new Date().toISOString())
    return {directory, loading: {documents: loaded, seconds}}
  } catch (error) {
    store.close()
    throw error
  }
}
